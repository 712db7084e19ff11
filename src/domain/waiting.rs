//! Why a notice that is written has not left, and when that is an alarm.

use chrono::NaiveDate;

use crate::workdays::Calendar;

/// Working days without a notice leaving, while some wait, after which somebody is told.
pub const STUCK_DAYS: usize = 3;

/// Why mails wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Somebody stopped all sending.
    Stopped,
    /// The whole city is held back until a day.
    Held,
    /// Their addresses are not under those that receive mail in trial mode.
    Trial,
    /// Nothing leaves outside office hours.
    Window,
    /// Their address bounced or is barred since they were written.
    Barred,
    /// The server said "not now".
    Deferred,
    /// A sender has them.
    Lease,
    /// A sender had them and gave no sign of life; another one takes them over.
    LeaseOver,
    /// It will be their turn.
    Turn,
}

impl Why {
    /// Every reason, the most urgent to know first.
    pub const ALL: [Self; 9] = [
        Self::Stopped,
        Self::Held,
        Self::Trial,
        Self::Barred,
        Self::LeaseOver,
        Self::Deferred,
        Self::Window,
        Self::Lease,
        Self::Turn,
    ];

    /// Stable name; pages have words for it in the reader's language.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stopped => "stopped",
            Self::Held => "held",
            Self::Trial => "trial",
            Self::Window => "window",
            Self::Barred => "barred",
            Self::Deferred => "deferred",
            Self::Lease => "lease",
            Self::LeaseOver => "lease_over",
            Self::Turn => "turn",
        }
    }
}

/// How many working days no notice has left although some wait, where that is an alarm: counted
/// from the day of the last success or from the day on which the oldest of those that wait was
/// written, whichever is later.
///
/// ```
/// use chrono::NaiveDate;
/// use patuh_domain::{waiting::idle_days, workdays::Calendar};
///
/// let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
/// let calendar = Calendar::default();
/// // Written on Friday, 6 March: Monday, Tuesday and Wednesday pass.
/// assert_eq!(idle_days(Some(day(6)), None, &calendar, day(10)), None);
/// assert_eq!(idle_days(Some(day(6)), None, &calendar, day(11)), Some(3));
/// // One left on Monday; nothing waits.
/// assert_eq!(idle_days(Some(day(6)), Some(day(9)), &calendar, day(11)), None);
/// assert_eq!(idle_days(None, Some(day(2)), &calendar, day(31)), None);
/// ```
#[must_use]
pub fn idle_days(
    oldest_on: Option<NaiveDate>,
    last_on: Option<NaiveDate>,
    calendar: &Calendar,
    today: NaiveDate,
) -> Option<usize> {
    let since = oldest_on?.max(last_on.unwrap_or(NaiveDate::MIN));
    let days = calendar.working_days_between(since, today);
    (days >= STUCK_DAYS).then_some(days)
}
