//! Shared memory and child start-up per operating system. Must not know what the image holds.
