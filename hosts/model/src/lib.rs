//! The host of the model platform: holds a model that only the program can look into, and shows it.
//!
//! Each word of the command line (else of a list of its own) is an event that makes a new model out of the old one. The
//! model is shown at the start and after each event.
#![no_std]

use core::ffi::{c_char, c_int, c_void};
use roc_host_common::{print, run};
use roc_shim_abi::{Opaque, RocBox, RocList, RocOps, RocStr, RocValue};

/// `Box(Model)`
type Model = RocBox<Opaque>;

/// The arguments of `roc__update`, in declaration order.
#[repr(C)]
struct Update {
    model: Model,
    event: RocStr,
}

/// `{ lines : List(Str), title : Str }`: equal alignments, so by name.
#[repr(C)]
struct View {
    lines: RocList<RocStr>,
    title: RocStr,
}

unsafe extern "C" {
    /// `() -> Box(Model)`
    fn roc__init(ops: *mut RocOps, ret: *mut Option<Model>, args: *mut c_void);
    /// `Box(Model), Str -> Box(Model)`
    fn roc__update(ops: *mut RocOps, ret: *mut Option<Model>, args: *mut Update);
    /// `Box(Model) -> { title : Str, lines : List(Str) }`
    fn roc__render(ops: *mut RocOps, ret: *mut View, args: *mut Model);
}

const EVENTS: [&str; 3] = ["one", "two", "a third event with a longer name"];

/// Shows the model, which the entry takes.
fn show(ops: &mut RocOps, mut model: Model) {
    let mut view = View { lines: RocList::EMPTY, title: RocStr::EMPTY };
    // SAFETY: the entry takes the model and writes a view, which is ours.
    unsafe {
        roc__render(ops, &mut view, &mut model);
        print(format_args!("{}\n", view.title.as_str()));
        for line in view.lines.as_slice() {
            print(format_args!("  {}\n", line.as_str()));
        }
        view.lines.release(ops);
        view.title.release(ops);
    }
}

fn update(ops: &mut RocOps, model: Model, event: &[u8]) -> Model {
    let event = RocStr::from_utf8_lossy(event, ops);
    let mut new = None;
    // SAFETY: the entry takes both arguments and writes a box, which is ours.
    unsafe { roc__update(ops, &mut new, &mut Update { model, event }) };
    written(ops, new)
}

/// Shows the model before each event; the last one is the answer.
fn follow<'a>(ops: &mut RocOps, mut model: Model, events: impl Iterator<Item = &'a [u8]>) -> Model {
    for event in events {
        show(ops, model.retain());
        model = update(ops, model, event);
    }
    model
}

/// A box is never null, so `None` is what the place held before the call.
fn written(ops: &RocOps, model: Option<Model>) -> Model {
    match model {
        Some(model) => model,
        None => ops.crash("the program gave no model"),
    }
}

/// Start of the process.
///
/// # Safety
/// Called by the C library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn main(count: c_int, words: *const *const c_char) -> c_int {
    // SAFETY: `main`'s own arguments.
    unsafe {
        run(count, words, |ops, arguments| {
            let mut first = None;
            // SAFETY: the entry takes nothing and writes a box, which is ours.
            roc__init(ops, &mut first, core::ptr::null_mut());
            let first = written(ops, first);
            let last = if arguments.words().len() == 0 {
                follow(ops, first, EVENTS.iter().map(|event| event.as_bytes()))
            } else {
                follow(ops, first, arguments.words())
            };
            show(ops, last);
            0
        })
    }
}
