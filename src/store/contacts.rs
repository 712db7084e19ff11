//! Addresses that somebody added or marked, who reads them, and what proved it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{
    contact::{AddressDeed, Contact, ContactRole, Origin, Proof, Standing},
    ids::{EmployerId, OfficerId},
};

/// An address with what is on record about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// What the choice is made from.
    pub contact: Contact,
    /// Why it stands so.
    pub reason: Option<String>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who said so; `None` for a server that returned a mail, or for its reader.
    pub by: Option<String>,
    /// Who reads it, as an officer set it.
    pub role: Option<ContactRole>,
    /// What proved it.
    pub proved: Option<Proved>,
}

/// What proved that whoever reads an address is the right one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    /// What it was.
    pub how: Proof,
    /// When.
    pub at: DateTime<Utc>,
    /// The officer who vouches for it.
    pub by: Option<String>,
    /// What the officer wrote.
    pub words: Option<String>,
}

/// What is to be put on record about an address.
#[derive(Debug, Clone, Copy)]
pub struct NewMark<'a> {
    /// Whether it may be written to.
    pub standing: Standing,
    /// Why.
    pub reason: Option<&'a str>,
    /// Who says so; `None` for a server that returned a mail.
    pub by: Option<OfficerId>,
}

/// What proves an address.
#[derive(Debug, Clone, Copy)]
pub struct ReaderProof<'a> {
    /// What it is.
    pub how: Proof,
    /// Who vouches for it, and the words.
    pub vouched: Option<(OfficerId, &'a str)>,
}

impl ReaderProof<'_> {
    /// A proof that no officer gave.
    #[must_use]
    pub const fn of(how: Proof) -> Self {
        Self { how, vouched: None }
    }
}

