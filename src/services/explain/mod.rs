//! Why an employer has its verdict: every input with its file and date, the rules and their
//! sources, the case and its next step.

mod inputs;
mod matches;

use chrono::NaiveDate;
use serde::Serialize;

pub use inputs::{Input, InputFact};
pub use matches::MatchTold;

use super::{ServiceError, Services};
use crate::{
    domain::{
        directory::Ids,
        employer::Field,
        finding::Finding,
        identifiers::{BpjsCode, Nib, Npwp},
        ids::EmployerId,
        ladder::{Next, Stage, next_step},
        words::date_words,
    },
    store::{CaseRow, KnownEmployer, Ladders, ListFilter, ListRow, Setting, Tx},
};

/// What somebody asked for: an id, a NIB, a tax number or a BPJS code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub(super) id: Option<EmployerId>,
    pub(super) ids: Ids,
}

/// A rule that was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Code of the finding or of the rate.
    #[serde(skip)]
    pub code: &'static str,
    /// What stands beside a rate: the rate, and since when.
    #[serde(skip)]
    pub rate: Option<(String, NaiveDate)>,
    /// The finding, or the rate, it belongs to.
    pub name: String,
    /// What it says here.
    pub says: String,
    /// The law or decree.
    pub source: String,
}

/// A case and its next step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseView {
    /// Which case.
    pub id: String,
    /// Its short code.
    pub code: String,
    /// Its kind, in the official words.
    pub case_type: &'static str,
    /// Whether it is open.
    pub open: bool,
    /// The step it is on.
    pub stage: &'static str,
    /// The day that step's term ends.
    pub due_on: Option<NaiveDate>,
    /// What happens next, or what stands in its way.
    pub next: String,
    /// The case itself.
    #[serde(skip)]
    pub row: CaseRow,
    /// The steps of its ladder, in order.
    #[serde(skip)]
    pub ladder: Vec<Stage>,
    /// The next step, and what stands in its way.
    #[serde(skip)]
    pub plan: Next,
}

/// Everything behind one verdict.
#[derive(Debug, Clone, Serialize)]
pub struct Explanation {
    /// Which employer.
    pub id: EmployerId,
    /// Its name.
    pub name: String,
    /// Its fields, with the column's name.
    pub record: Vec<(&'static str, String)>,
    /// The verdict's code.
    pub verdict: &'static str,
    /// The verdict in words.
    pub verdict_words: &'static str,
    /// The day it holds on.
    pub as_of: Option<NaiveDate>,
    /// The ruleset.
    pub ruleset: String,
    /// Codes of the findings.
    pub findings: Vec<&'static str>,
    /// Where the headcount comes from.
    pub basis: String,
    /// The values of the list, by column.
    pub counts: serde_json::Map<String, serde_json::Value>,
    /// What it rests on.
    pub inputs: Vec<Input>,
    /// The rules applied.
    pub rules: Vec<Rule>,
    /// Its cases.
    pub cases: Vec<CaseView>,
    /// The first day on which the same facts may be judged otherwise.
    pub next_change_on: Option<NaiveDate>,
    /// Earlier judgements: day, verdict.
    pub history: Vec<(NaiveDate, String)>,
    /// Records that may be the same firm, and what people said of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub matches: Vec<MatchTold>,
    /// The line of the list.
    #[serde(skip)]
    pub row: ListRow,
}

impl Services {
    /// Reads what somebody typed to name an employer.
    #[must_use]
    pub fn wanted(&self, typed: &str) -> Wanted {
        let typed = typed.trim();
        let id = typed.parse::<EmployerId>().ok();
        let npwp = Npwp::parse(typed, false)
            .ok()
            .map(|npwp| self.keyer.npwp(&npwp).match_key.into());
        let ids = Ids {
            nib: Nib::parse(typed).ok().map(|nib| nib.as_str().into()),
            npwp,
            code: BpjsCode::parse(typed, false)
                .ok()
                .map(|(code, _)| code.number()),
        };
        Wanted { id, ids }
    }

    /// Explains one employer's verdict.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when nobody, or more than one, is meant, or before the first
    /// check.
    pub async fn explain(&self, typed: &str) -> Result<Explanation, ServiceError> {
        let tx = self.store.read().await?;
        let employer = self.meant(&tx, typed).await?;
        self.explain_one(&tx, &employer).await
    }

