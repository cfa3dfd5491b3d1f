//! Where hand-over ends and interpreting begins: a block becomes a [`Program`], whose entry points run.

use crate::block::Block;
use crate::failure::Failure;
use core::ffi::c_void;
use roc_shim_abi::{ABI_VERSION, RocAdapter, RocOps};
use roc_shim_image::Image;

/// A program that is ready to run.
pub struct Program {
    #[expect(dead_code, reason = "for the interpreter")]
    block: &'static [u8],
}

impl Program {
    /// Checks everything once: that the image is one, that it belongs to this platform, and all that is in it.
    pub fn load(block: Block, adapter: &RocAdapter) -> Result<Self, Failure> {
        if adapter.abi_version != ABI_VERSION {
            return Err(Failure::Adapter { version: adapter.abi_version });
        }
        let image = Image::read(block.bytes()).map_err(Failure::Image)?;
        if image.header.platform_digest != adapter.platform_digest {
            let (image, adapter) = (image.header.platform_digest, adapter.platform_digest);
            return Err(Failure::Platform { image, adapter });
        }
        let counts = [image.entries.len() as u32, image.header.hosted_count];
        if counts != [adapter.entry_count, adapter.hosted_count] {
            let adapter = [adapter.entry_count, adapter.hosted_count];
            return Err(Failure::Counts { image: counts, adapter });
        }
        image.validate().map_err(Failure::Image)?;
        Ok(Self { block: block.freeze() })
    }

    /// Runs entry point `index`.
    ///
    /// # Safety
    /// `ret` and `args` are what the host ABI says for this entry.
    pub unsafe fn run(&self, index: u32, ops: &RocOps, ret: *mut c_void, args: *mut c_void) {
        let _ = (index, ret, args);
        ops.crash("this interpreter can't run anything yet")
    }
}
