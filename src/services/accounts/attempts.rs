//! Counting who tries, before anything is looked at.

use chrono::TimeDelta;

use super::{super::Services, SignInError, Visitor, keys::digest};
use crate::{
    domain::{ids::OfficerId, network::household, throttle::Throttle},
    store::{StoreError, Tx},
};

/// A counter, and how long it makes people wait.
pub(super) struct Counter {
    key: String,
    throttle: Throttle,
    /// Success takes back this one try only, not those of others.
    shared: bool,
}

/// What somebody tries to get past.
pub(super) enum Door<'a> {
    /// The password of an address, in lower case, whether or not anybody has it.
    Password(&'a str),
    /// The second factor of an officer.
    Code(OfficerId),
}

impl Services {
    /// The counters of a try, in the order in which every transaction takes them.
    pub(super) fn counters(&self, door: &Door<'_>, visitor: &Visitor) -> [Counter; 2] {
        let own = match door {
            Door::Password(email) => format!("account:{}", digest(email)),
            Door::Code(officer) => format!("code:{officer}"),
        };
        [
            Counter {
                key: own,
                throttle: self.sign_in.account,
                shared: false,
            },
            Counter {
                key: format!("address:{}", household(&visitor.address)),
                throttle: self.sign_in.address,
                shared: true,
            },
        ]
    }

    /// The counters of somebody who asks for a reset link: far slower, and apart from signing in.
    pub(super) fn reset_counters(email: &str, visitor: &Visitor) -> [Counter; 2] {
        let counter = |failures, key| Counter {
            key,
            throttle: Throttle {
                failures,
                pause: TimeDelta::minutes(15),
                longest: TimeDelta::minutes(60),
            },
            shared: true,
        };
        [
            counter(3, format!("reset:{}", digest(email))),
            counter(10, format!("address:reset:{}", household(&visitor.address))),
        ]
    }

    /// Counts somebody's look-up of a letter, or guess at a reply page, apart from signing in.
    pub(in crate::services) async fn count_look_up(
        &self,
        tx: &Tx,
        visitor: &Visitor,
    ) -> Result<(), SignInError> {
        self.count(tx, &[self.look_ups(visitor)]).await
    }

    /// The look-up was right: it doesn't count.
    pub(in crate::services) async fn forgive_look_up(
        &self,
        tx: &Tx,
        visitor: &Visitor,
    ) -> Result<(), StoreError> {
        self.forgive(tx, &[self.look_ups(visitor)]).await
    }

    fn look_ups(&self, visitor: &Visitor) -> Counter {
        Counter {
            key: format!("address:verify:{}", household(&visitor.address)),
            throttle: self.sign_in.address,
            shared: true,
        }
    }

    /// Counts a try under each counter as if it had failed, and begins the pauses that follow
    /// from it. While one of them lasts the transaction must be dropped.
    pub(super) async fn count(&self, tx: &Tx, counters: &[Counter]) -> Result<(), SignInError> {
        let now = self.clock.now();
        let since = now - self.sign_in.forget;
        for counter in counters {
            let (failures, blocked) = tx.count_failure(&counter.key, since, now).await?;
            if let Some(until) = blocked.filter(|until| *until > now) {
                // Not committed, so this try doesn't count.
                let seconds = (until - now).num_seconds().unsigned_abs().max(1);
                return Err(SignInError::Wait { seconds });
            }
            if let Some(pause) = counter.throttle.pause_after(failures) {
                tx.block(&counter.key, now + pause).await?;
            }
        }
        Ok(())
    }

    /// The try was right: its own failures are forgotten.
    pub(super) async fn forgive(&self, tx: &Tx, counters: &[Counter]) -> Result<(), StoreError> {
        for counter in counters {
            if counter.shared {
                tx.take_back_failure(&counter.key).await?;
            } else {
                tx.forget_failures(&counter.key).await?;
            }
        }
        Ok(())
    }
}
