//! What is done with a letter: one statement for each move, guarded by what was read.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::Value;

use super::{Letter, LetterNumber, StoreError, Tx, sql};
use crate::domain::{
    ids::{MailId, OfficerId, SignatoryId},
    letter::LetterMove,
};

/// What is done with a letter, with what goes on record for it.
#[derive(Debug, Clone, Copy)]
pub enum LetterDeed<'a> {
    /// The next version of its text, which is added beside it.
    Edit,
    /// Handed to an approver.
    Submit,
    /// Back to the writers; a number stays.
    SendBack,
    /// Agreed to.
    Approve,
    /// Numbered and dated.
    Number {
        /// Its number.
        number: &'a LetterNumber,
        /// Its day.
        on: NaiveDate,
        /// Whose paper it is written on.
        letterhead: &'a str,
        /// Who signs.
        signatory: SignatoryId,
        /// Whom it is addressed to, as the public look-up names them.
        addressee: &'a str,
    },
    /// The signed copy is put on record.
    Sign {
        /// SHA-256 of the file.
        sha256: &'a str,
        /// Its size.
        bytes: i64,
        /// JSON: what signatures it holds.
        says: &'a str,
    },
    /// Mailed, or given to a courier.
    Send {
        /// `mail`, `courier`, `hand`, `post`.
        how: &'a str,
        /// The mail that carries it.
        mail: Option<MailId>,
    },
    /// Receipt recorded.
    Receive {
        /// The day.
        on: NaiveDate,
    },
    /// Withdrawn for good.
    Cancel,
}

impl LetterDeed<'_> {
    /// The move that it is.
    #[must_use]
    pub const fn made(&self) -> LetterMove {
        match self {
            Self::Edit => LetterMove::Edit,
            Self::Submit => LetterMove::Submit,
            Self::SendBack => LetterMove::SendBack,
            Self::Approve => LetterMove::Approve,
            Self::Number { .. } => LetterMove::Number,
            Self::Sign { .. } => LetterMove::Sign,
            Self::Send { .. } => LetterMove::Send,
            Self::Receive { .. } => LetterMove::Receive,
            Self::Cancel => LetterMove::Cancel,
        }
    }

    /// The columns that it sets beside the state.
    fn sets(&self, by: Option<OfficerId>, at: DateTime<Utc>) -> (&'static str, Vec<Value>) {
        let by = Value::Uuid(by.map(OfficerId::uuid));
        match self {
            Self::Edit => (", version = version + 1", vec![]),
            Self::Submit => (", submitted_by = ?", vec![by]),
            Self::SendBack => (
                ", submitted_by = NULL, approved_by = NULL, approved_at = NULL",
                vec![],
            ),
            Self::Approve => (", approved_by = ?, approved_at = ?", vec![by, at.into()]),
            Self::Number {
                number,
                on,
                letterhead,
                signatory,
                addressee,
            } => (
                ", number = ?, number_year = ?, number_seq = ?, letter_on = ?, letterhead = ?, \
                 signatory_id = ?, addressee = ?",
                vec![
                    number.number.as_str().into(),
                    number.year.into(),
                    number.seq.into(),
                    sql::day(*on),
                    (*letterhead).into(),
                    sql::id(signatory.uuid()),
                    (*addressee).into(),
                ],
            ),
            Self::Sign {
                sha256,
                bytes,
                says,
            } => (
                ", signed_sha256 = ?, signed_bytes = ?, signed_says = ?, signed_at = ?, \
                 signed_by = ?",
                vec![
                    (*sha256).into(),
                    (*bytes).into(),
                    (*says).into(),
                    at.into(),
                    by,
                ],
            ),
            Self::Send { how, mail } => (
                ", sent_how = ?, sent_at = ?, mail_id = ?",
                vec![
                    (*how).into(),
                    at.into(),
                    Value::Uuid(mail.map(MailId::uuid)),
                ],
            ),
            Self::Receive { on } => (", received_on = ?", vec![sql::day(*on)]),
            Self::Cancel => ("", vec![]),
        }
    }
}

impl Tx {
    /// Moves a letter on, provided it still stands at the state and the version that were read;
    /// answers whether it did. A move that can't be made from there is not made.
    ///
    /// # Errors
    /// When the database refuses; [`StoreError::Twice`] for a number that another letter has.
    pub async fn move_letter(
        &self,
        letter: &Letter,
        deed: &LetterDeed<'_>,
        (by, at): (Option<OfficerId>, DateTime<Utc>),
    ) -> Result<bool, StoreError> {
        let Some(after) = letter.state.after(deed.made()) else {
            return Ok(false);
        };
        let (sets, own) = deed.sets(by, at);
        let text =
            format!("UPDATE letter SET state = ?{sets} WHERE id = ? AND state = ? AND version = ?");
        let mut values = vec![after.code().into()];
        values.extend(own);
        values.extend([
            sql::id(letter.id.uuid()),
            letter.state.code().into(),
            letter.version.into(),
        ]);
        Ok(sql::run(&self.tx, &text, values).await? == 1)
    }
}
