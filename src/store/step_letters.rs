//! Letters as cases and firms have them: of a step, in place of a cancelled one, all of a firm.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::Value;

use super::{
    Letter, StoreError, Tx,
    letters::{SELECT, letter_of},
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{
    ids::{CaseId, DirectiveId, EmployerId, LetterId},
    letter::LetterState,
};

impl Tx {
    /// The letter that stands in place of one that was cancelled: of its kind, and of the same
    /// instruction or the same round of the same case.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn letter_instead(&self, of: &Letter) -> Result<Option<Letter>, StoreError> {
        let text = format!(
            "{SELECT} WHERE l.kind = ? AND l.state <> 'cancelled' AND (l.directive_id = ? \
             OR (l.case_id = ? AND l.round = ?)) ORDER BY l.no DESC LIMIT 1"
        );
        let values = vec![
            of.kind.code().into(),
            Value::Uuid(of.directive.map(DirectiveId::uuid)),
            Value::Uuid(of.case.map(|(case, _)| case.uuid())),
            Value::Int(of.case.map(|(_, round)| round)),
        ];
        let row = sql::row(&self.tx, &text, values).await?;
        row.as_ref().map(letter_of).transpose()
    }

    /// Puts another letter in place of the one that a case's step was taken with; answers whether
    /// it still was that one.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn replace_step_letter(
        &self,
        old: &Letter,
        new: LetterId,
    ) -> Result<bool, StoreError> {
        let (Some((case, round)), Some(step)) = (old.case, old.kind.step()) else {
            return Ok(false);
        };
        let text = "UPDATE case_step SET letter_id = ?, mail_id = NULL WHERE case_id = ? \
            AND round = ? AND step = ? AND letter_id = ?";
        let values = vec![
            sql::id(new.uuid()),
            sql::id(case.uuid()),
            round.into(),
            step.code().into(),
            sql::id(old.id.uuid()),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Every letter about some employers, the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn letters_about(&self, employers: &[EmployerId]) -> Result<Vec<Letter>, StoreError> {
        if employers.is_empty() {
            return Ok(Vec::new());
        }
        let text = format!(
            "{SELECT} WHERE l.employer_id IN ({}) ORDER BY l.no DESC",
            marks(employers)
        );
        let rows = sql::rows(&self.tx, &text, ids(employers)).await?;
        rows.iter().map(letter_of).collect()
    }

    /// Where the letters stand that brought open cases to their present steps, and when each
    /// left.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn present_letters(
        &self,
    ) -> Result<HashMap<CaseId, (LetterState, Option<DateTime<Utc>>)>, StoreError> {
        let text = "SELECT c.id, l.state, l.sent_at FROM cases c JOIN case_step s \
            ON s.case_id = c.id AND s.round = c.round AND s.step = c.stage \
            JOIN letter l ON l.id = s.letter_id WHERE c.is_open ORDER BY c.id";
        let mut found = HashMap::new();
        for row in sql::rows(&self.tx, text, vec![]).await? {
            let state: String = get(&row, "state")?;
            let state = LetterState::from_code(&state).ok_or(StoreError::Corrupt {
                table: "letter",
                column: "state",
            })?;
            let case = CaseId::from_uuid(get(&row, "id")?);
            found.insert(case, (state, get(&row, "sent_at")?));
        }
        Ok(found)
    }
}
