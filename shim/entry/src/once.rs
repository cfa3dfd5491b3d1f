//! A value that is made once, by whoever comes first.

use core::cell::UnsafeCell;
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicU8, Ordering::Acquire, Ordering::Release};

const EMPTY: u8 = 0;
const BUSY: u8 = 1;
const DONE: u8 = 2;

pub struct Once<T> {
    state: AtomicU8,
    value: UnsafeCell<MaybeUninit<T>>,
}

// SAFETY: the value is written by the one thread that moved the state to BUSY and read only after DONE; it is shared
// between threads then, and may have been made on another.
unsafe impl<T: Send + Sync> Sync for Once<T> {}

impl<T> Once<T> {
    pub const fn new() -> Self {
        Self { state: AtomicU8::new(EMPTY), value: UnsafeCell::new(MaybeUninit::uninit()) }
    }

    /// The value; `make` is called if there is none yet. Others wait meanwhile; `make` must not ask for the value.
    pub fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        if self.state.load(Acquire) != DONE {
            if self.state.compare_exchange(EMPTY, BUSY, Acquire, Acquire).is_ok() {
                let value = make();
                // SAFETY: this thread alone got here, and nobody reads before DONE.
                unsafe { (*self.value.get()).write(value) };
                self.state.store(DONE, Release);
            } else {
                while self.state.load(Acquire) != DONE {
                    core::hint::spin_loop();
                }
            }
        }
        // SAFETY: written before DONE, never again.
        unsafe { (*self.value.get()).assume_init_ref() }
    }
}
