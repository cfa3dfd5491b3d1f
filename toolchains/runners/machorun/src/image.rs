//! A Mach-O executable's load commands as plain data. Nothing is done yet.

use crate::bind::{self, Bind};

/// What is needed of a program to run it. All offsets are into the file.
pub struct Image {
    pub segments: Vec<Segment>,
    pub binds: Vec<Bind>,
    /// Addresses of arrays of functions to be called before main: address and bytes.
    pub initialisers: Vec<(u64, u64)>,
    /// The start values of thread-local variables, which end with zeros: address and bytes.
    pub thread_locals: Option<(u64, u64)>,
    /// The address of main.
    pub entry: u64,
}

/// A piece of the program.
pub struct Segment {
    pub address: u64,
    pub size: u64,
    pub offset: usize,
    pub file_size: usize,
    /// Bits: 1 read, 2 write, 4 execute.
    pub protection: u32,
}

#[cfg(target_arch = "x86_64")]
const PROCESSOR: u32 = 0x0100_0007;
#[cfg(target_arch = "aarch64")]
const PROCESSOR: u32 = 0x0100_000c;

const SEGMENT: u32 = 0x19;
const DYLD_INFO: u32 = 0x8000_0022;
const CHAINED_FIXUPS: u32 = 0x8000_0034;
const MAIN: u32 = 0x8000_0028;

// Kinds of sections.
const INITIALISERS: u32 = 9;
const THREAD_DATA: u32 = 0x11;
const THREAD_ZEROS: u32 = 0x12;

impl Image {
    /// Reads the load commands.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let cut = || "the file is cut short".to_owned();
        let file = Reader(bytes);
        if file.u32(0) != Some(0xfeed_facf) {
            return Err("not a Mach-O file of 64 bits".to_owned());
        }
        if file.u32(4) != Some(PROCESSOR) {
            return Err("for another processor".to_owned());
        }
        let count = file.u32(16).ok_or_else(cut)?;
        let mut image = Self {
            segments: Vec::new(),
            binds: Vec::new(),
            initialisers: Vec::new(),
            thread_locals: None,
            entry: 0,
        };
        let (mut at, mut entry) = (32, None);
        let mut tables = Vec::new();
        for _ in 0..count {
            let command = file.u32(at).ok_or_else(cut)?;
            match command {
                SEGMENT => image.segment(&file, at).ok_or_else(cut)?,
                DYLD_INFO => {
                    // Offset and size of: rebases, binds, weak binds, lazy binds.
                    for field in [16, 32] {
                        let (from, size) =
                            file.u32(at + field).zip(file.u32(at + field + 4)).ok_or_else(cut)?;
                        tables.push(bytes.get(from as usize..(from + size) as usize).ok_or_else(cut)?);
                    }
                }
                CHAINED_FIXUPS => {
                    return Err("linked with chained fixups, which are not known here".to_owned());
                }
                MAIN => entry = Some(file.u64(at + 8).ok_or_else(cut)?),
                _ => {}
            }
            at += file.u32(at + 4).ok_or_else(cut)? as usize;
        }
        for table in tables {
            bind::read(table, &image.segments, &mut image.binds).ok_or("a binding is not known here")?;
        }
        let text = image.segments.iter().find(|segment| segment.offset == 0 && segment.file_size > 0);
        image.entry =
            text.map(|text| text.address).zip(entry).map(|(text, entry)| text + entry).ok_or("no main")?;
        Ok(image)
    }

    fn segment(&mut self, file: &Reader<'_>, at: usize) -> Option<()> {
        self.segments.push(Segment {
            address: file.u64(at + 24)?,
            size: file.u64(at + 32)?,
            offset: usize::try_from(file.u64(at + 40)?).ok()?,
            file_size: usize::try_from(file.u64(at + 48)?).ok()?,
            protection: file.u32(at + 60)?,
        });
        for index in 0..file.u32(at + 64)? as usize {
            let section = at + 72 + 80 * index;
            let (address, size) = (file.u64(section + 32)?, file.u64(section + 40)?);
            match file.u32(section + 64)? & 0xff {
                INITIALISERS => self.initialisers.push((address, size)),
                THREAD_DATA | THREAD_ZEROS => {
                    // The two lie side by side.
                    let (first, end) = self.thread_locals.map_or((address, address), |(at, n)| (at, at + n));
                    let (first, end) = (first.min(address), end.max(address + size));
                    self.thread_locals = Some((first, end - first));
                }
                _ => {}
            }
        }
        Some(())
    }
}

/// Little-endian numbers at offsets.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn u32(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.0.get(at..at + 4)?.try_into().ok()?))
    }

    fn u64(&self, at: usize) -> Option<u64> {
        Some(u64::from_le_bytes(self.0.get(at..at + 8)?.try_into().ok()?))
    }
}
