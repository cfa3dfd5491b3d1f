//! Windows: a child that inherits exactly the standard handles and the image. There is no exec: this process waits, leaves
//! Ctrl-C to the program and takes it along when it ends itself.

use crate::command_line::command_line;
use crate::memory::Shared;
use crate::start::{Ended, Mode, StartError, cannot_start};
use roc_shim_abi::handover::{Handover, VARIABLE};
use std::ffi::{OsStr, OsString};
use std::io;
use std::iter::once;
use std::os::windows::ffi::OsStrExt;
use std::os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle};
use std::ptr::{null, null_mut};
use windows_sys::Win32::Foundation::{
    HANDLE, HANDLE_FLAG_INHERIT, INVALID_HANDLE_VALUE, SetHandleInformation,
};
use windows_sys::Win32::System::Console::{
    GetStdHandle, STD_ERROR_HANDLE, STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, SetConsoleCtrlHandler,
};
use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE,
    JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK, JOBOBJECT_EXTENDED_LIMIT_INFORMATION,
    JobObjectExtendedLimitInformation, SetInformationJobObject,
};
use windows_sys::Win32::System::Threading::{
    CREATE_SUSPENDED, CREATE_UNICODE_ENVIRONMENT, CreateProcessW, DeleteProcThreadAttributeList,
    EXTENDED_STARTUPINFO_PRESENT, GetExitCodeProcess, INFINITE, InitializeProcThreadAttributeList,
    PROC_THREAD_ATTRIBUTE_HANDLE_LIST, PROCESS_INFORMATION, ResumeThread, STARTF_USESTDHANDLES,
    STARTUPINFOEXW, TerminateProcess, UpdateProcThreadAttribute, WaitForSingleObject,
};

pub(crate) fn run(
    shared: Shared,
    program: &OsStr,
    arguments: &[OsString],
    _mode: Mode,
) -> Result<Ended, StartError> {
    let handover = Handover { descriptor: shared.handle.as_raw_handle() as u64, bytes: shared.bytes };
    let (process, thread, _job) =
        spawn(shared, handover, program, arguments).map_err(cannot_start(program))?;
    // SAFETY: both handles are of the fresh child.
    unsafe {
        ResumeThread(thread.as_raw_handle());
        WaitForSingleObject(process.as_raw_handle(), INFINITE);
        let mut code = 0;
        checked(GetExitCodeProcess(process.as_raw_handle(), &mut code)).map_err(StartError::Wait)?;
        Ok(Ended::Exit(code as i32))
    }
}

fn checked(ok: i32) -> io::Result<()> {
    if ok == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// The child, its first thread, still suspended, and the job that it belongs to.
fn spawn(
    shared: Shared,
    handover: Handover,
    program: &OsStr,
    arguments: &[OsString],
) -> io::Result<(OwnedHandle, OwnedHandle, OwnedHandle)> {
    let path: Vec<u16> = program.encode_wide().chain(once(0)).collect();
    let mut line = command_line(program, arguments);
    let environment = environment(handover);
    // SAFETY: every pointer is to a live local value of the type that the call asks for; the list's storage has the size
    // that the system asked for and outlives its use; fresh handles are owned once.
    unsafe {
        // Answering TRUE leaves the decision to the program. SetConsoleCtrlHandler(NULL, TRUE) would be inherited by it.
        checked(SetConsoleCtrlHandler(Some(stay), 1))?;
        let standard =
            [STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE].map(|which| GetStdHandle(which));
        // The list may hold no handle twice and no null; what isn't in it is not inherited, also not the standard ones.
        let mut list: Vec<HANDLE> = vec![shared.handle.as_raw_handle()];
        for &handle in &standard {
            if !handle.is_null() && handle != INVALID_HANDLE_VALUE && !list.contains(&handle) {
                SetHandleInformation(handle, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
                list.push(handle);
            }
        }
        let mut room = 0;
        InitializeProcThreadAttributeList(null_mut(), 1, 0, &mut room);
        let mut storage = vec![0usize; room.div_ceil(size_of::<usize>())];
        let attributes = storage.as_mut_ptr().cast();
        checked(InitializeProcThreadAttributeList(attributes, 1, 0, &mut room))?;
        let key = PROC_THREAD_ATTRIBUTE_HANDLE_LIST as usize;
        let size = size_of_val(list.as_slice());
        checked(UpdateProcThreadAttribute(
            attributes,
            0,
            key,
            list.as_ptr().cast(),
            size,
            null_mut(),
            null(),
        ))?;
        let mut info: STARTUPINFOEXW = std::mem::zeroed();
        info.StartupInfo.cb = size_of::<STARTUPINFOEXW>() as u32;
        info.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
        [info.StartupInfo.hStdInput, info.StartupInfo.hStdOutput, info.StartupInfo.hStdError] = standard;
        info.lpAttributeList = attributes;
        let mut child: PROCESS_INFORMATION = std::mem::zeroed();
        let started = checked(CreateProcessW(
            path.as_ptr(),
            line.as_mut_ptr(),
            null(),
            null(),
            1,
            EXTENDED_STARTUPINFO_PRESENT | CREATE_SUSPENDED | CREATE_UNICODE_ENVIRONMENT,
            environment.as_ptr().cast(),
            null(),
            (&raw const info).cast(),
            &mut child,
        ));
        DeleteProcThreadAttributeList(attributes);
        started?;
        let thread = OwnedHandle::from_raw_handle(child.hThread);
        let process = OwnedHandle::from_raw_handle(child.hProcess);
        // Suspended until it is in the job, so a kill at any moment leaves nothing that runs.
        match end_together(process.as_raw_handle()) {
            Ok(job) => Ok((process, thread, job)),
            Err(e) => {
                TerminateProcess(process.as_raw_handle(), 127);
                Err(e)
            }
        }
    }
}

/// This process's variables and the hand-over's, as the system wants them: `NAME=value`, each ended by a zero, a zero more.
fn environment(handover: Handover) -> Vec<u16> {
    let mut block = Vec::new();
    let own = (VARIABLE.into(), handover.to_string().into());
    let others = std::env::vars_os().filter(|(name, _)| !name.eq_ignore_ascii_case(VARIABLE));
    for (name, value) in others.chain(once(own)) {
        block.extend(name.encode_wide());
        block.push(u16::from(b'='));
        block.extend(value.encode_wide());
        block.push(0);
    }
    block.push(0);
    block
}

unsafe extern "system" fn stay(_event: u32) -> i32 {
    1
}

/// The system ends the job's processes when its last handle, ours, goes away. Their own children may leave it.
fn end_together(process: HANDLE) -> io::Result<OwnedHandle> {
    // SAFETY: `process` is open; the struct lives during the call; the job's handle is fresh.
    unsafe {
        let job = CreateJobObjectW(null(), null());
        if job.is_null() {
            return Err(io::Error::last_os_error());
        }
        let job = OwnedHandle::from_raw_handle(job);
        let mut limits: JOBOBJECT_EXTENDED_LIMIT_INFORMATION = std::mem::zeroed();
        limits.BasicLimitInformation.LimitFlags =
            JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK;
        let size = size_of_val(&limits) as u32;
        let (kind, value) = (JobObjectExtendedLimitInformation, (&raw const limits).cast());
        checked(SetInformationJobObject(job.as_raw_handle(), kind, value, size))?;
        checked(AssignProcessToJobObject(job.as_raw_handle(), process))?;
        Ok(job)
    }
}
