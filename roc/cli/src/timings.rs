//! `--timings`: how long each stage took.

use std::time::{Duration, Instant};

use crate::output;

/// A clock that is read at the end of each stage.
#[derive(Debug)]
pub struct Timings {
    begun: Instant,
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Starts the clock.
    pub fn start() -> Self {
        let now = Instant::now();
        Self { begun: now, last: now, stages: Vec::new() }
    }

    /// The stage that ends now.
    pub fn stage(&mut self, name: &'static str) {
        let now = Instant::now();
        self.stages.push((name, now - self.last));
        self.last = now;
    }

    /// Writes all stages to standard error.
    pub fn print(&self) {
        let total = [("total", self.begun.elapsed())];
        for (name, time) in self.stages.iter().chain(&total) {
            output::report(&format!("{name:>12} {:>9.3} ms\n", time.as_secs_f64() * 1e3));
        }
    }
}
