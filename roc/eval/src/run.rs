//! Calls of a program's entries, on threads of their own.
//!
//! A run that finds no memory can't be unwound: its thread stays behind, asleep for good, and another one takes its
//! place. That is why every run has a thread that nothing else needs.

use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::Duration;

use roc_lower::lir::Value;
use roc_shim_vm::{Call, Crash};

use crate::executable::Executable;
use crate::host::{Event, Host};
use crate::value::Reader;

/// How far a run may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of memory that it may have at a time, its stack included.
    pub memory: usize,
    /// Bytes of stack.
    pub stack: usize,
    /// Instructions.
    pub steps: u64,
}

/// Why a run didn't return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The program crashed with this message.
    Crash(String),
    /// It reached the limit of steps.
    Steps,
    /// What it returned can't be said as data: too large or too deep.
    Unreadable,
}

/// What came of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What it returned.
    pub result: Result<Value, Stop>,
    /// What it reported, in order.
    pub events: Vec<Event>,
}

enum Report {
    Done(usize, Run),
    /// The thread is not coming back.
    Lost(usize, Run),
}

/// The native stack of a thread, which reads values as deep as they may be. Only what is used takes memory.
const NATIVE_STACK: usize = 64 << 20;

/// How long nothing has to end before someone is told what is still running.
const PATIENCE: Duration = Duration::from_secs(5);

/// Runs entries, which take no arguments, on so many threads. What came of each, in the order in which they are given.
pub fn run(executable: &Arc<Executable>, entries: &[usize], limits: Limits, threads: usize) -> Vec<Run> {
    run_and_tell(executable, entries, limits, threads, &mut |_| {})
}

/// As [`run`]. Whenever none has ended for some seconds, `waiting` is called for each that is running, with its place among
/// the entries.
pub fn run_and_tell(
    executable: &Arc<Executable>,
    entries: &[usize],
    limits: Limits,
    threads: usize,
    waiting: &mut dyn FnMut(usize),
) -> Vec<Run> {
    let entries: Arc<[usize]> = entries.into();
    let next = Arc::new(AtomicUsize::new(0));
    let (sender, receiver) = mpsc::channel();
    let start = || {
        let work = Work {
            executable: executable.clone(),
            entries: entries.clone(),
            next: next.clone(),
            limits,
            sender: sender.clone(),
        };
        // Without a thread there is nothing to wait for; the tool can't go on.
        let thread = std::thread::Builder::new().stack_size(NATIVE_STACK);
        thread.spawn(move || work.run()).expect("the system has no more threads");
    };
    for _ in 0..threads.clamp(1, entries.len().max(1)) {
        start();
    }
    let mut runs: Vec<Option<Run>> = vec![None; entries.len()];
    let mut ended = 0;
    while ended < entries.len() {
        let (at, run) = match receiver.recv_timeout(PATIENCE) {
            Ok(Report::Done(at, run)) => (at, run),
            Ok(Report::Lost(at, run)) => {
                start();
                (at, run)
            }
            Err(RecvTimeoutError::Timeout) => {
                let started = next.load(Relaxed).min(entries.len());
                (0..started).filter(|&at| runs[at].is_none()).for_each(&mut *waiting);
                continue;
            }
            // This thread holds a sender, so there is always one.
            Err(RecvTimeoutError::Disconnected) => break,
        };
        runs[at] = Some(run);
        ended += 1;
    }
    runs.into_iter().flatten().collect()
}

/// What a thread does.
struct Work {
    executable: Arc<Executable>,
    entries: Arc<[usize]>,
    next: Arc<AtomicUsize>,
    limits: Limits,
    sender: Sender<Report>,
}

impl Work {
    fn run(self) {
        loop {
            let at = self.next.fetch_add(1, Relaxed);
            let Some(&entry) = self.entries.get(at) else { return };
            let run = self.call(at, entry);
            if self.sender.send(Report::Done(at, run)).is_err() {
                return;
            }
        }
    }

    fn call(&self, at: usize, entry: usize) -> Run {
        let program = self.executable.program();
        let (Some(function), Some(layout)) = (program.entry(entry as u32), self.executable.result(entry))
        else {
            return Run { result: Err(Stop::Unreadable), events: Vec::new() };
        };
        let sender = self.sender.clone();
        let end = move |message: String, events| {
            let _ = sender.send(Report::Lost(at, Run { result: Err(Stop::Crash(message)), events }));
        };
        let host = Host::new(self.limits.memory, Box::new(end));
        let ops = host.ops();
        let size = self.executable.layouts().size(layout) as usize;
        let mut room = vec![0u128; size.div_ceil(16) + 1];
        let ret = room.as_mut_ptr().cast::<u8>();
        let call = Call { function, ret, args: ptr::null(), captures: ptr::null_mut() };
        let limits = roc_shim_vm::Limits { stack: self.limits.stack, steps: self.limits.steps };
        // SAFETY: the function is the entry's and takes no arguments; the room is as large as its result's layout. The
        // result is read while the host that holds its memory is alive.
        let result = unsafe {
            match program.run(&ops, &call, limits) {
                Ok(()) => Reader::new(&self.executable).read(layout, ret).ok_or(Stop::Unreadable),
                Err(Crash::Steps) => Err(Stop::Steps),
                Err(crash) => Err(Stop::Crash(crash.text().to_owned())),
            }
        };
        Run { result, events: host.into_events() }
    }
}
