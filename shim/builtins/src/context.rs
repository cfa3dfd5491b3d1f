//! What a runtime function is called with, and how it fails.

use core::fmt;
use roc_shim_abi::RocOps;

/// A runtime function.
///
/// `args` points to the arguments as a C struct in the order of the operation's declaration, `ret` to room for the
/// result; both are aligned as [`roc_shim_image::lowlevel::Frame`] says. They may overlap: a function reads all its
/// arguments before it writes its result. `element` is the operation's element layout, [`Element::NONE`] where it
/// needs none. Owned arguments are consumed, also when the function crashes (they may leak then).
///
/// # Safety
/// The arguments are values of the operation's types, and `element` is the layout of the elements.
pub type LowLevelFn =
    unsafe fn(cx: &mut Context<'_>, ret: *mut u8, args: *const u8, element: Element) -> Result<(), Crash>;

/// What a runtime function needs from its caller.
pub struct Context<'a> {
    /// The host.
    pub ops: &'a RocOps,
    /// Retains and releases elements of lists.
    pub counting: &'a mut dyn Counting,
}

/// The caller's knowledge of layouts: how to retain and release values whose type only it knows.
pub trait Counting {
    /// One more owner for each of the `count` values that lie one after the other.
    ///
    /// # Safety
    /// They are values of this layout.
    unsafe fn retain(&mut self, layout: u32, values: *const u8, count: usize);

    /// One owner less for each of the `count` values that lie one after the other.
    ///
    /// # Safety
    /// They are values of this layout, whose ownership the caller gives up.
    unsafe fn release(&mut self, layout: u32, values: *mut u8, count: usize);
}

/// The layout of the elements that an operation is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Element {
    /// The caller's name for the layout, passed back to [`Counting`].
    pub layout: u32,
    /// Bytes, a multiple of `align`; may be zero.
    pub size: u32,
    /// A power of two.
    pub align: u32,
    /// Whether values hold counted memory. Without it [`Counting`] is not called.
    pub counted: bool,
}

impl Element {
    /// For operations without elements.
    pub const NONE: Self = Self::plain(0, 1);

    /// Elements that aren't counted.
    pub const fn plain(size: u32, align: u32) -> Self {
        Self { layout: 0, size, align, counted: false }
    }
}

/// The end of the program with this message. What the interrupted call owned is lost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Crash(pub &'static str);

impl Crash {
    /// The host has no more memory, or so much can't be addressed.
    pub const OUT_OF_MEMORY: Self = Self("out of memory");
}

impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").finish_non_exhaustive()
    }
}
