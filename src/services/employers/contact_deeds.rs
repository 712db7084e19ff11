//! What officers do with a firm's addresses: added, barred with a reason, taken back, chosen,
//! vouched for, said who reads them.

use chrono::{DateTime, Utc};

use super::{
    barred,
    contacts::{ContactLine, Contacts, contacts},
    own,
    remarks::words,
};
use crate::{
    domain::{
        contact::{ContactRole, Origin, Proof, Standing, one_address},
        ids::{EmployerId, OfficerId},
    },
    mail::NoMail,
    services::{ServiceError, Services},
    store::{Actor, KnownEmployer, NewMark, ReaderProof, Tx},
};

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
    /// Says who reads it.
    Role(&'a str, ContactRole),
    /// Vouches that its reader is the right one, and says how that is known.
    Vouch(&'a str, &'a str),
    /// Has looked at what its reader said.
    Settle(&'a str),
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
    /// Changes the addresses of a firm. Mail that waits for an address that is barred, or while
    /// another one is chosen or proved, is taken back and written anew.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the address is none or unknown, its domain takes no mail, it
    /// can't be vouched for while it is barred, or the words are missing.
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
        self.follow_address(&tx, &firm, &before).await?;
        tx.touches([employer]);
        tx.commit(self.entry(Actor::Officer(by), action, employer.to_string()))
            .await?;
        Ok(ContactChange::Saved)
    }

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
        let address = own_address(address)?;
        tx.add_contact(employer, (&address, Origin::Reply), Some(by), now)
            .await?;
        let proof = ReaderProof::of(Proof::Confirmed);
        tx.prove_contact(employer, &address, proof, now).await?;
        tx.choose_contact(employer, Some(&address), by, now).await?;
        self.follow_address(tx, &firm, &before).await
    }

    /// Takes back what waits for the address that a firm was written to at, where that is another
    /// one now, so that it is written anew to the right one.
    async fn follow_address(
        &self,
        tx: &Tx,
        firm: &KnownEmployer,
        before: &Contacts,
    ) -> Result<(), ServiceError> {
        let after = contacts(tx, firm).await?;
        if before.address().is_some() && before.address() != after.address() {
            tx.take_back_waiting(firm.id, self.verification_due())
                .await?;
        }
        Ok(())
    }

    pub(in crate::services) async fn check_domain(&self, typed: &str) -> Result<(), ServiceError> {
        let address = own_address(typed)?;
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
    let known = |address: &str| line(before, address).ok_or_else(unknown);
    let done = |is_new: bool, action| Ok(is_new.then_some(action));
    match deed {
        ContactDeed::Add(typed) => {
            let is_new = add(tx, (employer, before), typed, (by, now)).await?;
            done(is_new, "contact.add")
        }
        ContactDeed::Bar(address, reason) => {
            let (reason, line) = (words(reason)?, known(address)?);
            let standing = Standing::DoNotMail;
            mark(tx, (employer, line), (standing, Some(&reason)), (by, now)).await?;
            done(true, "contact.bar")
        }
        ContactDeed::Lift(address) => {
            let line = known(address)?;
            let is_barred = line.standing != Standing::Usable;
            if is_barred {
                mark(tx, (employer, line), (Standing::Usable, None), (by, now)).await?;
            }
            done(is_barred, "contact.lift")
        }
        ContactDeed::Choose(address) => {
            let line = known(address)?;
            if !line.chosen {
                tx.choose_contact(employer, Some(&line.address), by, now)
                    .await?;
            }
            done(!line.chosen, "contact.choose")
        }
        ContactDeed::ChooseNone => {
            tx.choose_contact(employer, None, by, now).await?;
            done(true, "contact.choose")
        }
        ContactDeed::Role(address, role) => {
            let line = known(address)?;
            let is_other = line.set_role != Some(role);
            if is_other {
                let address = line.address.as_str();
                tx.set_contact_role(employer, (address, role), by, now)
                    .await?;
            }
            done(is_other, "contact.role")
        }
        ContactDeed::Vouch(address, how) => {
            let (how, line) = (words(how)?, known(address)?);
            let is_new = vouch(tx, (employer, line), &how, (by, now)).await?;
            done(is_new, "contact.vouch")
        }
        ContactDeed::Settle(address) => {
            let address = known(address)?.address.as_str();
            let waited = tx.settle_wrong_reader(employer, address, (by, now)).await?;
            done(waited, "contact.settle")
        }
    }
}

/// An address of a firm, if it is one of its own.
fn line<'a>(contacts: &'a Contacts, address: &str) -> Option<&'a ContactLine> {
    let same = |line: &&ContactLine| line.address.eq_ignore_ascii_case(address);
    contacts.lines.iter().find(same)
}

/// Adds an address; who adds the one that a wrong reader named has looked at that.
async fn add(
    tx: &Tx,
    (employer, before): (EmployerId, &Contacts),
    typed: &str,
    (by, now): (OfficerId, DateTime<Utc>),
) -> Result<bool, ServiceError> {
    let address = own_address(typed)?;
    if line(before, &address).is_some_and(|line| line.standing == Standing::Usable) {
        return Ok(false);
    }
    tx.add_contact(employer, (&address, Origin::Officer), Some(by), now)
        .await?;
    let family = tx.family(employer).await?;
    for one in tx.wrong_readers(Some(&family)).await? {
        if one.address == address || one.named.as_ref() == Some(&address) {
            tx.settle_wrong_reader(employer, &one.address, (by, now))
                .await?;
        }
    }
    Ok(true)
}

/// An officer vouches for an address.
async fn vouch(
    tx: &Tx,
    (employer, line): (EmployerId, &ContactLine),
    how: &str,
    (by, now): (OfficerId, DateTime<Utc>),
) -> Result<bool, ServiceError> {
    if line.standing != Standing::Usable {
        return Err(barred_now());
    }
    let proof = ReaderProof {
        how: Proof::Officer,
        vouched: Some((by, how)),
    };
    Ok(tx
        .prove_contact(employer, &line.address, proof, now)
        .await?)
}

/// Marks an address; who marks it has looked at what its reader said.
async fn mark(
    tx: &Tx,
    (employer, line): (EmployerId, &ContactLine),
    (standing, reason): (Standing, Option<&str>),
    (by, now): (OfficerId, DateTime<Utc>),
) -> Result<(), ServiceError> {
    let mark = NewMark {
        standing,
        reason,
        by: Some(by),
    };
    tx.mark_contact(employer, &line.address, mark, now).await?;
    tx.settle_wrong_reader(employer, &line.address, (by, now))
        .await?;
    Ok(())
}

fn unknown() -> ServiceError {
    barred(
        "contact-unknown",
        "Alamat itu bukan alamat badan usaha ini; muat ulang halamannya.",
    )
}

/// The one address that was typed.
pub(in crate::services) fn own_address(typed: &str) -> Result<String, ServiceError> {
    one_address(typed).map_err(|_| {
        barred(
            "contact-address",
            "Tulis satu alamat pos-el yang sah, misalnya hrd@perusahaan.example.",
        )
    })
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

fn barred_now() -> ServiceError {
    barred(
        "contact-barred",
        "Alamat ini kembali atau tidak boleh dikirimi; cabut dahulu penandaannya, lalu nyatakan benar.",
    )
}
