//! Windows: a section without a name, and a handle to it that allows reading only and can be inherited.

use crate::Image;
use std::io;
use std::os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle};
use std::ptr::{null, null_mut};
use windows_sys::Win32::Foundation::{DuplicateHandle, INVALID_HANDLE_VALUE};
use windows_sys::Win32::System::Memory::{
    CreateFileMappingW, FILE_MAP_READ, FILE_MAP_WRITE, MapViewOfFile, PAGE_READWRITE, UnmapViewOfFile,
};
use windows_sys::Win32::System::Threading::GetCurrentProcess;

/// The image in its object.
pub(crate) struct Shared {
    pub handle: OwnedHandle,
    pub bytes: u64,
}

pub(crate) fn publish(image: Image<'_>) -> io::Result<Shared> {
    let bytes = image.bytes;
    let (high, low) = ((bytes >> 32) as u32, bytes as u32);
    // SAFETY: each call gets valid arguments; the view is `bytes` long, reached only here and unmapped once; both handles
    // are fresh and owned by nobody else.
    unsafe {
        let section = CreateFileMappingW(INVALID_HANDLE_VALUE, null(), PAGE_READWRITE, high, low, null());
        if section.is_null() {
            return Err(io::Error::last_os_error());
        }
        let section = OwnedHandle::from_raw_handle(section);
        let view = MapViewOfFile(section.as_raw_handle(), FILE_MAP_WRITE, 0, 0, bytes as usize);
        if view.Value.is_null() {
            return Err(io::Error::last_os_error());
        }
        let to = std::slice::from_raw_parts_mut(view.Value.cast(), bytes as usize);
        let filled = image.source.read_into(to);
        UnmapViewOfFile(view);
        filled?;
        let own = GetCurrentProcess();
        let mut reader = null_mut();
        if DuplicateHandle(own, section.as_raw_handle(), own, &mut reader, FILE_MAP_READ, 1, 0) == 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(Shared { handle: OwnedHandle::from_raw_handle(reader), bytes })
    }
}
