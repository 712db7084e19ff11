//! A letter that is mailed to each on its list: who can have it, who has it, who was not reached.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    MailState, StoreError, Tx,
    case_rows::held_until,
    contact_choice::mail_to,
    mail_language::language_of,
    mail_states::state_of,
    recipients::ON_LIST,
    sql::{self, get},
};
use crate::domain::{
    ids::{EmployerId, LetterId, MailId},
    receipt::How,
    tongue::Tongue,
};

/// States in which a mail reached nobody and never will: another one may follow it.
const LOST: &str = "('bounced', 'failed', 'suppressed', 'cancelled')";

/// One on a letter's list, as a mail would find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRecipient {
    /// Which employer.
    pub employer: EmployerId,
    /// Its name as written.
    pub name: String,
    /// Where it is written to; `None` where no address may be used.
    pub address: Option<String>,
    /// In which language.
    pub language: Tongue,
    /// It has the letter.
    pub received: bool,
    /// Where the last mail stands that carries the letter.
    pub mail: Option<MailState>,
    /// The last day for which an officer holds mail to it back.
    pub held_until: Option<NaiveDate>,
}

impl Tx {
    /// Everybody on a letter's list who neither closed nor was merged, by name.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn mail_recipients(
        &self,
        letter: LetterId,
    ) -> Result<Vec<MailRecipient>, StoreError> {
        let held = held_until!().replace("c.employer_id", "e.id");
        let text = format!(
            "SELECT r.employer_id, e.name, e.email, e.mail_to, e.mail_language, r.received_on, \
             w.state, {held} AS held_until FROM letter_recipient r \
             JOIN employer e ON e.id = r.employer_id LEFT JOIN outbox w ON w.id = r.mail_id \
             WHERE {ON_LIST} AND NOT e.closed AND e.merged_into IS NULL ORDER BY e.name, e.id"
        );
        let rows = sql::rows(&self.tx, &text, vec![sql::id(letter.uuid())]).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            let state: Option<String> = get(row, "state")?;
            found.push(MailRecipient {
                employer: EmployerId::from_uuid(get(row, "employer_id")?),
                name: get(row, "name")?,
                address: mail_to(row)?,
                language: language_of(row)?,
                received: get::<Option<NaiveDate>>(row, "received_on")?.is_some(),
                mail: state.as_deref().map(state_of).transpose()?,
                held_until: get(row, "held_until")?,
            });
        }
        Ok(found)
    }

    /// Writes down the mail that carries a letter to one on its list; `false` where it has the
    /// letter, is not on the list, or another mail is under way or arrived.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_recipient_mail(
        &self,
        (letter, employer): (LetterId, EmployerId),
        mail: MailId,
    ) -> Result<bool, StoreError> {
        let text = format!(
            "UPDATE letter_recipient SET mail_id = ? WHERE letter_id = ? AND employer_id = ? \
             AND removed_at IS NULL AND received_on IS NULL AND (mail_id IS NULL \
               OR mail_id IN (SELECT id FROM outbox WHERE state IN {LOST}))"
        );
        let values = vec![
            sql::id(mail.uuid()),
            sql::id(letter.uuid()),
            sql::id(employer.uuid()),
        ];
        Ok(sql::run(&self.tx, &text, values).await? == 1)
    }

    /// Records that who got a letter with this mail has it, where nothing is recorded yet; answers
    /// whether there is such a one.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn recipient_has(
        &self,
        mail: MailId,
        (on, how, words): (NaiveDate, How, &str),
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE letter_recipient SET received_on = ?, received_how = ?, \
            receipt_words = ?, receipt_by = NULL, receipt_at = ? \
            WHERE mail_id = ? AND removed_at IS NULL AND received_on IS NULL";
        let values = vec![
            sql::day(on),
            how.code().into(),
            words.into(),
            now.into(),
            sql::id(mail.uuid()),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Takes back what a report alone had proved of a letter that went with this mail.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn recipient_has_not(&self, mail: MailId) -> Result<bool, StoreError> {
        let text = "UPDATE letter_recipient SET received_on = NULL, received_how = NULL, \
            receipt_words = NULL, receipt_at = NULL \
            WHERE mail_id = ? AND received_how = 'report' AND receipt_by IS NULL";
        let values = vec![sql::id(mail.uuid())];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }
}
