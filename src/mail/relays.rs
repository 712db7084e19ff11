//! Mail servers in order: the next one where the one before it can't be used.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::{
    error::{Answer, MailError},
    relay::Relay,
    sealed::Sealed,
};

/// A server that could not be used is asked last for so long.
const REST: Duration = Duration::from_mins(1);

/// The servers, the preferred one first.
#[derive(Clone)]
pub(super) struct Relays(Vec<Place>);

#[derive(Clone)]
struct Place {
    relay: Relay,
    /// When it could not be used last.
    failed: Arc<Mutex<Option<Instant>>>,
}

impl Place {
    fn rests(&self) -> bool {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.is_some_and(|at| at.elapsed() < REST)
    }

    fn remember(&self, failed: bool) {
        let mut last = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        *last = failed.then(Instant::now);
    }
}

impl Relays {
    pub(super) fn new(first: Relay) -> Self {
        let mut relays = Self(Vec::new());
        relays.add(first);
        relays
    }

    pub(super) fn add(&mut self, relay: Relay) {
        let failed = Arc::default();
        self.0.push(Place { relay, failed });
    }

    /// Hands over one mail; tells by which server, or which one failed last.
    ///
    /// What is about the message is said once and by one server. The next one is asked only where
    /// this one could not be reached or closed the dialogue, and can't have taken the message.
    pub(super) async fn send(
        &self,
        mail: &Sealed,
        bytes: &[u8],
    ) -> (String, Result<Answer, MailError>) {
        let mut order: Vec<&Place> = self.0.iter().collect();
        order.sort_by_key(|place| place.rests());
        let last = order.len() - 1;
        for (nth, place) in order.into_iter().enumerate() {
            let name = place.relay.name();
            let missed = match place.relay.send(mail, bytes).await {
                Ok(answer) => {
                    place.remember(false);
                    return (name, Ok(answer));
                }
                Err(missed) => missed,
            };
            place.remember(missed.elsewhere);
            if !missed.elsewhere || nth == last {
                return (name, Err(missed.error));
            }
        }
        unreachable!("there is one server at least, and the last one's word is final")
    }
}
