//! How long somebody who keeps failing has to wait.

use chrono::TimeDelta;

/// How many failures are free, and how the pause grows after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttle {
    /// The failure with which the first pause begins; 0 is read as 1.
    pub failures: u32,
    /// The first pause; each further failure doubles it.
    pub pause: TimeDelta,
    /// No pause is longer.
    pub longest: TimeDelta,
}

impl Throttle {
    /// The pause that begins with this many failures, if any.
    ///
    /// ```
    /// use chrono::TimeDelta;
    /// use patuh_domain::throttle::Throttle;
    ///
    /// let (pause, longest) = (TimeDelta::minutes(1), TimeDelta::minutes(15));
    /// let throttle = Throttle { failures: 5, pause, longest };
    /// assert_eq!(throttle.pause_after(4), None);
    /// assert_eq!(throttle.pause_after(5), Some(pause));
    /// assert_eq!(throttle.pause_after(7), Some(pause * 4));
    /// assert_eq!(throttle.pause_after(9), Some(longest));
    /// assert_eq!(throttle.pause_after(u32::MAX), Some(longest));
    /// ```
    #[must_use]
    pub fn pause_after(&self, failures: u32) -> Option<TimeDelta> {
        let beyond = failures.checked_sub(self.failures.max(1))?;
        let doubled = 1_i32
            .checked_shl(beyond)
            .filter(|factor| *factor > 0)
            .and_then(|factor| self.pause.checked_mul(factor));
        Some(doubled.map_or(self.longest, |pause| pause.min(self.longest)))
    }
}
