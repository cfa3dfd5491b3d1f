//! Linux: a memfd, fully sealed, so that neither its size nor its contents can change any more.

use crate::Image;
use crate::image::Source;
use nix::errno::Errno;
use nix::fcntl::{FcntlArg, SealFlag, fcntl};
use nix::sys::memfd::{MFdFlags, memfd_create};
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::OwnedFd;

/// The image in its object.
pub(crate) struct Shared {
    /// Closed on exec so far.
    pub descriptor: OwnedFd,
    pub bytes: u64,
}

pub(crate) fn publish(image: Image<'_>) -> io::Result<Shared> {
    let bytes = image.bytes;
    // write(2), not a map: sealing fails with EBUSY while a writable map exists.
    let mut file = File::from(create()?);
    let written = match image.source {
        // Between files this is sendfile: the block never enters this process.
        Source::File(mut from) => io::copy(&mut from, &mut file)?,
        Source::Bytes(block) => file.write_all(block).map(|()| bytes)?,
    };
    if written != bytes {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the file changed while it was read"));
    }
    let seals =
        SealFlag::F_SEAL_SEAL | SealFlag::F_SEAL_SHRINK | SealFlag::F_SEAL_GROW | SealFlag::F_SEAL_WRITE;
    fcntl(&file, FcntlArg::F_ADD_SEALS(seals))?;
    Ok(Shared { descriptor: file.into(), bytes })
}

fn create() -> nix::Result<OwnedFd> {
    let plain = MFdFlags::MFD_CLOEXEC | MFdFlags::MFD_ALLOW_SEALING;
    let never_executable = MFdFlags::from_bits_retain(8); // MFD_NOEXEC_SEAL, since Linux 6.3; before, EINVAL
    memfd_create(c"roc-image", plain | never_executable).or_else(|e| match e {
        Errno::EINVAL => memfd_create(c"roc-image", plain),
        e => Err(e),
    })
}
