//! Room for recursion. Values that are computed while compiling may be deep, and are walked through recursively.
//!
//! Only for compiling: a process of several threads waits up to 15 ms for the kernel where it makes room for the image's
//! descriptor, and starting the program would.

use std::sync::Mutex;

const BYTES: usize = 256 << 20;

/// Runs this with a large stack; with the usual one where the system has none. Only what is used takes memory.
pub fn with_large_stack<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    let run = Mutex::new(Some(run));
    let take = || run.lock().ok().and_then(|mut run| run.take()).map(|run| run());
    let result = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(BYTES).spawn_scoped(scope, take);
        match thread.map(|thread| thread.join()) {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(_) => take(),
        }
    });
    result.unwrap_or_else(|| unreachable!("either the thread has run it, or there was none"))
}
