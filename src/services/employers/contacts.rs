//! The addresses of a firm: who reads them, what is known of them, what was done with them.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::short_print;
use crate::{
    domain::{
        contact::{ContactRole, Origin, SHARED, Standing, State, known, role_of},
        employer::Field,
        ids::EmployerId,
    },
    services::{ServiceError, Services},
    store::{ContactEvent, ContactQuestion, ContactRow, KnownEmployer, LastMail, Proved, Tx},
};

/// An address of a firm, for its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactLine {
    /// The address.
    pub address: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether it may be written to.
    pub standing: Standing,
    /// Whether an officer chose it before all others.
    pub chosen: bool,
    /// Who reads it, as an officer set it.
    pub set_role: Option<ContactRole>,
    /// What proved it.
    pub proved: Option<Proved>,
    /// Why it stands so.
    pub reason: Option<String>,
    /// Since when, where something is on record.
    pub since: Option<DateTime<Utc>>,
    /// Who said so; `None` for a server, or for its reader.
    pub by: Option<String>,
    /// Firms that have it; those of one head office count as one. Counted by
    /// [`Services::contacts`] alone.
    pub firms: usize,
    /// The last mail to it, by [`Services::contacts`] alone.
    pub last: Option<LastMail>,
    /// Its reader said to be the wrong one, and no officer looked at it; by
    /// [`Services::contacts`] alone.
    pub wrong: Option<ContactQuestion>,
}

impl ContactLine {
    /// Who reads it.
    #[must_use]
    pub fn role(&self) -> ContactRole {
        role_of(self.set_role, &self.address, self.firms)
    }

    /// What a person is told of it.
    #[must_use]
    pub fn state(&self) -> State {
        State::of(self.standing, self.proved.as_ref().map(|proved| proved.how))
    }
}

/// The addresses of a firm, in the order in which they would be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacts {
    /// Each one.
    pub lines: Vec<ContactLine>,
    /// What was done with them, the newest first; read by [`Services::contacts`] alone.
    pub events: Vec<ContactEvent>,
    /// Tells this state from another, for those who change it.
    pub print: String,
}

impl Contacts {
    /// The address that the firm is written to at.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        let first = self.lines.first()?;
        (first.standing == Standing::Usable).then_some(first.address.as_str())
    }
}

impl Services {
    /// The addresses of a firm.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such employer.
    pub async fn contacts(&self, employer: EmployerId) -> Result<Contacts, ServiceError> {
        let tx = self.store.read().await?;
        let firm = super::any(&tx, employer).await?;
        let mut contacts = contacts(&tx, &firm).await?;
        let family = tx.family(employer).await?;
        let mut last = tx.last_mails(&family).await?;
        let mut wrong = tx.wrong_readers(Some(&family)).await?;
        contacts.events = tx.contact_events(&family).await?;
        let lines = contacts.lines.iter();
        let addresses: Vec<String> = lines
            .map(|line| line.address.to_ascii_lowercase())
            .collect();
        let asked: Vec<&str> = addresses.iter().map(String::as_str).collect();
        let firms = tx.firms_with(&asked).await?;
        for (line, address) in contacts.lines.iter_mut().zip(&addresses) {
            line.firms = firms.get(address).copied().unwrap_or(1);
            line.last = last.remove(address);
            let said = wrong.iter().position(|one| &one.address == address);
            line.wrong = said.map(|at| wrong.remove(at));
        }
        Ok(contacts)
    }

    /// Those of some addresses that so many firms have that they may be an agent's, in small
    /// letters.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn shared_addresses(
        &self,
        addresses: &[&str],
    ) -> Result<HashSet<String>, ServiceError> {
        let firms = self.store.read().await?.firms_with(addresses).await?;
        let shared = firms.into_iter().filter(|(_, firms)| *firms >= SHARED);
        Ok(shared.map(|(address, _)| address).collect())
    }

    /// Readers who said to be the wrong ones and at whom no officer has looked, the oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn wrong_readers(&self) -> Result<Vec<ContactQuestion>, ServiceError> {
        Ok(self.store.read().await?.wrong_readers(None).await?)
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn wrong_readers_waiting(&self) -> Result<u64, ServiceError> {
        Ok(self.store.read().await?.count_wrong_readers().await?)
    }
}

pub(super) async fn contacts(tx: &Tx, firm: &KnownEmployer) -> Result<Contacts, ServiceError> {
    let rows = tx.contacts_of(&[firm.id]).await?.remove(&firm.id);
    let rows: Vec<ContactRow> = rows.unwrap_or_default();
    let marked: Vec<_> = rows.iter().map(|row| row.contact.clone()).collect();
    let registry = firm.record.get(Field::Email).unwrap_or_default();
    let told = known(registry, &marked);
    let lines: Vec<ContactLine> = told
        .into_iter()
        .map(|one| {
            let same = |row: &&ContactRow| row.contact.address.eq_ignore_ascii_case(one.address);
            let row = rows.iter().find(same);
            ContactLine {
                address: one.address.to_owned(),
                origin: one.origin,
                standing: one.standing,
                chosen: one.chosen,
                set_role: row.and_then(|row| row.role),
                proved: row.and_then(|row| row.proved.clone()),
                reason: row.and_then(|row| row.reason.clone()),
                since: row.map(|row| row.since),
                by: row.and_then(|row| row.by.clone()),
                firms: 1,
                last: None,
                wrong: None,
            }
        })
        .collect();
    Ok(Contacts {
        print: print(&lines),
        events: Vec::new(),
        lines,
    })
}

fn print(lines: &[ContactLine]) -> String {
    let mut hasher = Sha256::new();
    for line in lines {
        hasher.update(&line.address);
        hasher.update([0, u8::from(line.chosen), u8::from(line.proved.is_some())]);
        hasher.update(line.standing.code());
        hasher.update(line.set_role.map_or("", ContactRole::code));
    }
    short_print(hasher)
}
