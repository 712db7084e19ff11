//! The doors that messages come through besides the command line: a mailbox that is polled, and a
//! mail server's pipe.

use std::time::Duration;

use super::Channel;
use crate::{
    mail::{Inbox, OpenInbox},
    services::{Secret, ServiceError, Services},
};

/// Which doors are open.
#[derive(Debug, Default)]
pub struct ReturnDoors {
    /// The mailbox that is polled.
    pub inbox: Option<Inbox>,
    /// How long it rests in between.
    pub rest: Duration,
    /// The secret that a mail server shows; `None` shuts that door.
    token: Option<Secret>,
}

/// What a secret opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// There is no such door.
    NoDoor,
    /// It is the wrong one.
    Wrong,
    /// It is the right one.
    Right,
}

impl ReturnDoors {
    /// The doors by the settings; an empty secret opens none.
    #[must_use]
    pub fn new(inbox: Option<Inbox>, rest: Duration, token: &str) -> Self {
        let token = (!token.is_empty()).then(|| Secret::of(token));
        Self { inbox, rest, token }
    }

    /// Whether a secret is the right one.
    #[must_use]
    pub fn shown(&self, secret: &str) -> Shown {
        match &self.token {
            None => Shown::NoDoor,
            Some(token) if token.is(secret) => Shown::Right,
            Some(_) => Shown::Wrong,
        }
    }
}

impl Services {
    /// Takes what lies in the mailbox, if there is one; answers how many messages it were. Each
    /// is moved away only when it is on record, so one that was interrupted is read again and
    /// changes nothing; two nodes at once do no harm.
    ///
    /// # Errors
    /// When the mailbox can't be read, or the store fails.
    pub async fn poll_inbox(&self) -> Result<usize, ServiceError> {
        let Some(inbox) = &self.doors.inbox else {
            return Ok(0);
        };
        let mut open = inbox.open().await?;
        let taken = self.empty(&mut open).await;
        open.close().await;
        taken
    }

    async fn empty(&self, open: &mut OpenInbox) -> Result<usize, ServiceError> {
        let mut taken = 0;
        for number in open.waiting().await? {
            let Some(bytes) = open.message(number).await? else {
                continue;
            };
            self.take_returned(&bytes, Channel::Imap).await?;
            open.done(number).await?;
            taken += 1;
        }
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_secret_opens_and_none_opens_nothing() {
        let shut = ReturnDoors::new(None, Duration::ZERO, "");
        assert_eq!(shut.shown(""), Shown::NoDoor);
        let open = ReturnDoors::new(None, Duration::ZERO, "rahasia-panjang");
        assert_eq!(open.shown("rahasia-panjang"), Shown::Right);
        for wrong in ["", "rahasia", "rahasia-panjang "] {
            assert_eq!(open.shown(wrong), Shown::Wrong);
        }
    }
}
