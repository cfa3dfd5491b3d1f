//! A loaded image: checked, with its addresses in place.

use crate::closure::{call_closure, drop_captures};
use core::fmt;
use core::mem::{MaybeUninit, offset_of};
use core::ptr;
use roc_shim_abi::HostFn;
use roc_shim_image::format::{CLOSURE, ClosureRecord, Relocation};
use roc_shim_image::{Image, ImageError};
use zerocopy::FromBytes;

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
    pub(crate) call_address: u64,
    pub(crate) drop_address: u64,
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
        let addresses = Addresses {
            call: (call_closure as *const ()).expose_provenance() as u64,
            drop: (drop_captures as *const ()).expose_provenance() as u64,
            program: slot.as_ptr().expose_provenance() as u64,
        };
        relocate(block, &addresses).map_err(LoadError::Image)?;
        let image = Image::read(block).map_err(LoadError::Image)?;
        let (call_address, drop_address) = (addresses.call, addresses.drop);
        Ok(slot.write(Self { image, hosted, call_address, drop_address }))
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

    /// What function values hold to find their program.
    pub(crate) fn address(&self) -> u64 {
        ptr::from_ref(self).expose_provenance() as u64
    }

    /// Whether a function value is one of this program.
    ///
    /// # Safety
    /// It is a function value.
    pub(crate) unsafe fn owns(&self, closure: *const ClosureRecord) -> bool {
        // SAFETY: the fields after `call` are there if it is our own function.
        unsafe {
            (&raw const (*closure).call).read() == self.call_address
                && (&raw const (*closure).program).read() == ptr::from_ref(self).addr() as u64
        }
    }
}

struct Addresses {
    call: u64,
    drop: u64,
    program: u64,
}

/// Writes addresses where a valid image says so.
fn relocate(block: &mut [u8], addresses: &Addresses) -> Result<(), ImageError> {
    let (data, behind) = {
        let image = Image::read(block)?;
        (image.data_range(), image.header.relocations)
    };
    let base = block.as_mut_ptr().expose_provenance() as u64 + data.start as u64;
    // Sections don't overlap, and the data comes first.
    let (front, back) = block.split_at_mut(behind.offset as usize);
    let relocations = <[Relocation]>::ref_from_prefix_with_elems(back, behind.count as usize);
    let (Ok((relocations, _)), Some(data)) = (relocations, front.get_mut(data)) else {
        return Err(ImageError::Section("relocations"));
    };
    for (index, relocation) in (0..).zip(relocations) {
        let mut write = |at: usize, address: u64| {
            let place = data.get_mut(relocation.offset as usize + at..).and_then(<[u8]>::first_chunk_mut);
            *place.ok_or(ImageError::Relocation(index))? = address.to_le_bytes();
            Ok(())
        };
        if relocation.target == CLOSURE {
            write(offset_of!(ClosureRecord, call), addresses.call)?;
            write(offset_of!(ClosureRecord, drop), addresses.drop)?;
            write(offset_of!(ClosureRecord, program), addresses.program)?;
        } else {
            write(0, base + u64::from(relocation.target))?;
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