impl Tx {
    /// Marks an address of an employer; answers the address that it is written to at from now on.
    /// A server's word never lifts what a person said: with nobody in `by`, an address that is
    /// not to be mailed stays so.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn mark_contact(
        &self,
        employer: EmployerId,
        address: &str,
        mark: NewMark<'_>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, StoreError> {
        // Who said it last is kept, but never a person's word for a machine's.
        let text = "INSERT INTO contact (employer_id, address, origin, standing, chosen, reason, \
            since, made_by) VALUES (?, ?, 'registry', ?, FALSE, ?, ?, ?) \
            ON CONFLICT (employer_id, address) DO UPDATE SET standing = excluded.standing, \
            reason = excluded.reason, since = excluded.since, made_by = excluded.made_by \
            WHERE contact.standing <> 'do_not_mail' OR excluded.made_by IS NOT NULL";
        let values = vec![
            sql::id(employer.uuid()),
            address.to_ascii_lowercase().into(),
            mark.standing.code().into(),
            Value::String(mark.reason.map(str::to_owned)),
            now.into(),
            Value::Uuid(mark.by.map(OfficerId::uuid)),
        ];
        if sql::run(&self.tx, text, values).await? > 0 {
            let deed = AddressDeed::of_mark(mark.standing);
            self.note_contact((employer, address), (deed, mark.reason), mark.by, now)
                .await?;
        }
        self.settle_address(employer).await
    }

    /// Whoever reads an address says to be the wrong one: nothing is sent to it, and nothing
    /// proves it any more. Answers the address that the employer is written to at from now on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn disown_contact(
        &self,
        employer: EmployerId,
        (address, words): (&str, &str),
        now: DateTime<Utc>,
    ) -> Result<Option<String>, StoreError> {
        let text = "INSERT INTO contact (employer_id, address, origin, standing, chosen, reason, \
            since) VALUES (?, ?, 'registry', 'do_not_mail', FALSE, ?, ?) \
            ON CONFLICT (employer_id, address) DO UPDATE SET standing = excluded.standing, \
            reason = excluded.reason, since = excluded.since, made_by = NULL, proof = NULL, \
            proved_at = NULL, proved_by = NULL, proved_words = NULL";
        let values = vec![
            sql::id(employer.uuid()),
            address.to_ascii_lowercase().into(),
            words.into(),
            now.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        let deed = (AddressDeed::Wrong, Some(words));
        self.note_contact((employer, address), deed, None, now)
            .await?;
        self.settle_address(employer).await
    }

    /// Adds an address to those of an employer, or says of a known one that it may be written to;
    /// answers the address that it is written to at from now on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_contact(
        &self,
        employer: EmployerId,
        (address, origin): (&str, Origin),
        by: Option<OfficerId>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, StoreError> {
        let text = "INSERT INTO contact (employer_id, address, origin, standing, chosen, reason, \
            since, made_by) VALUES (?, ?, ?, 'usable', FALSE, NULL, ?, ?) \
            ON CONFLICT (employer_id, address) DO UPDATE SET standing = 'usable', \
            origin = excluded.origin, reason = NULL, since = excluded.since, \
            made_by = excluded.made_by \
            WHERE contact.standing <> 'do_not_mail' OR excluded.made_by IS NOT NULL";
        let values = vec![
            sql::id(employer.uuid()),
            address.to_ascii_lowercase().into(),
            origin.code().into(),
            now.into(),
            Value::Uuid(by.map(OfficerId::uuid)),
        ];
        if sql::run(&self.tx, text, values).await? > 0 {
            let deed = (AddressDeed::Added, None);
            self.note_contact((employer, address), deed, by, now)
                .await?;
        }
        self.settle_address(employer).await
    }

    /// Writes down what proved an address, unless something did before; `false` then.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn prove_contact(
        &self,
        employer: EmployerId,
        address: &str,
        proof: ReaderProof<'_>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let by = proof.vouched.map(|(by, _)| by);
        let words = proof.vouched.map(|(_, words)| words);
        let text = "INSERT INTO contact (employer_id, address, origin, standing, chosen, since, \
            made_by, proof, proved_at, proved_by, proved_words) \
            VALUES (?, ?, 'registry', 'usable', FALSE, ?, ?, ?, ?, ?, ?) \
            ON CONFLICT (employer_id, address) DO UPDATE SET proof = excluded.proof, \
            proved_at = excluded.proved_at, proved_by = excluded.proved_by, \
            proved_words = excluded.proved_words WHERE contact.proof IS NULL";
        let officer = Value::Uuid(by.map(OfficerId::uuid));
        let values = vec![
            sql::id(employer.uuid()),
            address.to_ascii_lowercase().into(),
            now.into(),
            officer.clone(),
            proof.how.code().into(),
            now.into(),
            officer,
            Value::String(words.map(str::to_owned)),
        ];
        let is_new = sql::run(&self.tx, text, values).await? > 0;
        if is_new {
            let deed = AddressDeed::of_proof(proof.how);
            self.note_contact((employer, address), (deed, words), by, now)
                .await?;
            self.settle_address(employer).await?;
        }
        Ok(is_new)
    }

    /// Says who reads an address.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_contact_role(
        &self,
        employer: EmployerId,
        (address, role): (&str, ContactRole),
        by: OfficerId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO contact (employer_id, address, origin, standing, chosen, since, \
            made_by, role) VALUES (?, ?, 'registry', 'usable', FALSE, ?, ?, ?) \
            ON CONFLICT (employer_id, address) DO UPDATE SET role = excluded.role";
        let values = vec![
            sql::id(employer.uuid()),
            address.to_ascii_lowercase().into(),
            now.into(),
            sql::id(by.uuid()),
            role.code().into(),
        ];
        sql::run(&self.tx, text, values).await?;
        let deed = (AddressDeed::Role, Some(role.code()));
        self.note_contact((employer, address), deed, Some(by), now)
            .await?;
        self.settle_address(employer).await?;
        Ok(())
    }

    /// Puts one address of an employer before all others, or none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn choose_contact(
        &self,
        employer: EmployerId,
        address: Option<&str>,
        by: OfficerId,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, StoreError> {
        let family = "chosen AND employer_id IN \
            (SELECT id FROM employer WHERE id = ? OR merged_into = ?)";
        let all = vec![sql::id(employer.uuid()); 2];
        if address.is_none() {
            let text = format!("SELECT employer_id, address FROM contact WHERE {family}");
            for row in sql::rows(&self.tx, &text, all.clone()).await? {
                let owner = EmployerId::from_uuid(get(&row, "employer_id")?);
                let before: String = get(&row, "address")?;
                let deed = (AddressDeed::Unchosen, None);
                self.note_contact((owner, &before), deed, Some(by), now)
                    .await?;
            }
        }
        let text = format!("UPDATE contact SET chosen = FALSE WHERE {family}");
        sql::run(&self.tx, &text, all).await?;
        if let Some(address) = address {
            let text = "INSERT INTO contact (employer_id, address, origin, standing, chosen, \
                reason, since, made_by) VALUES (?, ?, 'registry', 'usable', TRUE, NULL, ?, ?) \
                ON CONFLICT (employer_id, address) DO UPDATE SET chosen = TRUE";
            let values = vec![
                sql::id(employer.uuid()),
                address.to_ascii_lowercase().into(),
                now.into(),
                sql::id(by.uuid()),
            ];
            sql::run(&self.tx, text, values).await?;
            let deed = (AddressDeed::Chosen, None);
            self.note_contact((employer, address), deed, Some(by), now)
                .await?;
        }
        self.settle_address(employer).await
    }

    /// What is on record about the addresses of these employers, the oldest first; what was said
    /// of one merged into another comes after what was said of that one, but for what proved an
    /// address and who reads it: that holds for both.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn contacts_of(
        &self,
        employers: &[EmployerId],
    ) -> Result<HashMap<EmployerId, Vec<ContactRow>>, StoreError> {
        let mut found: HashMap<EmployerId, Vec<ContactRow>> = HashMap::new();
        for part in employers.chunks(sql::PART) {
            let text = format!(
                "SELECT e.id AS owner_id, k.*, o.name AS by_name, p.name AS proved_name \
                 FROM employer e JOIN employer m ON m.id = e.id OR m.merged_into = e.id \
                 JOIN contact k ON k.employer_id = m.id \
                 LEFT JOIN officer o ON o.id = k.made_by \
                 LEFT JOIN officer p ON p.id = k.proved_by WHERE e.id IN ({}) \
                 ORDER BY CASE WHEN m.id = e.id THEN 0 ELSE 1 END, k.since, k.address, m.id",
                marks(part)
            );
            for row in sql::rows(&self.tx, &text, ids(part)).await? {
                let owner = EmployerId::from_uuid(get::<Uuid>(&row, "owner_id")?);
                let (rows, row) = (found.entry(owner).or_default(), contact_of(&row)?);
                let same = |one: &&mut ContactRow| one.contact.address == row.contact.address;
                match rows.iter_mut().find(same) {
                    None => rows.push(row),
                    Some(known) => {
                        known.role = known.role.or(row.role);
                        known.contact.proof = known.contact.proof.or(row.contact.proof);
                        known.proved = known.proved.take().or(row.proved);
                    }
                }
            }
        }
        Ok(found)
    }
}

