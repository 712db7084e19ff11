//! The language that a firm is written to in.

use sea_orm::{QueryResult, Value};

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{ids::EmployerId, tongue::Tongue};

impl Tx {
    /// The language that a firm is written to in.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn mail_language(&self, employer: EmployerId) -> Result<Tongue, StoreError> {
        let text = "SELECT mail_language FROM employer WHERE id = ?";
        let row = sql::row(&self.tx, text, vec![sql::id(employer.uuid())]).await?;
        row.as_ref().map_or(Ok(Tongue::Indonesian), language_of)
    }

    /// Chooses the language that a firm is written to in.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_mail_language(
        &self,
        employer: EmployerId,
        tongue: Tongue,
    ) -> Result<(), StoreError> {
        let kept = (tongue != Tongue::Indonesian).then(|| tongue.code().to_owned());
        let text = "UPDATE employer SET mail_language = ? WHERE id = ?";
        let values = vec![Value::String(kept), sql::id(employer.uuid())];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }
}

/// Indonesian, unless an officer chose otherwise.
pub(super) fn language_of(row: &QueryResult) -> Result<Tongue, StoreError> {
    let code: Option<String> = get(row, "mail_language")?;
    let Some(code) = code else {
        return Ok(Tongue::Indonesian);
    };
    Tongue::from_code(&code).ok_or(StoreError::Corrupt {
        table: "employer",
        column: "mail_language",
    })
}