    /// The one employer that somebody means by an id, NIB, NPWP or BPJS code.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when it is nobody, [`ServiceError::Refused`] when it is several.
    pub(super) async fn meant(&self, tx: &Tx, typed: &str) -> Result<KnownEmployer, ServiceError> {
        let wanted = self.wanted(typed);
        let mut found = tx.find_employers(wanted.id, &wanted.ids).await?;
        let one = found.pop().ok_or_else(|| {
            ServiceError::Missing("Badan usaha dengan id, NIB, NPWP atau kode BU itu".to_owned())
        })?;
        if !found.is_empty() {
            found.push(one);
            let names: Vec<String> = found
                .iter()
                .map(|e| {
                    format!(
                        "{} ({})",
                        e.record.get(Field::Name).unwrap_or_default(),
                        e.id
                    )
                })
                .collect();
            return Err(ServiceError::Refused(format!(
                "Pengenal itu dimiliki lebih dari satu badan usaha; sebutkan id salah satunya: {}.",
                names.join(", ")
            )));
        }
        Ok(one)
    }

    pub(super) async fn explain_one(
        &self,
        tx: &Tx,
        employer: &KnownEmployer,
    ) -> Result<Explanation, ServiceError> {
        let filter = ListFilter {
            employer: Some(employer.id),
            ..ListFilter::default()
        };
        let row = tx
            .list_after(&filter, None, 1)
            .await?
            .into_iter()
            .next()
            .ok_or_else(|| {
                ServiceError::Refused(
                    "Badan usaha ini belum pernah diperiksa; jalankan `check` dahulu.".to_owned(),
                )
            })?;
        let as_of: Option<NaiveDate> = tx
            .setting(Setting::CheckedOn)
            .await?
            .and_then(|day| day.parse().ok());
        let findings: Vec<Finding> = row
            .findings
            .split(';')
            .filter_map(Finding::from_code)
            .collect();
        let standing = tx.standing(employer.id).await?;
        let line = super::ListLine {
            row: row.clone(),
            as_of,
        };
        let counts = super::ListLine::COLUMNS
            .iter()
            .zip(line.cells())
            .map(|(column, cell)| ((*column).to_owned(), cell.plain().into()))
            .collect();
        Ok(Explanation {
            id: employer.id,
            name: row.name.clone(),
            record: Field::ALL
                .into_iter()
                .filter(|f| *f != Field::NpwpKey)
                .filter_map(|f| employer.record.get(f).map(|v| (f.code(), v.to_owned())))
                .collect(),
            verdict: row.verdict.code(),
            verdict_words: row.verdict.words(),
            as_of,
            ruleset: self.rules.rates.ruleset().to_owned(),
            findings: findings.iter().map(|f| f.code()).collect(),
            basis: row.basis.clone(),
            counts,
            inputs: self.inputs(tx, employer, &row, as_of).await?,
            rules: self.rules_applied(&findings, as_of),
            cases: self.case_views(tx, employer.id).await?,
            next_change_on: standing.next_change_on,
            history: standing.history,
            matches: matches::told(tx, employer.id).await?,
            row,
        })
    }

    fn rules_applied(&self, findings: &[Finding], as_of: Option<NaiveDate>) -> Vec<Rule> {
        let day = as_of.unwrap_or_else(|| self.today());
        let found = findings.iter().map(|finding| Rule {
            code: finding.code(),
            rate: None,
            name: finding.code().to_owned(),
            says: finding.words().to_owned(),
            source: finding.citation().to_owned(),
        });
        let rates = self.rules.rates.sources_on(day);
        let rates = rates.iter().map(|rate| Rule {
            code: rate.code,
            rate: Some((rate.value.clone(), rate.valid_from)),
            name: rate.label.to_owned(),
            says: format!(
                "{}, berlaku sejak {}",
                rate.value,
                date_words(rate.valid_from)
            ),
            source: rate.source.to_owned(),
        });
        found.chain(rates).collect()
    }

    pub(super) async fn case_views(
        &self,
        tx: &Tx,
        employer: EmployerId,
    ) -> Result<Vec<CaseView>, ServiceError> {
        let cases = tx.cases_of(employer, self.today()).await?;
        let ladders = tx.ladders().await?;
        let views = cases.iter().map(|case| self.case_view(case, &ladders));
        views.collect()
    }

    fn case_view(&self, case: &CaseRow, ladders: &Ladders) -> Result<CaseView, ServiceError> {
        let ladder = ladders.of(case)?;
        let plan = next_step(&case.facts, ladder, &self.calendar(), self.today());
        let next = if case.is_open {
            plan.words()
        } else {
            "kasus sudah ditutup".to_owned()
        };
        Ok(CaseView {
            id: case.id.to_string(),
            code: case.code.clone(),
            case_type: case.facts.case_type.words(),
            open: case.is_open,
            stage: case.facts.stage.words(),
            due_on: case.facts.due_on,
            next,
            row: case.clone(),
            ladder: ladder.way(),
            plan,
        })
    }
}