pub(super) fn standing_of(row: &QueryResult) -> Result<Standing, StoreError> {
    Standing::from_code(&get::<String>(row, "standing")?).ok_or(corrupt("standing"))
}

const fn corrupt(column: &'static str) -> StoreError {
    StoreError::Corrupt {
        table: "contact",
        column,
    }
}

fn contact_of(row: &QueryResult) -> Result<ContactRow, StoreError> {
    let origin: String = get(row, "origin")?;
    let (role, proof): (Option<String>, Option<String>) = (get(row, "role")?, get(row, "proof")?);
    let role = role.map(|code| ContactRole::from_code(&code).ok_or(corrupt("role")));
    let proof = proof.map(|code| Proof::from_code(&code).ok_or(corrupt("proof")));
    let proof = proof.transpose()?;
    let since = get(row, "since")?;
    let proved = match proof {
        None => None,
        Some(how) => Some(Proved {
            how,
            at: get::<Option<DateTime<Utc>>>(row, "proved_at")?.unwrap_or(since),
            by: get(row, "proved_name")?,
            words: get(row, "proved_words")?,
        }),
    };
    Ok(ContactRow {
        contact: Contact {
            address: get(row, "address")?,
            origin: Origin::from_code(&origin).ok_or(corrupt("origin"))?,
            standing: standing_of(row)?,
            chosen: get(row, "chosen")?,
            proof,
        },
        reason: get(row, "reason")?,
        since,
        by: get(row, "by_name")?,
        role: role.transpose()?,
        proved,
    })
}
