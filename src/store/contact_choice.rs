//! Which address a firm is written to at, and mail that waits for another one.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    ContactRow, StoreError, Tx,
    contacts::standing_of,
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{
    contact::{Contact, Known, Origin, Standing, choose, known},
    ids::{EmployerId, MailId},
    values::addresses,
};

impl Tx {
    /// How many firms have each of some addresses, in small letters; those of one head office
    /// count as one.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn firms_with(&self, wanted: &[&str]) -> Result<HashMap<String, usize>, StoreError> {
        if wanted.is_empty() {
            return Ok(HashMap::new());
        }
        let mut firms: HashMap<String, HashSet<String>> = wanted
            .iter()
            .map(|one| (one.to_ascii_lowercase(), HashSet::new()))
            .collect();
        let text = "SELECT e.id, e.code, e.head_code, e.email, k.address FROM employer e \
            LEFT JOIN contact k ON k.employer_id = e.id AND k.origin <> 'registry' \
            WHERE e.merged_into IS NULL AND (e.email <> '' OR k.address IS NOT NULL)";
        for row in sql::rows(&self.tx, text, vec![]).await? {
            let email: Option<String> = get(&row, "email")?;
            let added: Option<String> = get(&row, "address")?;
            let told = email
                .as_deref()
                .unwrap_or_default()
                .split("; ")
                .chain(added.as_deref());
            let code = sql::count_or_none(&row, "head_code")?.or(sql::count_or_none(&row, "code")?);
            for address in told {
                if let Some(firms) = firms.get_mut(&address.to_ascii_lowercase()) {
                    firms.insert(match code {
                        Some(code) => code.to_string(),
                        None => get::<Uuid>(&row, "id")?.to_string(),
                    });
                }
            }
        }
        Ok(firms
            .into_iter()
            .map(|(address, firms)| (address, firms.len()))
            .collect())
    }

    /// The address that an employer is written to at.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn address_of(&self, employer: EmployerId) -> Result<Option<String>, StoreError> {
        let text = "SELECT email, mail_to FROM employer WHERE id = ?";
        let row = sql::row(&self.tx, text, vec![sql::id(employer.uuid())]).await?;
        row.map_or(Ok(None), |row| mail_to(&row))
    }

    /// Those of some mails that may no longer be sent, because their address was marked since.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn barred_mail(
        &self,
        mails: &[MailId],
    ) -> Result<HashMap<MailId, Standing>, StoreError> {
        let mut barred = HashMap::new();
        for part in mails.chunks(sql::PART) {
            let text = format!(
                "SELECT o.id, k.standing FROM outbox o \
                 JOIN employer e ON e.id = o.employer_id \
                 JOIN employer m ON m.id = e.id OR m.merged_into = e.id \
                 JOIN contact k ON k.employer_id = m.id AND k.address = LOWER(o.recipient) \
                 WHERE o.id IN ({}) ORDER BY CASE WHEN m.id = e.id THEN 0 ELSE 1 END, m.id",
                sql::marks(part.len())
            );
            let values = part.iter().map(|id| sql::id(id.uuid())).collect();
            for row in sql::rows(&self.tx, &text, values).await? {
                let id = MailId::from_uuid(get(&row, "id")?);
                barred.entry(id).or_insert(standing_of(&row)?);
            }
        }
        barred.retain(|_, standing| *standing != Standing::Usable);
        Ok(barred)
    }

    /// Takes back what waits for some employers at addresses that they no longer have, so that it
    /// is written anew to the right one. Verification has until `due_on` again.
    ///
    /// # Errors
    /// When the database refuses or a row makes no sense.
    pub async fn take_back_strays(
        &self,
        employers: &[EmployerId],
        due_on: NaiveDate,
    ) -> Result<(), StoreError> {
        let mut strays = BTreeSet::new();
        for part in employers.chunks(sql::PART) {
            let text = format!(
                "SELECT o.employer_id, o.recipient, COALESCE(e.email, '') AS email FROM outbox o \
                 JOIN employer e ON e.id = o.employer_id \
                 WHERE o.state = 'queued' AND o.kind <> 'answer' AND o.employer_id IN ({}) \
                 ORDER BY o.id",
                marks(part)
            );
            let waiting = sql::rows(&self.tx, &text, ids(part)).await?;
            if waiting.is_empty() {
                continue;
            }
            let rows = self.contacts_of(part).await?;
            for row in &waiting {
                let id = EmployerId::from_uuid(get::<Uuid>(row, "employer_id")?);
                let (registry, to): (String, String) = (get(row, "email")?, get(row, "recipient")?);
                let marked = rows.get(&id).map(Vec::as_slice).unwrap_or_default();
                let marked: Vec<Contact> = marked.iter().map(|row| row.contact.clone()).collect();
                let has = |one: &Known<'_>| one.address.eq_ignore_ascii_case(&to);
                if !known(&registry, &marked).iter().any(has) {
                    strays.insert(id);
                }
            }
        }
        for employer in strays {
            self.take_back_waiting(employer, due_on).await?;
        }
        Ok(())
    }

    /// Works out anew which address each of these employers is written to at, where something is
    /// on record. What bounced is forgotten once the registry says another address instead.
    pub(super) async fn settle_addresses(
        &self,
        employers: &[EmployerId],
    ) -> Result<(), StoreError> {
        for part in employers.chunks(sql::PART) {
            let text = format!(
                "SELECT DISTINCT e.id, COALESCE(e.email, '') AS email FROM employer e \
                 JOIN employer m ON m.id = e.id OR m.merged_into = e.id \
                 LEFT JOIN contact k ON k.employer_id = m.id WHERE e.id IN ({}) \
                 AND (k.address IS NOT NULL OR e.mail_to IS NOT NULL)",
                marks(part)
            );
            let rows = sql::rows(&self.tx, &text, ids(part)).await?;
            if rows.is_empty() {
                continue;
            }
            let marked = self.contacts_of(part).await?;
            for row in &rows {
                let id = EmployerId::from_uuid(get::<Uuid>(row, "id")?);
                let registry: String = get(row, "email")?;
                let rows = marked.get(&id).map(Vec::as_slice).unwrap_or_default();
                self.settle(id, &registry, rows).await?;
            }
        }
        Ok(())
    }

    async fn settle(
        &self,
        employer: EmployerId,
        registry: &str,
        rows: &[ContactRow],
    ) -> Result<(), StoreError> {
        let told = addresses(registry).0;
        let is_told = |mark: &Contact| told.iter().any(|t| t.eq_ignore_ascii_case(&mark.address));
        let mut marked = Vec::with_capacity(rows.len());
        for ContactRow { contact, .. } in rows {
            let corrected = contact.origin == Origin::Registry
                && contact.standing == Standing::Bounced
                && !told.is_empty()
                && !is_told(contact);
            if corrected {
                let text = "DELETE FROM contact WHERE employer_id = ? AND address = ?";
                let values = vec![sql::id(employer.uuid()), contact.address.clone().into()];
                sql::run(&self.tx, text, values).await?;
            } else {
                marked.push(contact.clone());
            }
        }
        let to = (!marked.is_empty()).then(|| choose(registry, &marked).unwrap_or_default());
        let text = "UPDATE employer SET mail_to = ? WHERE id = ?";
        let values = vec![
            Value::String(to.map(str::to_owned)),
            sql::id(employer.uuid()),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// The same for one employer, and for the one that it was merged into.
    pub(super) async fn settle_address(
        &self,
        employer: EmployerId,
    ) -> Result<Option<String>, StoreError> {
        let owner = self.owner_of(employer).await?;
        self.settle_addresses(&[employer, owner]).await?;
        self.touches([owner]);
        self.address_of(owner).await
    }
}

/// The address to write to, by the columns `email` and `mail_to` of an employer.
pub(super) fn mail_to(row: &QueryResult) -> Result<Option<String>, StoreError> {
    let settled: Option<String> = get(row, "mail_to")?;
    let address = if settled.is_some() {
        settled
    } else {
        let registry: Option<String> = get(row, "email")?;
        choose(registry.as_deref().unwrap_or_default(), &[]).map(str::to_owned)
    };
    Ok(address.filter(|address| !address.is_empty()))
}
