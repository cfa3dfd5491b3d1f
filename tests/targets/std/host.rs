//! A host with all of Rust's standard library: its allocator, a panic that is caught, a thread, thread-local variables,
//! formatting, collections, arguments and environment.

use roc_shim_abi::{
    HostFunctions, RocAllocArgs, RocDeallocArgs, RocOps, RocReallocArgs, RocStr, RocText, RocValue,
};
use std::alloc::{Layout, alloc, dealloc, realloc};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::panic;
use std::process::exit;

unsafe extern "C" {
    /// `Str -> Str`
    fn roc__process(ops: *mut RocOps, ret: *mut RocStr, args: *mut RocStr);
}

thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });

/// In front of each allocation: its size.
const HEAD: usize = 16;

fn layout(length: usize, alignment: usize) -> Layout {
    Layout::from_size_align(length + HEAD, alignment.max(HEAD))
        .expect("sizes are below half of the address space")
}

/// # Safety
/// `block` is null or has room for the head.
unsafe fn with_head(block: *mut u8, length: usize) -> *mut c_void {
    if block.is_null() {
        return block.cast();
    }
    // SAFETY: the caller's promise.
    unsafe {
        block.cast::<usize>().write(length);
        block.add(HEAD).cast()
    }
}

/// # Safety
/// `memory` came from `with_head`.
unsafe fn block(memory: *mut c_void) -> (*mut u8, usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let block = memory.cast::<u8>().sub(HEAD);
        (block, block.cast::<usize>().read())
    }
}

unsafe extern "C" fn roc_alloc(args: *mut RocAllocArgs, _: *mut c_void) {
    CALLS.set(CALLS.get() + 1);
    // SAFETY: the program passes a filled struct.
    unsafe { (*args).answer = with_head(alloc(layout((*args).length, (*args).alignment)), (*args).length) }
}

unsafe extern "C" fn roc_dealloc(args: *mut RocDeallocArgs, _: *mut c_void) {
    // SAFETY: the program passes memory of `roc_alloc`.
    unsafe {
        let (block, length) = block((*args).ptr);
        dealloc(block, layout(length, (*args).alignment));
    }
}

unsafe extern "C" fn roc_realloc(args: *mut RocReallocArgs, _: *mut c_void) {
    // SAFETY: the program passes memory of `roc_alloc`.
    unsafe {
        let (block, length) = block((*args).answer);
        let new = realloc(block, layout(length, (*args).alignment), (*args).new_length + HEAD);
        (*args).answer = with_head(new, (*args).new_length);
    }
}

unsafe extern "C" fn text(text: *mut RocText, _: *mut c_void) {
    // SAFETY: the program passes a text.
    eprintln!("{}", String::from_utf8_lossy(unsafe { (*text).as_bytes() }));
}

unsafe extern "C" fn crashed(message: *mut RocText, env: *mut c_void) {
    // SAFETY: as above.
    unsafe { text(message, env) };
    exit(1)
}

fn process(words: &str) -> String {
    let functions = HostFunctions {
        roc_alloc,
        roc_dealloc,
        roc_realloc,
        roc_dbg: text,
        roc_expect_failed: text,
        roc_crashed: crashed,
    };
    // SAFETY: the functions do what is asked; the entry takes the text and writes a string, which is ours.
    unsafe {
        let mut ops = RocOps::new(std::ptr::null_mut(), functions);
        let mut argument = RocStr::from_utf8_lossy(words.as_bytes(), &ops);
        let mut answer = RocStr::EMPTY;
        roc__process(&mut ops, &mut answer, &mut argument);
        let text = answer.as_str().to_owned();
        answer.release(&ops);
        text
    }
}

/// Start of the process.
///
/// # Safety
/// Called by the C library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn main(count: c_int, words: *const *const c_char) -> c_int {
    // SAFETY: `main`'s own arguments.
    let words: Vec<String> = (1..count as usize)
        .map(|index| unsafe { CStr::from_ptr(*words.add(index)) }.to_string_lossy().into_owned())
        .collect();
    if words.first().is_some_and(|word| word == "panic") {
        panics(&words);
    } else {
        works(&words);
    }
    0
}

fn works(words: &[String]) {
    println!("{}", process(&words.join(" ")));

    let here = CALLS.get();
    let text = "from another thread, with a text that is not small";
    let thread = std::thread::spawn(move || (process(text), CALLS.get()));
    let (text, there) = thread.join().expect("the thread ends");
    println!("{text}");
    println!("each thread counts for itself: {}", here == CALLS.get() && there > 0);

    let map: BTreeMap<_, _> = [
        ("variable", std::env::var_os("ROC_MODULE_IMAGE").is_some()),
        ("float", format!("{:.3}", 0.1 + 0.2) == "0.300"),
    ]
    .into();
    println!("{map:?}");
}

fn panics(words: &[String]) {
    struct Guard<'a>(&'a Cell<bool>);
    impl Drop for Guard<'_> {
        fn drop(&mut self) {
            self.0.set(true);
        }
    }
    panic::set_hook(Box::new(|_| ()));
    let dropped = Cell::new(false);
    let caught = panic::catch_unwind(panic::AssertUnwindSafe(|| {
        let _guard = Guard(&dropped);
        words[words.len()].clone()
    }));
    println!("a panic is caught: {}, and cleans up: {}", caught.is_err(), dropped.get());
}
