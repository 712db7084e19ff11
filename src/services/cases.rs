//! Cases and their confirmation by two people.

use serde::Serialize;

use super::{ServiceError, Services};
use crate::{
    domain::ids::CaseId,
    store::{Actor, CaseRow, Officer, Tx},
};

/// What a confirmation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ConfirmReport {
    /// Cases that are confirmed now.
    pub confirmed: u64,
    /// Cases that were confirmed before, are closed, or wait for nothing.
    pub skipped: u64,
}

impl Services {
    /// All open cases, soonest due first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn open_cases(&self) -> Result<Vec<CaseRow>, ServiceError> {
        Ok(self.store.read().await?.open_cases(self.today()).await?)
    }

    /// Open cases, and those among them that two people have confirmed.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn case_counts(&self) -> Result<(u64, u64), ServiceError> {
        Ok(self.store.read().await?.case_counts().await?)
    }

    /// Confirms cases by two different officers with the role; `None` confirms all that wait.
    ///
    /// # Errors
    /// When an officer is unknown, lacks the role, or both are the same; when a case is unknown.
    pub async fn confirm_cases(
        &self,
        ids: Option<&[CaseId]>,
        (by, second): (&str, &str),
    ) -> Result<ConfirmReport, ServiceError> {
        let tx = self.store.begin().await?;
        let by = officer(&tx, by).await?;
        let second = officer(&tx, second).await?;
        if by.id == second.id {
            return Err(ServiceError::Refused(
                "Konfirmasi memerlukan dua orang yang berbeda (--by dan --second).".to_owned(),
            ));
        }
        let open = tx.open_cases(self.today()).await?;
        let chosen: Vec<&CaseRow> = match ids {
            None => open.iter().collect(),
            Some(ids) => ids
                .iter()
                .map(|id| {
                    open.iter()
                        .find(|case| case.id == *id)
                        .ok_or_else(|| ServiceError::Missing(format!("Kasus terbuka {id}")))
                })
                .collect::<Result<_, _>>()?,
        };
        let mut report = ConfirmReport {
            confirmed: 0,
            skipped: 0,
        };
        for case in &chosen {
            let now = self.clock.now();
            if tx.confirm_case(case.id, (by.id, second.id), now).await? {
                report.confirmed += 1;
            } else {
                report.skipped += 1;
            }
        }
        // A list shows a case's step, not who looked at it.
        tx.touches([]);
        let subject = format!("{} cases, second {}", report.confirmed, second.id);
        tx.commit(self.entry(Actor::Officer(by.id), "case.confirm", subject))
            .await?;
        Ok(report)
    }
}

async fn officer(tx: &Tx, email: &str) -> Result<Officer, ServiceError> {
    let account = tx.account_by_email(email).await?.ok_or_else(|| {
        ServiceError::Refused(format!(
            "Petugas {email} belum terdaftar; tambahkan dengan `user add --role labour_officer`."
        ))
    })?;
    if !account.is_open() {
        return Err(ServiceError::Refused(format!(
            "Akun petugas {email} dinonaktifkan."
        )));
    }
    let officer = account.officer;
    if officer.role.may_confirm() {
        return Ok(officer);
    }
    Err(ServiceError::Refused(format!(
        "Petugas {email} berperan {}; konfirmasi memerlukan peran labour_officer.",
        officer.role.code()
    )))
}
