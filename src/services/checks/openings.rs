//! The cases that a check opens and closes.

use std::collections::{BTreeMap, HashMap};

use super::Bench;
use crate::{
    domain::{
        finding::CaseType,
        ids::{CaseId, EmployerId},
        ladder::{Ladder, Stage},
        verdict::Verdict,
    },
    services::ServiceError,
    store::{Assessed, DirectiveRecord, NewCase, OpenCase, Tx},
};

impl Bench<'_> {
    /// The ladder that a new case climbs: overdue contributions are another legal track.
    fn ladder(
        &self,
        directive: &DirectiveRecord,
        case_type: CaseType,
    ) -> Result<(&Ladder, i32), ServiceError> {
        let name = match case_type {
            CaseType::ContributionPayment => &directive.says.arrears_ladder,
            CaseType::Registration | CaseType::DataSubmission => &directive.says.ladder,
        };
        self.ladders.newest(name).ok_or_else(|| {
            ServiceError::Installation(format!(
                "Jenjang `{name}` yang disebut arahan \"{}\" tidak ada.",
                directive.says.title
            ))
        })
    }

    /// Opens the cases that the findings ask for and closes those they no longer do. Nothing
    /// is opened or closed while the data can't carry a judgement.
    pub(super) async fn keep_cases(
        &self,
        tx: &Tx,
        assessed: &[Assessed],
    ) -> Result<(), ServiceError> {
        let ids: Vec<_> = assessed.iter().map(|one| one.id).collect();
        let open = tx.open_cases_of(&ids).await?;
        let mut open_by_employer: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for case in &open {
            open_by_employer
                .entry(case.employer)
                .or_default()
                .push(case);
        }
        let mut asked: Vec<(EmployerId, CaseType)> = Vec::new();
        for one in assessed {
            let verdict = one.assessment.verdict;
            let open = open_by_employer.get(&one.id).map_or(&[][..], Vec::as_slice);
            if verdict == Verdict::Unknown {
                continue;
            }
            for case in open.iter().filter(|case| !wants(one, case.case_type)) {
                let because = if verdict == Verdict::Closed {
                    "employer_closed"
                } else {
                    "complied"
                };
                let services = self.services;
                services
                    .close_case(tx, (case.id, self.day.on), because)
                    .await?;
            }
            asked.extend(missing(one, open).map(|kind| (one.id, kind)));
        }
        self.open_cases(tx, &asked).await
    }

    /// Opens cases under the instruction that governs each firm; where none does, none is opened.
    async fn open_cases(
        &self,
        tx: &Tx,
        asked: &[(EmployerId, CaseType)],
    ) -> Result<(), ServiceError> {
        let profiles = if self.directives.ask_for_profiles() {
            let mut ids: Vec<EmployerId> = asked.iter().map(|(id, _)| *id).collect();
            ids.dedup();
            tx.profiles(&ids, self.services.list_day()).await?
        } else {
            HashMap::new()
        };
        let mut new = Vec::new();
        for (employer, case_type) in asked {
            let Some(directive) = self.directives.governing(profiles.get(employer)) else {
                continue;
            };
            let (ladder, ladder_version) = self.ladder(directive, *case_type)?;
            new.push(NewCase {
                id: CaseId::from_uuid(self.services.clock.new_id()),
                employer: *employer,
                case_type: *case_type,
                directive: directive.id,
                opened_on: self.day.on,
                due_on: ladder.rungs.first().and_then(|first| {
                    let calendar = self.services.calendar();
                    Some(calendar.term(self.day.on, first.term_days?).due)
                }),
                ladder: &ladder.name,
                ladder_version,
                next: ladder
                    .after(Stage::Verification)
                    .map(|rung| (rung.stage, rung.notice)),
            });
        }
        Ok(tx.put_cases(&new).await?)
    }
}

/// Whether a judgement asks for a case of that kind.
fn wants(one: &Assessed, kind: CaseType) -> bool {
    let found = &one.assessment.findings;
    one.assessment.verdict != Verdict::Closed && found.iter().any(|f| f.case_type() == Some(kind))
}

/// The cases that a judgement asks for and that are not open.
fn missing<'a>(one: &'a Assessed, open: &'a [&OpenCase]) -> impl Iterator<Item = CaseType> + 'a {
    let is_open = |kind: CaseType| open.iter().any(|case| case.case_type == kind);
    CaseType::ALL
        .into_iter()
        .filter(move |kind| !one.exempt && wants(one, *kind) && !is_open(*kind))
}
