//! `extract --timings`: what each stage costs in processor time of the thread that did it.

use std::time::Duration;

use serde::Serialize;

use crate::extract::{Stage, Watch};
use crate::model::Document;

/// Processor time that the calling thread has used.
#[cfg(unix)]
pub fn thread_time() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(now.tv_sec).unwrap_or(0), u32::try_from(now.tv_nsec).unwrap_or(0))
}

/// Where threads have no clock of their own, time as it passes.
#[cfg(not(unix))]
pub fn thread_time() -> Duration {
    static BEGAN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    BEGAN.elapsed()
}

/// Watches one document go through the stages on one thread.
pub struct Stopwatch {
    last: Duration,
    /// What it costs.
    pub cost: Cost,
}

impl Stopwatch {
    /// Begins now.
    pub fn start() -> Self {
        Self { last: thread_time(), cost: Cost::default() }
    }

    /// The text is there.
    pub fn ingested(&mut self, bytes: usize) {
        self.cost.bytes += bytes;
        self.cost.ingest += self.lap();
    }

    fn lap(&mut self) -> f64 {
        let now = thread_time();
        let spent = now.saturating_sub(self.last);
        self.last = now;
        spent.as_secs_f64()
    }
}

impl Watch for Stopwatch {
    fn done(&mut self, stage: Stage, _: &Document) {
        let spent = self.lap();
        let cost = &mut self.cost;
        *match stage {
            Stage::Structure => &mut cost.structure,
            Stage::Times => &mut cost.times,
            Stage::Actors => &mut cost.actors,
            Stage::Claims => &mut cost.claims,
            Stage::Timeline => &mut cost.timeline,
        } += spent;
    }
}

/// Seconds of processor time by stage, and the bytes of source they were spent on.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Cost {
    /// Documents.
    pub documents: usize,
    /// Bytes of source.
    pub bytes: usize,
    /// Reading, hashing and decoding.
    pub ingest: f64,
    /// [`Stage::Structure`].
    pub structure: f64,
    /// [`Stage::Times`].
    pub times: f64,
    /// [`Stage::Actors`].
    pub actors: f64,
    /// [`Stage::Claims`].
    pub claims: f64,
    /// [`Stage::Timeline`].
    pub timeline: f64,
    /// JSON.
    pub write: f64,
}

impl std::ops::AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.bytes += other.bytes;
        self.ingest += other.ingest;
        self.structure += other.structure;
        self.times += other.times;
        self.actors += other.actors;
        self.claims += other.claims;
        self.timeline += other.timeline;
        self.write += other.write;
    }
}
