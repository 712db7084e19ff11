//! Packs that were made for BPJS Kesehatan.

use chrono::{DateTime, Utc};
use sea_orm::{QueryResult, Value};

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::ids::{CaseId, EmployerId, OfficerId, ReferralPackId};

/// A pack that was made; its file lies under `<data>/files/` by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralPack {
    /// Which.
    pub id: ReferralPackId,
    /// About whom.
    pub employer: EmployerId,
    /// About which case.
    pub case: CaseId,
    /// JSON: its parts with their hashes.
    pub content: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Who made it.
    pub by: Option<OfficerId>,
    /// That person's name.
    pub by_name: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

const SELECT: &str = "SELECT p.id, p.employer_id, p.case_id, p.content, p.sha256, p.made_by, \
    p.made_at, o.name AS by_name FROM referral_pack p LEFT JOIN officer o ON o.id = p.made_by";

impl Tx {
    /// Writes down that a pack was made.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_referral_pack(&self, pack: &ReferralPack) -> Result<(), StoreError> {
        let text = "INSERT INTO referral_pack (id, employer_id, case_id, content, sha256, \
            made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(pack.id.uuid()),
            sql::id(pack.employer.uuid()),
            sql::id(pack.case.uuid()),
            pack.content.clone().into(),
            pack.sha256.clone().into(),
            Value::Uuid(pack.by.map(OfficerId::uuid)),
            pack.at.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// The packs about an employer, the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn referral_packs(
        &self,
        employer: EmployerId,
    ) -> Result<Vec<ReferralPack>, StoreError> {
        let text = format!("{SELECT} WHERE p.employer_id = ? ORDER BY p.made_at DESC, p.id");
        let rows = sql::rows(&self.tx, &text, vec![sql::id(employer.uuid())]).await?;
        rows.iter().map(pack_of).collect()
    }
}

fn pack_of(row: &QueryResult) -> Result<ReferralPack, StoreError> {
    Ok(ReferralPack {
        id: ReferralPackId::from_uuid(get(row, "id")?),
        employer: EmployerId::from_uuid(get(row, "employer_id")?),
        case: CaseId::from_uuid(get(row, "case_id")?),
        content: get(row, "content")?,
        sha256: get(row, "sha256")?,
        by: get::<Option<uuid::Uuid>>(row, "made_by")?.map(OfficerId::from_uuid),
        by_name: get(row, "by_name")?,
        at: get(row, "made_at")?,
    })
}
