//! Reading what a catalogue is made from.
//!
//! A million rows of fifteen columns are fifteen million values, each of which a driver hands over
//! by itself. So the database writes a line for each employer and puts many of them into one text.

use std::{collections::HashMap, fmt::Write as _, num::ParseIntError};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use sea_orm::{DatabaseTransaction, Value};
use uuid::Uuid;

use super::{
    super::{
        StoreError, Tx,
        list::VERDICT_CASE,
        remarks::{ids, marks},
        sql,
    },
    UNKNOWN, VALUES,
};
use crate::domain::{
    facet::{Contact, Facet, Size},
    finding::Finding,
    ids::EmployerId,
    ladder::Stage,
    names::Form,
    regions::KELURAHAN,
    verdict::Verdict,
};

/// Lines read at a time.
const PAGE: usize = 4_000;
/// Stands between the parts of a line. None but a name may hold one, and names come last.
pub(super) const BETWEEN: char = '\u{1f}';
/// Ends a line.
const END: char = '\u{1e}';

/// One employer as the catalogue sees it.
pub(super) struct Listed<'a> {
    pub(super) id: Uuid,
    name: &'a str,
    /// NIB and tax number as shown; empty where there is none.
    numbers: [&'a str; 2],
    code: Option<u32>,
    /// A bit for the slot of each property.
    pub(super) mask: u128,
    pub(super) values: [u32; VALUES],
}

impl Listed<'_> {
    /// Writes the name and the numbers, something between each two.
    pub(super) fn write_texts(&self, out: &mut String) {
        out.push_str(self.name);
        for number in self.numbers.into_iter().filter(|n| !n.is_empty()) {
            out.push(BETWEEN);
            out.push_str(number);
        }
        if let Some(code) = self.code {
            write!(out, "{BETWEEN}{code:08}").expect("a text takes everything");
        }
    }
}

/// Whether the last mail that left to an employer is recent; without those who never got one.
pub(super) type Contacts = HashMap<Uuid, bool>;

/// Lines of employers, as the database wrote them.
pub(super) struct Lines(String);

impl Lines {
    /// The employers, in the order of their ids.
    pub(super) fn listed(&self, contacts: &Contacts) -> Result<Vec<Listed<'_>>, StoreError> {
        let lines = self.0.split_terminator(END);
        let listed = lines.map(|line| listed_of(line, contacts).ok_or(CORRUPT));
        let mut listed: Vec<Listed<'_>> = listed.collect::<Result<_, _>>()?;
        listed.sort_by_key(|one| one.id);
        Ok(listed)
    }
}

const CORRUPT: StoreError = StoreError::Corrupt {
    table: "assessment",
    column: "verdict",
};

impl Tx {
    /// The mails that left, to everybody or to these.
    pub(super) async fn contacts(
        &self,
        employers: Option<&[EmployerId]>,
        recent_from: DateTime<Utc>,
    ) -> Result<Contacts, StoreError> {
        let id = sql::id_text(&self.tx, "employer_id");
        let condition = employers.map_or_else(String::new, |these| {
            format!("AND employer_id IN ({})", marks(these))
        });
        let text = format!(
            "SELECT string_agg(line, '{END}') || '{END}' AS lines FROM (SELECT {id} || \
             CASE WHEN MAX(sent_at) >= ? THEN '+' ELSE '-' END AS line FROM outbox \
             WHERE state = 'sent' AND sent_at IS NOT NULL {condition} GROUP BY employer_id) o"
        );
        let mut values: Vec<Value> = vec![recent_from.into()];
        values.extend(ids(employers.unwrap_or_default()));
        let Lines(lines) = self.lines(&text, values).await?;
        let contact = |line: &str| {
            let (id, recent) = line.split_at_checked(line.len().checked_sub(1)?)?;
            Some((id.parse().ok()?, recent == "+"))
        };
        let contacts = lines.split_terminator(END).map(contact);
        contacts.collect::<Option<_>>().ok_or(CORRUPT)
    }

    /// The next ones behind an id, in the order of ids; none where those were all.
    pub(super) async fn listed_lines_after(&self, id: Uuid) -> Result<Lines, StoreError> {
        let line = select(&self.tx);
        let text = format!(
            "SELECT string_agg(line, '{END}') || '{END}' AS lines FROM \
             ({line} AND c.employer_id > ? WHERE e.id > ? AND a.employer_id > ? \
             ORDER BY e.id LIMIT {PAGE}) l"
        );
        // Said of each table: PostgreSQL merges them, and would begin at the first row of the others.
        self.lines(&text, vec![sql::id(id); 3]).await
    }

