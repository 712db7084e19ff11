//! The addresses of a firm as officers keep them: added, barred with a reason, taken back, chosen.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::{barred, own, remarks::words, short_print};
use crate::{
    domain::{
        contact::{Origin, SHARED, Standing, is_role, known, one_address},
        employer::Field,
        ids::{EmployerId, OfficerId},
    },
    mail::NoMail,
    services::{ServiceError, Services},
    store::{Actor, ContactRow, KnownEmployer, NewMark, Tx},
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
    /// Whether it belongs to an office rather than to a person.
    pub is_role: bool,
    /// Why it stands so.
    pub reason: Option<String>,
    /// Since when, where something is on record.
    pub since: Option<DateTime<Utc>>,
    /// Who said so; `None` for a server.
    pub by: Option<String>,
    /// Firms that have it; those of one head office count as one. Counted by
    /// [`Services::contacts`] alone.
    pub firms: usize,
}

/// The addresses of a firm, in the order in which they would be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacts {
    /// Each one.
    pub lines: Vec<ContactLine>,
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

/// What an officer does to a firm's addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactDeed<'a> {
    /// Adds this one.
    Add(&'a str),
    /// Says that nothing is to be sent to this one, and why.
    Bar(&'a str, &'a str),
    /// Takes back that it bounced or is not to be mailed.
    Lift(&'a str),
    /// Puts this one before all others.
    Choose(&'a str),
    /// Puts none before the others.
    ChooseNone,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactChange {
    /// It is so now.
    Saved,
    /// It was so already.
    Same,
    /// Somebody else saved first.
    Stale,
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
        let lines = contacts.lines.iter();
        let addresses: Vec<String> = lines
            .map(|line| line.address.to_ascii_lowercase())
            .collect();
        let asked: Vec<&str> = addresses.iter().map(String::as_str).collect();
        let firms = tx.firms_with(&asked).await?;
        for (line, address) in contacts.lines.iter_mut().zip(&addresses) {
            line.firms = firms.get(address).copied().unwrap_or(1);
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

    /// Changes the addresses of a firm. Mail that waits for an address that is barred, or while
    /// another one is chosen, is taken back and written anew.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the address is none or unknown, its domain takes no mail, or
    /// the reason is missing.
    pub async fn change_contacts(
        &self,
        employer: EmployerId,
        deed: ContactDeed<'_>,
        seen: &str,
        by: OfficerId,
    ) -> Result<ContactChange, ServiceError> {
        if let ContactDeed::Add(typed) = deed {
            self.check_domain(typed).await?;
        }
        let (now, tx) = (self.clock.now(), self.store.begin().await?);
        let firm = own(&tx, employer).await?;
        let before = contacts(&tx, &firm).await?;
        if before.print != seen {
            return Ok(ContactChange::Stale);
        }
        let Some(action) = apply(&tx, (employer, &before), deed, (by, now)).await? else {
            return Ok(ContactChange::Same);
        };
        let after = contacts(&tx, &firm).await?;
        if before.address().is_some() && before.address() != after.address() {
            // What waits for the old address is written anew to the right one.
            tx.take_back_waiting(employer, self.verification_due())
                .await?;
        }
        tx.commit(self.entry(Actor::Officer(by), action, employer.to_string()))
            .await?;
        Ok(ContactChange::Saved)
    }
}

impl Services {
    /// Takes the address that a firm answered and its holder confirmed, and puts it before all
    /// others, as a part of somebody's transaction.
    pub(in crate::services) async fn take_address_within(
        &self,
        tx: &Tx,
        (employer, address): (EmployerId, &str),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let (now, firm) = (self.clock.now(), own(tx, employer).await?);
        let before = contacts(tx, &firm).await?;
        let address = one_address(address).map_err(|_| bad_address())?;
        tx.add_contact(employer, (&address, Origin::Reply), Some(by), now)
            .await?;
        tx.choose_contact(employer, Some(&address), by, now).await?;
        let after = contacts(tx, &firm).await?;
        if before.address().is_some() && before.address() != after.address() {
            // What waits for the old address is written anew to the right one.
            tx.take_back_waiting(employer, self.verification_due())
                .await?;
        }
        Ok(())
    }

    pub(in crate::services) async fn check_domain(&self, typed: &str) -> Result<(), ServiceError> {
        let address = one_address(typed).map_err(|_| bad_address())?;
        match self.no_mail_at(&address).await? {
            Some(why) => Err(no_mail(why)),
            None => Ok(()),
        }
    }

    /// Why the domain of an address takes no mail, where that is looked up. The network may be
    /// touched: no transaction may be open. A made-up city is asked about nowhere.
    pub(super) async fn no_mail_at(&self, address: &str) -> Result<Option<NoMail>, ServiceError> {
        if !self.domains.asks() || self.is_demo().await? {
            return Ok(None);
        }
        Ok(self.domains.refuses(address).await)
    }
}

/// Does it; answers its name in the audit log, or nothing where it was so already.
async fn apply(
    tx: &Tx,
    (employer, before): (EmployerId, &Contacts),
    deed: ContactDeed<'_>,
    (by, now): (OfficerId, DateTime<Utc>),
) -> Result<Option<&'static str>, ServiceError> {
    let line = |address: &str| {
        let same = |line: &&ContactLine| line.address.eq_ignore_ascii_case(address);
        before.lines.iter().find(same)
    };
    let known = |address| line(address).ok_or_else(unknown);
    Ok(Some(match deed {
        ContactDeed::Add(typed) => {
            let address = one_address(typed).map_err(|_| bad_address())?;
            if line(&address).is_some_and(|line| line.standing == Standing::Usable) {
                return Ok(None);
            }
            tx.add_contact(employer, (&address, Origin::Officer), Some(by), now)
                .await?;
            "contact.add"
        }
        ContactDeed::Bar(address, reason) => {
            let reason = words(reason)?;
            let mark = NewMark {
                standing: Standing::DoNotMail,
                reason: Some(&reason),
                by: Some(by),
            };
            tx.mark_contact(employer, &known(address)?.address, mark, now)
                .await?;
            "contact.bar"
        }
        ContactDeed::Lift(address) => {
            let line = known(address)?;
            if line.standing == Standing::Usable {
                return Ok(None);
            }
            let mark = NewMark {
                standing: Standing::Usable,
                reason: None,
                by: Some(by),
            };
            tx.mark_contact(employer, &line.address, mark, now).await?;
            "contact.lift"
        }
        ContactDeed::Choose(address) => {
            let line = known(address)?;
            if line.chosen {
                return Ok(None);
            }
            tx.choose_contact(employer, Some(&line.address), by, now)
                .await?;
            "contact.choose"
        }
        ContactDeed::ChooseNone => {
            tx.choose_contact(employer, None, by, now).await?;
            "contact.choose"
        }
    }))
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
                is_role: is_role(one.address),
                reason: row.and_then(|row| row.reason.clone()),
                since: row.map(|row| row.since),
                by: row.and_then(|row| row.by.clone()),
                firms: 1,
            }
        })
        .collect();
    Ok(Contacts {
        print: print(&lines),
        lines,
    })
}

fn print(lines: &[ContactLine]) -> String {
    let mut hasher = Sha256::new();
    for line in lines {
        hasher.update(&line.address);
        hasher.update([0, u8::from(line.chosen)]);
        hasher.update(line.standing.code());
    }
    short_print(hasher)
}

fn unknown() -> ServiceError {
    barred(
        "contact-unknown",
        "Alamat itu bukan alamat badan usaha ini; muat ulang halamannya.",
    )
}

fn bad_address() -> ServiceError {
    barred(
        "contact-address",
        "Tulis satu alamat pos-el yang sah, misalnya hrd@perusahaan.example.",
    )
}

fn no_mail(why: NoMail) -> ServiceError {
    match why {
        NoMail::NoDomain => barred(
            "contact-no-domain",
            "Domain tidak menerima pos-el: tidak ada domain dengan nama itu. Periksa ejaannya.",
        ),
        NoMail::NullMx => barred(
            "contact-null-mx",
            "Domain tidak menerima pos-el: begitu dinyatakan pemiliknya. Mintalah alamat lain.",
        ),
        NoMail::NoServer => barred(
            "contact-no-server",
            "Domain tidak menerima pos-el: domain itu tidak mempunyai server pos-el.",
        ),
    }
}
