//! `--timings`: how long each stage took.

use std::time::{Duration, Instant};

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
        for (name, time) in &self.stages {
            eprintln!("{name:>12} {:>9.3} ms", time.as_secs_f64() * 1e3);
        }
        eprintln!("{:>12} {:>9.3} ms", "total", self.begun.elapsed().as_secs_f64() * 1e3);
    }
}
