//! Opening cases, as many at a time as a check asks for.

use std::collections::HashSet;

use uuid::Uuid;

use super::{
    NewCase, StoreError, Tx,
    bulk::Inserter,
    sql::{self, get},
};
use crate::domain::ladder::{Notice, Stage};

const COLUMNS: [&str; 14] = [
    "id",
    "no",
    "employer_id",
    "case_type",
    "directive_id",
    "is_open",
    "stage",
    "round",
    "opened_on",
    "due_on",
    "ladder",
    "ladder_version",
    "next_stage",
    "next_notice",
];

const AGAIN: &str = "ON CONFLICT (employer_id, case_type) DO UPDATE SET is_open = TRUE, \
    stage = excluded.stage, round = cases.round + 1, directive_id = excluded.directive_id, \
    opened_on = excluded.opened_on, due_on = excluded.due_on, confirmed_by = NULL, \
    seconded_by = NULL, confirmed_at = NULL, closed_on = NULL, closed_because = NULL, \
    proposed_by = NULL, proposed_at = NULL, proposed_evidence_on = NULL, proposed_seen = NULL, \
    returned_by = NULL, returned_at = NULL, returned_because = NULL, received_on = NULL, \
    ladder = excluded.ladder, ladder_version = excluded.ladder_version, \
    next_stage = excluded.next_stage, next_notice = excluded.next_notice";

impl Tx {
    /// Opens cases, or opens them again with their history. None of them may be open.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_cases(&self, cases: &[NewCase<'_>]) -> Result<(), StoreError> {
        if cases.is_empty() {
            return Ok(());
        }
        let known = self.known_cases(cases).await?;
        let is_known = |case: &&NewCase<'_>| {
            known.contains(&(case.employer.uuid(), case.case_type.code().to_owned()))
        };
        // A case that is known keeps its number. So those come last: the number that they are
        // given in vain must be nobody's, and leaves no gap.
        let (again, new): (Vec<&NewCase<'_>>, Vec<&NewCase<'_>>) = cases.iter().partition(is_known);
        let last = sql::row(&self.tx, "SELECT MAX(no) AS no FROM cases", vec![]).await?;
        let last: Option<i32> = last.and_then(|row| get(&row, "no").ok()).flatten();
        let mut inserter = Inserter::new(&self.tx, "cases", &COLUMNS, AGAIN);
        for (case, no) in new.into_iter().chain(again).zip(last.unwrap_or(0) + 1..) {
            inserter
                .push([
                    case.id.uuid().into(),
                    no.into(),
                    case.employer.uuid().into(),
                    case.case_type.code().into(),
                    case.directive.uuid().into(),
                    true.into(),
                    Stage::Verification.code().into(),
                    1.into(),
                    case.opened_on.into(),
                    case.due_on.into(),
                    case.ladder.into(),
                    case.ladder_version.into(),
                    case.next.map(|(stage, _)| stage.code()).into(),
                    case.next.map_or(Notice::None, |(_, how)| how).code().into(),
                ])
                .await?;
        }
        inserter.finish().await?;
        self.cancel_untimely_thanks().await
    }

    async fn known_cases(
        &self,
        cases: &[NewCase<'_>],
    ) -> Result<HashSet<(Uuid, String)>, StoreError> {
        let mut known = HashSet::new();
        for part in cases.chunks(sql::PART) {
            let marks = sql::marks(part.len());
            let text =
                format!("SELECT employer_id, case_type FROM cases WHERE employer_id IN ({marks})");
            let ids = part.iter().map(|case| sql::id(case.employer.uuid()));
            for row in sql::rows(&self.tx, &text, ids.collect()).await? {
                known.insert((get(&row, "employer_id")?, get(&row, "case_type")?));
            }
        }
        Ok(known)
    }
}
