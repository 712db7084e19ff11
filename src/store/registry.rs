//! The registry of employers.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    bulk::Inserter,
    origins::Origins,
    sql::{self, get},
};
use crate::domain::{
    directory::{Further, Ids},
    employer::{Field, Record},
    ids::EmployerId,
};

/// An employer's identifiers, for matching.
#[derive(Debug, Clone)]
pub struct EmployerKeys {
    /// Which employer.
    pub id: EmployerId,
    /// What it can be found by.
    pub ids: Ids,
    /// Further numbers, of employers merged into it.
    pub further: Further,
}

/// Everything the registry holds of an employer.
#[derive(Debug, Clone)]
pub struct KnownEmployer {
    /// Which employer.
    pub id: EmployerId,
    /// Its fields.
    pub record: Record,
    /// Where each field comes from.
    pub origins: Origins,
    /// Codes of the sources that name it.
    pub sources: Vec<String>,
    /// The employer that it was merged into.
    pub merged_into: Option<EmployerId>,
    /// Further numbers, of employers merged into it.
    pub further: Further,
}

/// What is derived from a record and kept beside it, for searching and showing.
#[derive(Debug, Clone, Default)]
pub struct EmployerFacts {
    /// The name without form words and punctuation.
    pub match_name: String,
    /// The legal form's word.
    pub form: Option<String>,
    /// The kecamatan that follows from the kelurahan.
    pub kecamatan: Option<String>,
    /// What kelurahan are compared by, however they are spelt.
    pub place: Option<String>,
}

const COLUMNS: [&str; 29] = [
    "id",
    "nib",
    "npwp",
    "npwp_key",
    "code",
    "head_code",
    "name",
    "match_name",
    "form",
    "kbli",
    "address",
    "kelurahan",
    "kecamatan",
    "place",
    "wlkp",
    "wlkp_on",
    "bpjs_tk",
    "bpjs_tk_on",
    "planned",
    "contact_name",
    "email",
    "phone",
    "closed",
    "head_office_confirmed",
    "sources",
    "origins",
    "created_at",
    "changed",
    "told_no",
];

/// Replaces everything but what an import never touches.
const REPLACE: &str = "ON CONFLICT (id) DO UPDATE SET nib = excluded.nib, npwp = excluded.npwp, \
    npwp_key = excluded.npwp_key, code = excluded.code, head_code = excluded.head_code, \
    name = excluded.name, match_name = excluded.match_name, form = excluded.form, \
    kbli = excluded.kbli, address = excluded.address, kelurahan = excluded.kelurahan, \
    kecamatan = excluded.kecamatan, place = excluded.place, wlkp = excluded.wlkp, wlkp_on = excluded.wlkp_on, \
    bpjs_tk = excluded.bpjs_tk, bpjs_tk_on = excluded.bpjs_tk_on, planned = excluded.planned, \
    contact_name = excluded.contact_name, email = excluded.email, phone = excluded.phone, \
    closed = excluded.closed, sources = excluded.sources, origins = excluded.origins, \
    changed = TRUE, told_no = excluded.told_no";

fn text(record: &Record, field: Field) -> Value {
    Value::String(record.get(field).map(str::to_owned))
}

fn number(record: &Record, field: Field) -> Value {
    Value::Int(record.get(field).and_then(|n| n.parse::<i32>().ok()))
}

fn date(record: &Record, field: Field) -> Value {
    Value::ChronoDate(record.get(field).and_then(|d| d.parse::<NaiveDate>().ok()))
}

fn record_of(row: &QueryResult) -> Result<Record, StoreError> {
    let mut record = Record::default();
    for field in Field::ALL {
        let value = match field {
            Field::Code | Field::HeadCode | Field::Wlkp | Field::BpjsTk | Field::Planned => {
                get::<Option<i32>>(row, field.code())?.map(|n| n.to_string())
            }
            Field::WlkpOn | Field::BpjsTkOn => {
                get::<Option<NaiveDate>>(row, field.code())?.map(|d| d.to_string())
            }
            Field::Closed => Some(get::<bool>(row, field.code())?.to_string()),
            _ => get::<Option<String>>(row, field.code())?,
        };
        record.set(field, value);
    }
    Ok(record)
}

