//! Where the program learns the time and makes up new ids.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

/// The two things that differ on every run: the time, and fresh ids.
pub trait Clock: Send + Sync + 'static {
    /// The present instant, UTC.
    fn now(&self) -> DateTime<Utc>;
    /// A new id, later than every id given before.
    fn new_id(&self) -> Uuid;
}

/// A clock handed around by the services.
pub type SharedClock = Arc<dyn Clock>;

/// The machine's own clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the machine"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that draws an id")]
    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}

/// A clock that was set to another instant when the program began.
pub struct RehearsalClock {
    at: DateTime<Utc>,
    began: Option<std::time::Instant>,
}

impl RehearsalClock {
    /// Stands still at the given instant.
    #[must_use]
    pub const fn still(at: DateTime<Utc>) -> Self {
        Self { at, began: None }
    }

    /// Runs on from the given instant.
    #[must_use]
    pub fn running(at: DateTime<Utc>) -> Self {
        Self {
            at,
            began: Some(std::time::Instant::now()),
        }
    }
}

impl Clock for RehearsalClock {
    fn now(&self) -> DateTime<Utc> {
        let passed = self
            .began
            .map_or(std::time::Duration::ZERO, |began| began.elapsed());
        self.at + TimeDelta::from_std(passed).unwrap_or_default()
    }

    fn new_id(&self) -> Uuid {
        SystemClock.new_id()
    }
}

/// A clock that stands still until a test moves it, with ids that count up, so
/// that snapshots are the same on every run.
pub struct ManualClock {
    now: Mutex<DateTime<Utc>>,
    ids_given: AtomicU64,
}

impl ManualClock {
    /// Starts at the given instant.
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> Arc<Self> {
        Arc::new(Self {
            now: Mutex::new(now),
            ids_given: AtomicU64::new(0),
        })
    }

    /// Moves time forward.
    ///
    /// # Panics
    /// When another test thread panicked while holding the clock.
    pub fn advance(&self, by: TimeDelta) {
        *self.now.lock().expect("no thread panicked with the clock") += by;
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        *self.now.lock().expect("no thread panicked with the clock")
    }

    fn new_id(&self) -> Uuid {
        let count = self.ids_given.fetch_add(1, Ordering::Relaxed) + 1;
        Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0000 + u128::from(count))
    }
}
