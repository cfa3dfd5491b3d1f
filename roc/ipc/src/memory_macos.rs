//! macOS: a shared memory object whose unguessable name lives for two calls. What is passed on can only be read.

use crate::Image;
use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::sys::mman::{MapFlags, ProtFlags, mmap, munmap, shm_open, shm_unlink};
use nix::sys::stat::Mode;
use std::fs::File;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::os::fd::OwnedFd;

/// The image in its object.
pub(crate) struct Shared {
    /// Read-only, closed on exec so far.
    pub descriptor: OwnedFd,
    pub bytes: u64,
}

pub(crate) fn publish(image: Image<'_>) -> io::Result<Shared> {
    let bytes = image.bytes;
    let (writer, reader) = create()?;
    // The system allows one ftruncate, so the size is final.
    nix::unistd::ftruncate(&writer, bytes as i64)?;
    let size = NonZeroUsize::new(bytes as usize).ok_or(Errno::EINVAL)?;
    let protection = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // write(2) is not supported on these objects.
    // SAFETY: a fresh map of a fresh object of that size; only this function reaches it, and it is unmapped once.
    unsafe {
        let map = mmap(None, size, protection, MapFlags::MAP_SHARED, &writer, 0)?;
        let filled = image.source.read_into(std::slice::from_raw_parts_mut(map.cast().as_ptr(), size.get()));
        munmap(map, size.get())?;
        filled?;
    }
    Ok(Shared { descriptor: reader, bytes })
}

/// A descriptor to fill the object and one to read it.
fn create() -> io::Result<(OwnedFd, OwnedFd)> {
    let mut random = [0u8; 10];
    File::open("/dev/urandom")?.read_exact(&mut random)?;
    let name = random.iter().fold(String::from("/roc-"), |name, byte| format!("{name}{byte:02x}")); // at most 31 bytes
    let mode = Mode::S_IRUSR | Mode::S_IWUSR;
    let writer = shm_open(name.as_str(), OFlag::O_RDWR | OFlag::O_CREAT | OFlag::O_EXCL, mode)?;
    let reader = shm_open(name.as_str(), OFlag::O_RDONLY, mode);
    shm_unlink(name.as_str())?;
    Ok((writer, reader?))
}