impl Tx {
    /// The identifiers of every employer that stands for itself, in the order of their ids.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn employer_keys(&self) -> Result<Vec<EmployerKeys>, StoreError> {
        // Page by page: a row as the database hands it over is many times larger than the keys.
        let text = "SELECT id, nib, npwp_key, code FROM employer \
                    WHERE id > ? AND merged_into IS NULL ORDER BY id LIMIT 2000";
        let mut further = self.further(None).await?;
        let (mut keys, mut after) = (Vec::new(), Uuid::nil());
        loop {
            let rows = sql::rows(&self.tx, text, vec![after.into()]).await?;
            let Some(last) = rows.last() else {
                return Ok(keys);
            };
            after = get(last, "id")?;
            for row in &rows {
                let mut one = keys_of(row)?;
                one.further = further.remove(&one.id).unwrap_or_default();
                keys.push(one);
            }
        }
    }

    /// Everything known of these employers.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn employers(&self, ids: &[EmployerId]) -> Result<Vec<KnownEmployer>, StoreError> {
        let mut known = Vec::with_capacity(ids.len());
        for part in ids.chunks(sql::PART) {
            let marks = sql::marks(part.len());
            let text = format!("SELECT * FROM employer WHERE id IN ({marks}) ORDER BY id");
            let values = part.iter().map(|id| sql::id(id.uuid())).collect();
            for row in sql::rows(&self.tx, &text, values).await? {
                known.push(known_of(&row)?);
            }
            let mut further = self.further(Some(part)).await?;
            for one in &mut known {
                one.further = further.remove(&one.id).unwrap_or_default();
            }
        }
        Ok(known)
    }

    /// Employers without any identifier, by name: the only ones that a name can find. Merged
    /// ones too, which stand for the employer they were merged into.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn nameless_employers(&self) -> Result<Vec<KnownEmployer>, StoreError> {
        let text = "SELECT * FROM employer WHERE nib IS NULL AND npwp_key IS NULL \
                    AND code IS NULL ORDER BY name, id";
        let rows = sql::rows(&self.tx, text, vec![]).await?;
        rows.iter().map(known_of).collect()
    }

    /// Adds employers or replaces what is known of them, and marks them for the next check.
    ///
    /// # Errors
    /// When the database refuses.
    ///
    /// # Panics
    /// Never: origins are plain data.
    pub async fn put_employers(
        &self,
        employers: &[(&KnownEmployer, EmployerFacts)],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        if employers.is_empty() {
            return Ok(());
        }
        let told_no = self.told_no().await?;
        let mut inserter = Inserter::new(&self.tx, "employer", &COLUMNS, REPLACE);
        for (employer, facts) in employers {
            let r = &employer.record;
            let origins = serde_json::to_string(&employer.origins).expect("origins are plain data");
            inserter
                .push::<29>([
                    employer.id.uuid().into(),
                    text(r, Field::Nib),
                    text(r, Field::Npwp),
                    text(r, Field::NpwpKey),
                    number(r, Field::Code),
                    number(r, Field::HeadCode),
                    text(r, Field::Name),
                    facts.match_name.clone().into(),
                    facts.form.clone().into(),
                    text(r, Field::Kbli),
                    text(r, Field::Address),
                    text(r, Field::Kelurahan),
                    facts.kecamatan.clone().into(),
                    facts.place.clone().into(),
                    number(r, Field::Wlkp),
                    date(r, Field::WlkpOn),
                    number(r, Field::BpjsTk),
                    date(r, Field::BpjsTkOn),
                    number(r, Field::Planned),
                    text(r, Field::ContactName),
                    text(r, Field::Email),
                    text(r, Field::Phone),
                    (r.get(Field::Closed) == Some("true")).into(),
                    false.into(),
                    employer.sources.join(",").into(),
                    origins.into(),
                    now.into(),
                    true.into(),
                    told_no.into(),
                ])
                .await?;
        }
        inserter.finish().await?;
        let ids: Vec<EmployerId> = employers.iter().map(|(employer, _)| employer.id).collect();
        self.settle_addresses(&ids).await
    }

    /// Keeps what fields said before an import changed them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_employer_changes(
        &self,
        batch_no: i32,
        changes: &[(EmployerId, Field, Option<String>)],
    ) -> Result<(), StoreError> {
        let columns = ["employer_id", "batch_no", "field", "was"];
        let mut inserter = Inserter::new(
            &self.tx,
            "employer_change",
            &columns,
            "ON CONFLICT DO NOTHING",
        );
        for (id, field, was) in changes {
            inserter
                .push([
                    id.uuid().into(),
                    batch_no.into(),
                    field.code().into(),
                    was.clone().into(),
                ])
                .await?;
        }
        inserter.finish().await
    }

    /// Marks every employer with one of these names for the next check: a new record of BPJS may
    /// be the same firm.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn mark_namesakes(&self, match_names: &[String]) -> Result<(), StoreError> {
        for part in match_names.chunks(sql::PART) {
            let marks = sql::marks(part.len());
            // Most were just written, and are marked.
            let text = format!(
                "UPDATE employer SET changed = TRUE WHERE match_name IN ({marks}) AND NOT changed"
            );
            let values = part.iter().map(|name| name.clone().into()).collect();
            sql::run(&self.tx, &text, values).await?;
        }
        Ok(())
    }

    /// The employers whose id, NIB, tax number or BPJS code this is, at most 20; for a merged one
    /// the employer that stands for it.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn find_employers(
        &self,
        id: Option<EmployerId>,
        typed: &Ids,
    ) -> Result<Vec<KnownEmployer>, StoreError> {
        let text = "SELECT * FROM employer WHERE id IN (SELECT COALESCE(merged_into, id) \
                    FROM employer WHERE id = ? OR nib = ? OR npwp_key = ? OR code = ?) \
                    ORDER BY name, id LIMIT 20";
        let owned = |t: &Option<Box<str>>| Value::String(t.as_deref().map(str::to_owned));
        let values = vec![
            Value::Uuid(id.map(EmployerId::uuid)),
            owned(&typed.nib),
            owned(&typed.npwp),
            Value::Int(typed.code.map(sql::int)),
        ];
        let rows = sql::rows(&self.tx, text, values).await?;
        rows.iter().map(known_of).collect()
    }

    /// How many employers there are; a merged one is none of its own.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn employer_count(&self) -> Result<u64, StoreError> {
        let text = "SELECT (SELECT COUNT(*) FROM employer) - \
                    (SELECT COUNT(*) FROM employer WHERE merged_into IS NOT NULL)";
        let n = sql::number(&self.tx, text, vec![]).await?;
        Ok(n.unsigned_abs())
    }
}

fn keys_of(row: &QueryResult) -> Result<EmployerKeys, StoreError> {
    let boxed = |text: Option<String>| text.map(String::into_boxed_str);
    Ok(EmployerKeys {
        id: EmployerId::from_uuid(get(row, "id")?),
        ids: Ids {
            nib: boxed(get(row, "nib")?),
            npwp: boxed(get(row, "npwp_key")?),
            code: sql::count_or_none(row, "code")?,
        },
        further: Further::default(),
    })
}

pub(super) fn known_of(row: &QueryResult) -> Result<KnownEmployer, StoreError> {
    let corrupt = StoreError::Corrupt {
        table: "employer",
        column: "origins",
    };
    let origins: String = get(row, "origins")?;
    let sources: String = get(row, "sources")?;
    Ok(KnownEmployer {
        id: EmployerId::from_uuid(get::<Uuid>(row, "id")?),
        record: record_of(row)?,
        origins: serde_json::from_str(&origins).map_err(|_| corrupt)?,
        sources: sources
            .split(',')
            .filter(|s| !s.is_empty())
            .map(str::to_owned)
            .collect(),
        merged_into: get::<Option<Uuid>>(row, "merged_into")?.map(EmployerId::from_uuid),
        further: Further::default(),
    })
}
