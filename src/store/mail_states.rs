//! Where a mail stands, and how a report that came back moves it.

use chrono::{DateTime, Utc};

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::ids::{EmployerId, MailId};

/// States of mails that a server took and that nobody is known to have lost.
pub(super) const LEFT: &str = "('sent', 'delayed', 'delivered')";

/// Where a mail stands: queued → sending → sent → (delayed | delivered | bounced), or failed,
/// suppressed, cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MailState {
    /// Waits for a sender.
    Queued,
    /// A sender has it; if that sender dies, another takes over when the lease ends.
    Sending,
    /// The server took it; nothing was heard since.
    Sent,
    /// A report says that it could not be delivered yet.
    Delayed,
    /// A report says that it reached the recipient's mailbox.
    Delivered,
    /// A report says that it came back for good.
    Bounced,
    /// The server refused it for good, or it was given up.
    Failed,
    /// Its address became unusable before it left.
    Suppressed,
    /// What it spoke of was settled before it left.
    Cancelled,
}

impl MailState {
    /// All states.
    pub const ALL: [Self; 9] = [
        Self::Queued,
        Self::Sending,
        Self::Sent,
        Self::Delayed,
        Self::Delivered,
        Self::Bounced,
        Self::Failed,
        Self::Suppressed,
        Self::Cancelled,
    ];

    /// States of mails that reached nobody, so that an officer has to see to them.
    pub const UNREACHED: [Self; 3] = [Self::Bounced, Self::Failed, Self::Suppressed];

    /// Name in files and columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Delayed => "delayed",
            Self::Delivered => "delivered",
            Self::Bounced => "bounced",
            Self::Failed => "failed",
            Self::Suppressed => "suppressed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The word on screens.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Queued => "menunggu",
            Self::Sending => "sedang dikirim",
            Self::Sent => "terkirim",
            Self::Delayed => "tertunda di perjalanan",
            Self::Delivered => "sampai",
            Self::Bounced => "kembali",
            Self::Failed => "ditolak",
            Self::Suppressed => "ditahan",
            Self::Cancelled => "dibatalkan",
        }
    }

    /// Whether it is still to leave.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Queued | Self::Sending)
    }

    /// Whether a server has it and no report says that it was lost.
    #[must_use]
    pub const fn has_left(self) -> bool {
        matches!(self, Self::Sent | Self::Delayed | Self::Delivered)
    }

    /// Whether a report of `reported` moves a mail that stands here.
    ///
    /// A delay tells less than a delivery, so it undoes none; reports overtake each other on
    /// their way. A bounce is the last word, even after a delivery: servers say `delivered` or
    /// `relayed` and then give up, and a mail to two mailboxes of one firm of which one bounced
    /// is one that somebody should look at. A mail whose answer we never heard (`perhaps_taken`,
    /// or a sender is at it) is proved taken by its report, even where it was given up since.
    #[must_use]
    pub fn moves_to(self, reported: Self, perhaps_taken: bool) -> bool {
        match self {
            Self::Sent | Self::Sending => reported.is_reported(),
            Self::Delayed => matches!(reported, Self::Delivered | Self::Bounced),
            Self::Delivered => reported == Self::Bounced,
            Self::Queued | Self::Failed => perhaps_taken && reported.is_reported(),
            Self::Bounced | Self::Suppressed | Self::Cancelled => false,
        }
    }

    /// Whether a report can say this of a mail.
    #[must_use]
    pub const fn is_reported(self) -> bool {
        matches!(self, Self::Delayed | Self::Delivered | Self::Bounced)
    }
}

/// How many mails stand in a state.
pub type StateCount = (MailState, u64);

impl Tx {
    /// Moves a mail to what a report that came back says of it; `false` where there is no such
    /// mail, it never left, or the report says nothing new (see [`MailState::moves_to`]).
    ///
    /// # Errors
    /// When the database refuses or the row makes no sense.
    pub async fn report_mail(
        &self,
        mail: MailId,
        state: MailState,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        // Taking the row first makes two reports at one time wait for each other.
        let text = "UPDATE outbox SET reported_at = reported_at WHERE id = ?";
        sql::run(&self.tx, text, vec![sql::id(mail.uuid())]).await?;
        let text = "SELECT employer_id, state, perhaps_taken FROM outbox WHERE id = ?";
        let Some(row) = sql::row(&self.tx, text, vec![sql::id(mail.uuid())]).await? else {
            return Ok(false);
        };
        let stands = state_of(&get::<String>(&row, "state")?)?;
        if !stands.moves_to(state, get(&row, "perhaps_taken")?) {
            return Ok(false);
        }
        let text = "UPDATE outbox SET state = ?, reported_at = ?, sent_at = COALESCE(sent_at, ?), \
            lease_id = NULL, leased_until = NULL, perhaps_taken = ? WHERE id = ?";
        let values = vec![
            state.code().into(),
            at.into(),
            at.into(),
            false.into(),
            sql::id(mail.uuid()),
        ];
        sql::run(&self.tx, text, values).await?;
        self.touches([EmployerId::from_uuid(get(&row, "employer_id")?)]);
        Ok(true)
    }

    /// How many mails stand in each state.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn mail_counts(&self) -> Result<Vec<StateCount>, StoreError> {
        let text = "SELECT state, COUNT(*) AS n FROM outbox GROUP BY state";
        let mut counts: Vec<StateCount> = MailState::ALL.into_iter().map(|s| (s, 0)).collect();
        for row in sql::rows(&self.tx, text, vec![]).await? {
            let state = state_of(&get::<String>(&row, "state")?)?;
            let n = get::<i64>(&row, "n")?.unsigned_abs();
            for count in counts.iter_mut().filter(|(known, _)| *known == state) {
                count.1 = n;
            }
        }
        Ok(counts)
    }
}

pub(super) fn state_of(code: &str) -> Result<MailState, StoreError> {
    MailState::from_code(code).ok_or(StoreError::Corrupt {
        table: "outbox",
        column: "state",
    })
}

#[cfg(test)]
mod tests {
    use super::MailState::{
        self, Bounced, Cancelled, Delayed, Delivered, Failed, Queued, Sending, Sent, Suppressed,
    };

    #[test]
    fn a_report_moves_a_mail_forwards_only() {
        let moves = |from: MailState| -> Vec<MailState> {
            let to = MailState::ALL.into_iter();
            to.filter(|to| from.moves_to(*to, false)).collect()
        };
        assert_eq!(moves(Sent), [Delayed, Delivered, Bounced]);
        assert_eq!(moves(Sending), [Delayed, Delivered, Bounced]);
        assert_eq!(moves(Delayed), [Delivered, Bounced]);
        assert_eq!(moves(Delivered), [Bounced]);
        for end in [Queued, Bounced, Failed, Suppressed, Cancelled] {
            assert_eq!(moves(end), [], "{end:?}");
        }
        for unheard in [Queued, Failed] {
            assert!(unheard.moves_to(Delivered, true), "{unheard:?}");
        }
    }

    #[test]
    fn every_state_has_a_name_of_its_own() {
        for state in MailState::ALL {
            assert_eq!(MailState::from_code(state.code()), Some(state));
        }
    }
}
