//! The laws that notices name: those of the case's instruction.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Moment;
use crate::{
    domain::{directive::laws, ids::DirectiveId},
    services::ServiceError,
    store::{CaseRow, Tx},
};

/// The laws that stand behind the duty, where an instruction names none.
pub(in crate::services) const LEGAL_BASIS: &str = "Undang-Undang Nomor 24 Tahun 2011 dan Peraturan Presiden \
    Nomor 82 Tahun 2018 beserta perubahannya";

/// The laws of one instruction.
#[derive(Debug, Clone)]
pub(super) struct Laws {
    lines: Vec<String>,
    verified_on: Option<NaiveDate>,
}

/// The laws that instructions name; those that name none are left out.
pub(super) async fn laws_of(tx: &Tx) -> Result<HashMap<DirectiveId, Laws>, ServiceError> {
    let named = tx.directives().await?.into_iter().filter_map(|directive| {
        let lines = directive.says.legal_basis;
        let verified_on = directive.says.legal_verified_on;
        (!lines.is_empty()).then_some((directive.id, Laws { lines, verified_on }))
    });
    Ok(named.collect())
}

impl Moment {
    /// The laws behind what cases of one firm say, each once, in a sentence.
    pub(super) fn laws_behind(&self, cases: &[&CaseRow]) -> String {
        let mut lines: Vec<String> = Vec::new();
        for case in cases {
            let own = self.laws.get(&case.directive);
            for law in own.iter().flat_map(|own| &own.lines) {
                if !lines.contains(law) {
                    lines.push(law.clone());
                }
            }
        }
        laws(&lines).unwrap_or_else(|| LEGAL_BASIS.to_owned())
    }

    /// When Bagian Hukum verified the laws of a case's instruction.
    pub(super) fn laws_verified_on(&self, case: &CaseRow) -> Option<NaiveDate> {
        self.laws.get(&case.directive)?.verified_on
    }
}
