//! What a firm did on its reply page, for its line of time.

use super::history::{Event, Happening};
use crate::{
    domain::ids::EmployerId,
    services::{ServiceError, Services},
    store::Tx,
};

impl Services {
    /// Links that were opened or taken back, and answers that were decided. That they came is
    /// told by what they put on record.
    pub(super) async fn replied(
        &self,
        tx: &Tx,
        employer: EmployerId,
    ) -> Result<Vec<Event>, ServiceError> {
        let mut events = Vec::new();
        for link in tx.reply_links_of(employer).await? {
            if let Some(at) = link.opened_at {
                events.push(Event::at(at, Happening::PageOpened(link.clone())));
            }
            if let Some((at, ..)) = &link.revoked {
                events.push(Event::at(*at, Happening::LinkRevoked(link.clone())));
            }
        }
        for answer in tx.answers_of(employer).await? {
            if let Some((at, _)) = &answer.decided {
                events.push(Event::at(*at, Happening::AnswerDecided(answer.clone())));
            }
        }
        Ok(events)
    }
}
