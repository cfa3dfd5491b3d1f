//! A program in this process's memory, bound and ready to run.

use crate::image::Image;
use crate::{library, thunk};
use nix::libc;
use std::ffi::{CString, c_char, c_int, c_void};
use std::ptr;

/// A program that can be run, once.
pub struct Loaded {
    initialisers: Vec<Initialiser>,
    main: Main,
}

type Vector = *const *const c_char;
type Initialiser = extern "C" fn(c_int, Vector, Vector, Vector);
type Main = extern "C" fn(c_int, Vector, Vector, Vector) -> c_int;

/// Maps a program's segments, writes the addresses of imports, protects what shall not be written.
pub fn load(image: &Image, bytes: &[u8]) -> Result<Loaded, String> {
    let mapped: Vec<_> =
        image.segments.iter().filter(|segment| segment.size > 0 && segment.protection != 0).collect();
    for segment in &mapped {
        let (at, size) = (segment.address as *mut c_void, segment.size as usize);
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_FIXED_NOREPLACE;
        let contents = bytes.get(segment.offset..segment.offset + segment.file_size);
        let contents =
            contents.filter(|contents| contents.len() <= size).ok_or("a segment is not in the file")?;
        // SAFETY: new pages at an address where nothing is yet; they have room for the contents.
        unsafe {
            let got = libc::mmap(at, size, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0);
            if got != at {
                return Err(format!("its address {at:?} is taken"));
            }
            ptr::copy_nonoverlapping(contents.as_ptr(), at.cast(), contents.len());
        }
    }
    let inside = |at: u64, size: u64| {
        mapped.iter().any(|s| at >= s.address && at.saturating_add(size) <= s.address.saturating_add(s.size))
    };
    for bind in &image.binds {
        if !inside(bind.address, 8) {
            return Err(format!("{} is bound outside of the program", bind.name));
        }
        let address = library::find(&bind.name).unwrap_or_else(|| thunk::lacking(&bind.name));
        // SAFETY: eight bytes of a segment that may still be written.
        unsafe { (bind.address as *mut u64).write_unaligned((address as u64).wrapping_add(bind.addend)) };
    }
    if let Some((address, size)) = image.thread_locals.filter(|&(address, size)| inside(address, size)) {
        // SAFETY: in a segment, which stays.
        thunk::set_thread_locals(unsafe { std::slice::from_raw_parts(address as *const u8, size as usize) });
    }
    let mut initialisers = Vec::new();
    for &(address, size) in image.initialisers.iter().filter(|&&(address, size)| inside(address, size)) {
        for index in 0..size / 8 {
            // SAFETY: in a segment; the linker's addresses of functions, since nothing was moved.
            initialisers.push(unsafe { ((address + 8 * index) as *const Initialiser).read_unaligned() });
        }
    }
    for segment in &mapped {
        let wanted = segment.protection;
        let bits = [(1, libc::PROT_READ), (2, libc::PROT_WRITE), (4, libc::PROT_EXEC)];
        let protection = bits.iter().filter(|(bit, _)| wanted & bit != 0).fold(0, |all, (_, own)| all | own);
        // SAFETY: pages of this function's own.
        unsafe { libc::mprotect(segment.address as *mut c_void, segment.size as usize, protection) };
    }
    if !inside(image.entry, 4) {
        return Err("main lies outside of the program".to_owned());
    }
    // SAFETY: code in a segment, by the linker's word a main.
    let main = unsafe { std::mem::transmute::<usize, Main>(image.entry as usize) };
    Ok(Loaded { initialisers, main })
}

impl Loaded {
    /// Runs initialisers and main; answers main's exit code. The words are the program's own name and its arguments.
    pub fn run(&self, words: &[CString]) -> u8 {
        let vector: Vec<*const c_char> =
            words.iter().map(|word| word.as_ptr()).chain(std::iter::once(ptr::null())).collect();
        library::set_arguments(words.len() as c_int, vector.as_ptr());
        let count = words.len() as c_int;
        let apple = [ptr::null()];
        for initialiser in &self.initialisers {
            initialiser(count, vector.as_ptr(), library::environment(), apple.as_ptr());
        }
        (self.main)(count, vector.as_ptr(), library::environment(), apple.as_ptr()) as u8
    }
}
