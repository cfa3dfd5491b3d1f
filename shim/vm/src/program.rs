//! A loaded image: checked, with its addresses in place.

use crate::closure::{CallFn, Closure, DropFn, call_closure, drop_captures};
use core::fmt;
use core::mem::MaybeUninit;
use core::ptr;
use roc_shim_abi::HostFn;
use roc_shim_image::format::{CLOSURE, Relocation};
use roc_shim_image::{Image, ImageError};

/// What an image's program can be run with.
#[derive(Clone, Copy, Debug)]
pub struct Platform<'a> {
    /// The digest of the platform that the executable was linked for.
    pub digest: [u8; 32],
    /// Its hosted functions.
    pub hosted: &'a [HostFn],
}

/// A program that can be run, any number of times, also on several threads at once.
#[derive(Debug)]
pub struct Program<'a> {
    pub(crate) image: Image<'a>,
    pub(crate) hosted: &'a [HostFn],
    /// What function values of this program begin with. Here, because a function may have several addresses.
    pub(crate) call_closure: CallFn,
    pub(crate) drop_captures: DropFn,
}

/// Why an image can't be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// It isn't an image as it should be.
    Image(ImageError),
    /// It is for another platform.
    Platform {
        /// The digest in the image.
        image: [u8; 32],
        /// The digest in the executable.
        executable: [u8; 32],
    },
    /// It needs another number of hosted functions than there are.
    Hosted {
        /// How many the image needs.
        image: u32,
        /// How many the executable has.
        executable: usize,
    },
}

impl<'a> Program<'a> {
    /// Checks the image in `block` once and puts its addresses in. `slot` is where the program stays, as its function
    /// values hold that address; `block` may be made read-only afterwards.
    ///
    /// # Safety
    /// The image was made by the compiler for this platform. The compiler vouches for what validation can't see: that
    /// values are what instructions take them for, and that the hosted functions are called with what they take.
    pub unsafe fn load(
        slot: &'a mut MaybeUninit<Self>,
        block: &'a mut [u8],
        platform: Platform<'a>,
    ) -> Result<&'a Self, LoadError> {
        let image = Image::read(block).map_err(LoadError::Image)?;
        if image.header.platform_digest != platform.digest {
            let image = image.header.platform_digest;
            return Err(LoadError::Platform { image, executable: platform.digest });
        }
        let (count, hosted) = (image.header.hosted_count, platform.hosted);
        if count as usize != hosted.len() {
            return Err(LoadError::Hosted { image: count, executable: hosted.len() });
        }
        image.validate().map_err(LoadError::Image)?;
        let program = slot.as_ptr().cast();
        let closure = Closure { call: call_closure, drop: drop_captures, function: 0, captures: 0, program };
        // SAFETY: the image is valid.
        unsafe { relocate(block, &closure).map_err(LoadError::Image)? };
        let image = Image::read(block).map_err(LoadError::Image)?;
        let Closure { call, drop, .. } = closure;
        Ok(slot.write(Self { image, hosted, call_closure: call, drop_captures: drop }))
    }

    /// How many entries there are.
    pub fn entry_count(&self) -> usize {
        self.image.entries.len()
    }

    /// The function of an entry, if there is one with this index.
    pub fn entry(&self, index: u32) -> Option<u32> {
        self.image.entries.get(index as usize).copied()
    }

    /// The number of the function with this name, for tests and tools.
    pub fn function_named(&self, name: &str) -> Option<u32> {
        self.image.functions.iter().position(|f| self.image.name(f) == name).map(|index| index as u32)
    }

    /// Whether a function value is one of this program.
    ///
    /// # Safety
    /// It is a function value.
    pub(crate) unsafe fn owns(&self, closure: *const Closure) -> bool {
        // SAFETY: the fields after `drop` are there if it is our own function.
        unsafe {
            ptr::fn_addr_eq((&raw const (*closure).call).read(), self.call_closure)
                && ptr::addr_eq((&raw const (*closure).program).read(), self)
        }
    }
}

/// Writes addresses where an image says so.
///
/// # Safety
/// The image is valid, so its relocations lie in its data, one behind the other.
unsafe fn relocate(block: &mut [u8], own: &Closure) -> Result<(), ImageError> {
    let (data, relocations) = {
        let image = Image::read(block)?;
        (image.data_range().start, image.header.relocations)
    };
    // SAFETY: the sections are in the block, aligned, and don't overlap; so do the places that relocations name.
    unsafe {
        let data = block.as_mut_ptr().add(data);
        let first = block.as_ptr().add(relocations.offset as usize).cast::<Relocation>();
        for relocation in (0..relocations.count as usize).map(|index| first.add(index).read()) {
            let place = data.add(relocation.offset as usize);
            if relocation.target == CLOSURE {
                let place = place.cast::<Closure>();
                (&raw mut (*place).call).write(own.call);
                (&raw mut (*place).drop).write(own.drop);
                (&raw mut (*place).program).write(own.program);
            } else {
                place.cast::<*const u8>().write(data.add(relocation.target as usize));
            }
        }
    }
    Ok(())
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Image(error) => error.fmt(f),
            Self::Platform { image, executable } => write!(
                f,
                "the module image was made for the platform {}, but this program is of the platform {}",
                Hex(image),
                Hex(executable)
            ),
            Self::Hosted { image, executable } => write!(
                f,
                "the module image needs {image} hosted functions, but this program has {executable}"
            ),
        }
    }
}

/// The first half of a digest: enough to tell two platforms apart.
struct Hex<'a>(&'a [u8; 32]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().take(16).try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl core::error::Error for LoadError {}