    /// Of so many employers; those that aren't listed are left out.
    pub(super) async fn listed_lines(&self, employers: &[EmployerId]) -> Result<Lines, StoreError> {
        let line = select(&self.tx);
        let text = format!(
            "SELECT string_agg(line, '{END}') || '{END}' AS lines FROM \
             ({line} WHERE e.id IN ({})) l",
            marks(employers)
        );
        self.lines(&text, ids(employers)).await
    }

    async fn lines(&self, text: &str, values: Vec<Value>) -> Result<Lines, StoreError> {
        let row = sql::row(&self.tx, text, values).await?;
        let lines: Option<String> = row
            .map(|row| sql::get(&row, "lines"))
            .transpose()?
            .flatten();
        Ok(Lines(lines.unwrap_or_default()))
    }
}

/// One line for each employer; see [`listed_of`].
fn select(tx: &DatabaseTransaction) -> String {
    let number = |column| format!("COALESCE(CAST({column} AS TEXT), '')");
    let parts = [
        sql::id_text(tx, "e.id"),
        "a.verdict".to_owned(),
        "a.findings".to_owned(),
        number("a.shortfall"),
        number("a.headcount"),
        number("a.coverage"),
        number("c.due_on"),
        "COALESCE(c.stage, '')".to_owned(),
        "COALESCE(e.place, '')".to_owned(),
        "COALESCE(e.form, '')".to_owned(),
        "CASE WHEN e.email <> '' THEN '@' ELSE '' END".to_owned(),
        "COALESCE(e.nib, '')".to_owned(),
        "COALESCE(e.npwp, '')".to_owned(),
        number("e.code"),
        format!("REPLACE(e.name, '{END}', ' ')"),
    ];
    let line = parts.join(&format!(" || '{BETWEEN}' || "));
    format!(
        "SELECT {line} AS line FROM employer e JOIN assessment a ON a.employer_id = e.id \
         LEFT JOIN cases c ON c.employer_id = e.id AND c.is_open AND c.case_type = {VERDICT_CASE}"
    )
}

/// Reads the parts of a line; `None` where one makes no sense.
fn listed_of<'a>(line: &'a str, contacts: &Contacts) -> Option<Listed<'a>> {
    let mut parts = line.splitn(15, BETWEEN);
    let mut part = || parts.next();
    let id: Uuid = part()?.parse().ok()?;
    let (verdict, findings) = (Verdict::from_code(part()?)?, part()?);
    let [shortfall, headcount, coverage] = [
        count_in(part()?).ok()?,
        count_in(part()?).ok()?,
        count_in(part()?).ok()?,
    ];
    let due_on = match part()? {
        "" => UNKNOWN,
        day => day
            .parse::<NaiveDate>()
            .ok()?
            .num_days_from_ce()
            .unsigned_abs(),
    };
    let (stage, place, form) = (Stage::from_code(part()?), part()?, Form::from_code(part()?));
    let facets = [
        Facet::Verdict(verdict),
        Facet::Kelurahan(KELURAHAN.into_iter().find(|known| known.code == place)),
        Facet::Form(form),
        Facet::Size(Size::of(headcount)),
        Facet::Stage(stage),
        Facet::Email(!part()?.is_empty()),
        Facet::Contact(match contacts.get(&id) {
            None => Contact::Never,
            Some(true) => Contact::Recent,
            Some(false) => Contact::Earlier,
        }),
    ];
    let findings = findings.split(';').filter_map(Finding::from_code);
    let facets = facets.into_iter().chain(findings.map(Facet::Finding));
    const { assert!(Facet::SLOTS <= 128) };
    Some(Listed {
        id,
        mask: facets.fold(0, |mask, facet| mask | 1 << facet.slot()),
        values: [
            shortfall.unwrap_or(0),
            headcount.unwrap_or(UNKNOWN),
            coverage.unwrap_or(UNKNOWN),
            due_on,
        ],
        numbers: [part()?, part()?],
        code: count_in(part()?).ok()?,
        name: part()?,
    })
}

/// A count that may be missing.
fn count_in(part: &str) -> Result<Option<u32>, ParseIntError> {
    match part {
        "" => Ok(None),
        number => number.parse().map(Some),
    }
}
