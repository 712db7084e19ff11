//! Reading what a catalogue is made from.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    super::{
        StoreError, Tx,
        list::{VERDICT_CASE, verdict_of},
        remarks::{ids, marks},
        sql::{self, count_or_none, get},
    },
    ListDay, UNKNOWN, VALUES,
};
use crate::domain::{
    facet::{Contact, Facet, Hold, Size},
    finding::Finding,
    ids::EmployerId,
    ladder::Stage,
    names::Form,
    regions::KELURAHAN,
    remark::RemarkKind,
};

/// Lines read at a time.
const PAGE: usize = 2_000;

/// One employer as the catalogue sees it.
pub(super) struct Listed {
    pub(super) id: Uuid,
    pub(super) name: String,
    /// NIB, tax number as shown, BPJS code.
    pub(super) numbers: [Option<String>; 3],
    pub(super) facets: Vec<Facet>,
    pub(super) values: [u32; VALUES],
}

impl Listed {
    /// A bit for the slot of each property.
    pub(super) fn mask(&self) -> u128 {
        const { assert!(Facet::SLOTS <= 128) };
        self.facets
            .iter()
            .fold(0, |mask, facet| mask | 1 << facet.slot())
    }
}

/// What is read before the employers themselves: few of them have any of it.
pub(super) struct Before {
    day: ListDay,
    /// The last mail to each employer that left.
    contacts: HashMap<Uuid, DateTime<Utc>>,
    /// What holds steps back.
    holds: HashMap<Uuid, Vec<Hold>>,
}

/// `AND employer_id IN (…)`, or nothing for all; and the values of its marks.
fn only(employers: Option<&[EmployerId]>) -> (String, Vec<Value>) {
    let condition = employers.map_or_else(String::new, |of| {
        format!("AND employer_id IN ({})", marks(of))
    });
    (condition, ids(employers.unwrap_or_default()))
}

impl Tx {
    /// What is read beforehand of each employer or of these.
    pub(super) async fn before(
        &self,
        employers: Option<&[EmployerId]>,
        day: ListDay,
    ) -> Result<Before, StoreError> {
        let (condition, values) = only(employers);
        let text = format!(
            "SELECT employer_id, MAX(sent_at) AS at FROM outbox WHERE state = 'sent' {condition} \
             GROUP BY employer_id"
        );
        let mut contacts = HashMap::new();
        for row in sql::rows(&self.tx, &text, values.clone()).await? {
            if let Some(at) = get::<Option<DateTime<Utc>>>(&row, "at")? {
                contacts.insert(get(&row, "employer_id")?, at);
            }
        }
        let text = format!(
            "SELECT employer_id, kind, from_on, until_on FROM remark \
             WHERE ended_at IS NULL AND kind IN ('dispute', 'exemption') {condition} \
             ORDER BY employer_id, kind"
        );
        let mut holds: HashMap<Uuid, Vec<Hold>> = HashMap::new();
        for row in sql::rows(&self.tx, &text, values).await? {
            let kind = RemarkKind::from_code(&get::<String>(&row, "kind")?);
            let days = (get(&row, "from_on")?, get(&row, "until_on")?);
            if let Some(hold) = kind.and_then(|kind| Hold::of(kind, days, day.today)) {
                holds
                    .entry(get(&row, "employer_id")?)
                    .or_default()
                    .push(hold);
            }
        }
        Ok(Before {
            day,
            contacts,
            holds,
        })
    }

    /// The next ones behind an id, in the order of ids, and the last of them unless that was all.
    pub(super) async fn listed_after(
        &self,
        id: Uuid,
        before: &Before,
    ) -> Result<(Vec<Listed>, Option<Uuid>), StoreError> {
        let text = format!("{} WHERE e.id > ? ORDER BY e.id LIMIT {PAGE}", select());
        let rows = sql::rows(&self.tx, &text, vec![sql::id(id)]).await?;
        let listed = rows.iter().map(|row| listed_of(row, before));
        let listed: Vec<Listed> = listed.collect::<Result<_, _>>()?;
        let last = listed
            .last()
            .filter(|_| rows.len() == PAGE)
            .map(|one| one.id);
        Ok((listed, last))
    }

    /// These employers; those that aren't listed are left out.
    pub(super) async fn listed(
        &self,
        employers: &[EmployerId],
        day: ListDay,
    ) -> Result<Vec<Listed>, StoreError> {
        let mut found = Vec::with_capacity(employers.len());
        for part in employers.chunks(500) {
            let before = self.before(Some(part), day).await?;
            let text = format!("{} WHERE e.id IN ({})", select(), marks(part));
            for row in sql::rows(&self.tx, &text, ids(part)).await? {
                found.push(listed_of(&row, &before)?);
            }
        }
        Ok(found)
    }
}

fn select() -> String {
    format!(
        "SELECT e.id, e.name, e.nib, e.npwp, e.code, e.form, e.place, e.email, a.verdict, \
         a.findings, a.self_funded, a.headcount, a.shortfall, a.coverage, c.stage, c.due_on \
         FROM employer e JOIN assessment a ON a.employer_id = e.id \
         LEFT JOIN cases c ON c.employer_id = e.id AND c.is_open AND c.case_type = {VERDICT_CASE}"
    )
}

fn listed_of(row: &QueryResult, before: &Before) -> Result<Listed, StoreError> {
    let id: Uuid = get(row, "id")?;
    let text = |column| get::<Option<String>>(row, column);
    let headcount = count_or_none(row, "headcount")?;
    let due_on: Option<NaiveDate> = get(row, "due_on")?;
    let (place, form) = (text("place")?, text("form")?);
    let stage = text("stage")?;
    let contact = match before.contacts.get(&id) {
        None => Contact::Never,
        Some(at) if *at >= before.day.recent_from => Contact::Recent,
        Some(_) => Contact::Earlier,
    };
    let known = |code: &Option<String>| {
        KELURAHAN
            .into_iter()
            .find(|k| Some(k.code) == code.as_deref())
    };
    let mut facets = vec![
        Facet::Verdict(verdict_of(row)?),
        Facet::Kelurahan(known(&place)),
        Facet::Form(form.as_deref().and_then(Form::from_code)),
        Facet::Size(Size::of(headcount)),
        Facet::Stage(stage.as_deref().and_then(Stage::from_code)),
        Facet::Email(text("email")?.is_some_and(|email| !email.is_empty())),
        Facet::Contact(contact),
    ];
    let findings: String = get(row, "findings")?;
    facets.extend(
        findings
            .split(';')
            .filter_map(Finding::from_code)
            .map(Facet::Finding),
    );
    match before.holds.get(&id) {
        Some(holds) => facets.extend(holds.iter().map(|hold| Facet::Hold(Some(*hold)))),
        None => facets.push(Facet::Hold(None)),
    }
    if count_or_none(row, "self_funded")?.is_some_and(|workers| workers > 0) {
        facets.push(Facet::SelfFunded);
    }
    Ok(Listed {
        id,
        name: get(row, "name")?,
        numbers: [
            text("nib")?,
            text("npwp")?,
            count_or_none(row, "code")?.map(|code| format!("{code:08}")),
        ],
        facets,
        values: [
            count_or_none(row, "shortfall")?.unwrap_or(0),
            headcount.unwrap_or(UNKNOWN),
            count_or_none(row, "coverage")?.unwrap_or(UNKNOWN),
            due_on.map_or(UNKNOWN, |day| day.num_days_from_ce().unsigned_abs()),
        ],
    })
}
