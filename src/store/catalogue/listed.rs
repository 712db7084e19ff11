//! Reading what a catalogue is made from.
//!
//! A million rows of fifteen columns are fifteen million values, each of which a driver hands over
//! by itself. So the database writes a line for each employer and puts many of them into one text.

use std::{collections::HashMap, fmt::Write as _, num::ParseIntError};

use chrono::{Datelike, NaiveDate};
use sea_orm::{DatabaseTransaction, Value};
use uuid::Uuid;

use super::{
    super::{
        StoreError, Tx,
        list::VERDICT_CASE,
        mail_states::LEFT,
        remarks::{ids, marks},
        sql,
    },
    ListDay, UNKNOWN, VALUES,
};
use crate::domain::{
    audience::Profile,
    facet::{Contact, Facet, Hold, Size},
    finding::Finding,
    ids::EmployerId,
    ladder::Stage,
    names::Form,
    regions::KELURAHAN,
    remark::RemarkKind,
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
    fn profile(&self) -> Profile {
        let shown = self.numbers.into_iter().filter(|n| !n.is_empty());
        let code = self.code.map(|code| format!("{code:08}"));
        Profile {
            name: self.name.to_owned(),
            numbers: shown.map(str::to_owned).chain(code).collect(),
            mask: self.mask,
        }
    }

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

/// What is read before the employers themselves: few of them have any of it.
pub(super) struct Before {
    /// Whether the last mail that left to an employer is recent.
    contacts: HashMap<Uuid, bool>,
    /// What holds steps back.
    holds: HashMap<Uuid, Vec<Hold>>,
}

/// Lines of employers, as the database wrote them.
pub(super) struct Lines(String);

impl Lines {
    /// The employers, in the order of their ids.
    pub(super) fn listed(&self, before: &Before) -> Result<Vec<Listed<'_>>, StoreError> {
        let lines = self.0.split_terminator(END);
        let listed = lines.map(|line| listed_of(line, before).ok_or(CORRUPT));
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
    /// These employers as an audience sees them; those that aren't judged yet are left out.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn profiles(
        &self,
        employers: &[EmployerId],
        day: ListDay,
    ) -> Result<HashMap<EmployerId, Profile>, StoreError> {
        let mut profiles = HashMap::new();
        for part in employers.chunks(sql::PART) {
            let before = self.before(Some(part), day).await?;
            let lines = self.listed_lines(part).await?;
            for one in lines.listed(&before)? {
                profiles.insert(EmployerId::from_uuid(one.id), one.profile());
            }
        }
        Ok(profiles)
    }

    /// What is read beforehand, of everybody or of these.
    pub(super) async fn before(
        &self,
        employers: Option<&[EmployerId]>,
        day: ListDay,
    ) -> Result<Before, StoreError> {
        Ok(Before {
            contacts: self.contacts(employers, day).await?,
            holds: self.standing_holds(employers, day).await?,
        })
    }

    async fn standing_holds(
        &self,
        employers: Option<&[EmployerId]>,
        day: ListDay,
    ) -> Result<HashMap<Uuid, Vec<Hold>>, StoreError> {
        let condition = only(employers);
        let text = format!(
            "SELECT employer_id, kind, from_on, until_on FROM remark \
             WHERE ended_at IS NULL AND kind IN ('dispute', 'exemption') {condition} \
             ORDER BY employer_id, kind"
        );
        let mut holds: HashMap<Uuid, Vec<Hold>> = HashMap::new();
        for row in sql::rows(&self.tx, &text, ids(employers.unwrap_or_default())).await? {
            let kind = RemarkKind::from_code(&sql::get::<String>(&row, "kind")?);
            let days = (sql::get(&row, "from_on")?, sql::get(&row, "until_on")?);
            if let Some(hold) = kind.and_then(|kind| Hold::of(kind, days, day.today)) {
                let of_employer = holds.entry(sql::get(&row, "employer_id")?);
                of_employer.or_default().push(hold);
            }
        }
        Ok(holds)
    }

    /// Whether the last mail that left is recent.
    async fn contacts(
        &self,
        employers: Option<&[EmployerId]>,
        day: ListDay,
    ) -> Result<HashMap<Uuid, bool>, StoreError> {
        let id = sql::id_text(&self.tx, "employer_id");
        let condition = only(employers);
        let text = format!(
            "SELECT string_agg(line, '{END}') || '{END}' AS lines FROM (SELECT {id} || \
             CASE WHEN MAX(sent_at) >= ? THEN '+' ELSE '-' END AS line FROM outbox \
             WHERE state IN {LEFT} AND sent_at IS NOT NULL {condition} GROUP BY employer_id) o"
        );
        let mut values: Vec<Value> = vec![day.recent_from.into()];
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

/// `AND employer_id IN (…)`, or nothing for all.
fn only(employers: Option<&[EmployerId]>) -> String {
    employers.map_or_else(String::new, |these| {
        format!("AND employer_id IN ({})", marks(these))
    })
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
        "CASE WHEN COALESCE(e.mail_to, e.email) <> '' THEN '@' ELSE '' END".to_owned(),
        "CASE WHEN a.self_funded > 0 THEN '+' ELSE '' END".to_owned(),
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
fn listed_of<'a>(line: &'a str, before: &Before) -> Option<Listed<'a>> {
    let mut parts = line.splitn(16, BETWEEN);
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
        Facet::Contact(match before.contacts.get(&id) {
            None => Contact::Never,
            Some(true) => Contact::Recent,
            Some(false) => Contact::Earlier,
        }),
    ];
    let findings = findings.split(';').filter_map(Finding::from_code);
    let is_self_funded = !part()?.is_empty();
    let held = match before.holds.get(&id) {
        None => bit(Facet::Hold(None)),
        Some(holds) => holds
            .iter()
            .fold(0, |mask, hold| mask | bit(Facet::Hold(Some(*hold)))),
    };
    let facets = facets
        .into_iter()
        .chain(findings.map(Facet::Finding))
        .chain(is_self_funded.then_some(Facet::SelfFunded));
    Some(Listed {
        id,
        mask: facets.fold(held, |mask, facet| mask | bit(facet)),
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

/// The bit of a property.
fn bit(facet: Facet) -> u128 {
    const { assert!(Facet::SLOTS <= 128) };
    1 << facet.slot()
}

/// A count that may be missing.
fn count_in(part: &str) -> Result<Option<u32>, ParseIntError> {
    match part {
        "" => Ok(None),
        number => number.parse().map(Some),
    }
}
