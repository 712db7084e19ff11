//! Letters' numbers, letterheads and addressees, and the steps that follow a letter.

use chrono::NaiveDate;

use super::{
    CaseRow, Letter, StoreError, Tx,
    sql::{self, get},
};
use crate::domain::ids::{EmployerId, LetterId, MailId};

impl Tx {
    /// The running number of the letter that has a number of a letterhead and year.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn numbered(
        &self,
        letterhead: &str,
        year: i32,
        number: &str,
    ) -> Result<Option<i32>, StoreError> {
        let text = "SELECT no FROM letter WHERE letterhead = ? AND number_year = ? AND number = ?";
        let values = vec![letterhead.into(), year.into(), number.into()];
        let row = sql::row(&self.tx, text, values).await?;
        Ok(row.map(|row| get(&row, "no")).transpose()?)
    }

    /// Puts a draft without a number on a letterhead; answers whether it still was one.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_letterhead(&self, letter: &Letter, code: &str) -> Result<bool, StoreError> {
        let text = "UPDATE letter SET letterhead = ? WHERE id = ? AND state = 'draft' \
            AND number IS NULL";
        let values = vec![code.into(), sql::id(letter.id.uuid())];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Whom a numbered letter was addressed to.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn letter_addressee(&self, id: LetterId) -> Result<Option<String>, StoreError> {
        let text = "SELECT addressee FROM letter WHERE id = ?";
        let row = sql::row(&self.tx, text, vec![sql::id(id.uuid())]).await?;
        Ok(row.map(|row| get(&row, "addressee")).transpose()?.flatten())
    }

    /// An employer's name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn employer_name(&self, id: EmployerId) -> Result<Option<String>, StoreError> {
        let text = "SELECT name FROM employer WHERE id = ?";
        let row = sql::row(&self.tx, text, vec![sql::id(id.uuid())]).await?;
        Ok(row.map(|row| get(&row, "name")).transpose()?)
    }

    /// Says which mail brings the letter of a step: its delivery is the step's receipt.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_step_mail(&self, letter: &Letter, mail: MailId) -> Result<(), StoreError> {
        let Some((case, round)) = letter.case else {
            return Ok(());
        };
        let text = "UPDATE case_step SET mail_id = ? \
            WHERE case_id = ? AND round = ? AND letter_id = ?";
        let values = vec![
            sql::id(mail.uuid()),
            sql::id(case.uuid()),
            round.into(),
            sql::id(letter.id.uuid()),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// The letter of a case's present step that was sent is received on a day, or no longer; it
    /// goes with the receipt of the step.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn step_letter_received(
        &self,
        case: &CaseRow,
        on: Option<NaiveDate>,
    ) -> Result<(), StoreError> {
        let (was, is) = match on {
            Some(_) => ("sent", "received"),
            None => ("received", "sent"),
        };
        let text = "UPDATE letter SET state = ?, received_on = ? WHERE state = ? AND id IN \
            (SELECT letter_id FROM case_step WHERE case_id = ? AND round = ? AND step = ? \
             AND letter_id IS NOT NULL)";
        let values = vec![
            is.into(),
            on.into(),
            was.into(),
            sql::id(case.id.uuid()),
            case.round.into(),
            case.facts.stage.code().into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }
}
