//! Where firms get their letters.

use sea_orm::QueryResult;
use uuid::Uuid;

use super::{
    StoreError, Tx,
    recipients::ON_LIST,
    remarks::{ids, marks},
    sql::{self, PART, get},
};
use crate::domain::{
    ids::{EmployerId, LetterId},
    letter::PostalAddress,
};

impl Tx {
    /// The postal addresses of employers, in no order.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn postal_addresses(
        &self,
        employers: &[EmployerId],
    ) -> Result<Vec<(EmployerId, PostalAddress)>, StoreError> {
        let mut found = Vec::with_capacity(employers.len());
        for part in employers.chunks(PART) {
            let text = format!(
                "SELECT e.id, e.name, e.address, e.kelurahan, e.kecamatan FROM employer e \
                 WHERE e.id IN ({}) ORDER BY e.id",
                marks(part)
            );
            for row in sql::rows(&self.tx, &text, ids(part)).await? {
                found.push(address_of(&row)?);
            }
        }
        Ok(found)
    }

    /// The postal addresses of everybody whom a letter to many goes to, but for those that closed
    /// or were merged since.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn recipient_addresses(
        &self,
        letter: LetterId,
    ) -> Result<Vec<(EmployerId, PostalAddress)>, StoreError> {
        let text = format!(
            "SELECT e.id, e.name, e.address, e.kelurahan, e.kecamatan FROM employer e \
             JOIN letter_recipient r ON r.employer_id = e.id WHERE {ON_LIST} \
             AND NOT e.closed AND e.merged_into IS NULL ORDER BY e.id"
        );
        let rows = sql::rows(&self.tx, &text, vec![sql::id(letter.uuid())]).await?;
        rows.iter().map(address_of).collect()
    }
}

fn address_of(row: &QueryResult) -> Result<(EmployerId, PostalAddress), StoreError> {
    let name: String = get(row, "name")?;
    let text = |column| get::<Option<String>>(row, column);
    let (street, village, district) = (text("address")?, text("kelurahan")?, text("kecamatan")?);
    let place = (village.as_deref(), district.as_deref());
    Ok((
        EmployerId::from_uuid(get::<Uuid>(row, "id")?),
        PostalAddress::of(&name, street.as_deref(), place),
    ))
}
