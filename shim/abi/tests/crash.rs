//! A host without memory makes the program crash, and a host that returns from the crash is stopped. Both happen in a
//! child: this test again, with a variable set.
#![cfg(unix)]

use roc_shim_abi::{HostFunctions, RocAllocArgs, RocDeallocArgs, RocOps, RocReallocArgs, RocStr, RocText};
use std::env;
use std::ffi::c_void;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::ptr::null_mut;

const IN_CHILD: &str = "ROC_ABI_TEST_CHILD";

unsafe extern "C" fn no_memory(_: *mut RocAllocArgs, _: *mut c_void) {}
unsafe extern "C" fn dealloc(_: *mut RocDeallocArgs, _: *mut c_void) {}
unsafe extern "C" fn realloc(_: *mut RocReallocArgs, _: *mut c_void) {}
unsafe extern "C" fn text(text: *mut RocText, _: *mut c_void) {
    // SAFETY: called with a text by the operations below.
    eprintln!("crashed: {}", String::from_utf8_lossy(unsafe { (*text).as_bytes() }));
}

#[test]
fn a_host_that_returns_is_stopped() {
    if env::var_os(IN_CHILD).is_some() {
        let functions = HostFunctions {
            roc_alloc: no_memory,
            roc_dealloc: dealloc,
            roc_realloc: realloc,
            roc_dbg: text,
            roc_expect_failed: text,
            roc_crashed: text,
        };
        // SAFETY: the functions take what they are given; that the last one returns is what is tested.
        let ops = unsafe { RocOps::new(null_mut(), functions) };
        RocStr::from_str("a text that needs memory of its own", &ops);
        eprintln!("went on");
        return;
    }
    let mut child = Command::new(env::current_exe().unwrap());
    let output = child.args(["--nocapture", "a_host_that_returns"]).env(IN_CHILD, "1").output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("crashed: out of memory\n") && !text.contains("went on"), "{text}");
    assert!(output.status.signal().is_some(), "{:?}", output.status);
}
