//! What was written down about firms between two instants. Which of it is a change worth telling
//! is for the rulebook to say.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    sql::{self, get},
    thanks::{LEFT, TO_FIRM},
};
use crate::domain::{
    difference::{Count, Judged, NOTICE_DAYS, Notice},
    employer::Field,
    ids::EmployerId,
    ladder::Stage,
    verdict::{Basis, Verdict},
};

/// From one instant to before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first instant.
    pub from: DateTime<Utc>,
    /// The first one behind it.
    pub until: DateTime<Utc>,
}

impl Span {
    fn values(self) -> Vec<Value> {
        vec![self.from.into(), self.until.into()]
    }
}

/// The judgements of an employer in a span, and the one that stood before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanJudged {
    /// Whose.
    pub employer: EmployerId,
    /// The one that stood when the span began.
    pub before: Judged,
    /// Those of the span, the oldest first; at least one.
    pub within: Vec<Judged>,
}

/// A field that an import or a person changed in a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanField {
    /// Whose.
    pub employer: EmployerId,
    /// Which.
    pub field: Field,
    /// What it said when the span began.
    pub was: Option<String>,
    /// What it said when the span ended.
    pub is: Option<String>,
}

/// What a line says of an employer beside what changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Which.
    pub id: EmployerId,
    /// Its name.
    pub name: String,
    /// Its NIB.
    pub nib: Option<String>,
    /// Its kelurahan.
    pub kelurahan: Option<String>,
}

/// Mergers of a span and before its end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Regrouped {
    /// Employers that another one stood for when the span ended.
    pub merged: HashSet<EmployerId>,
    /// Employers that were merged or parted within the span.
    pub within: HashSet<EmployerId>,
}

const MOVES: [Field; 3] = [Field::Address, Field::Kelurahan, Field::Closed];

impl Tx {
    /// The employers that came into the registry in a span, by name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn created_in(&self, span: Span) -> Result<Vec<EmployerId>, StoreError> {
        let text = "SELECT id FROM employer WHERE created_at >= ? AND created_at < ? \
                    ORDER BY name, id";
        let rows = sql::rows(&self.tx, text, span.values()).await?;
        rows.iter().map(id_of).collect()
    }

    /// Who was merged with whom.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn regrouped_in(&self, span: Span) -> Result<Regrouped, StoreError> {
        let text = "SELECT kept_id, merged_id, made_at, undone_at FROM merger WHERE made_at < ? \
                    ORDER BY batch_no";
        let mut found = Regrouped::default();
        for row in sql::rows(&self.tx, text, vec![span.until.into()]).await? {
            let kept = EmployerId::from_uuid(get(&row, "kept_id")?);
            let merged = EmployerId::from_uuid(get(&row, "merged_id")?);
            let made: DateTime<Utc> = get(&row, "made_at")?;
            let undone: Option<DateTime<Utc>> = get(&row, "undone_at")?;
            let undone = undone.filter(|at| *at < span.until);
            if undone.is_none() {
                found.merged.insert(merged);
            }
            if made >= span.from || undone.is_some_and(|at| at >= span.from) {
                found.within.extend([kept, merged]);
            }
        }
        Ok(found)
    }

    /// The employers that were judged anew in a span and had been judged before.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn judged_in(&self, span: Span) -> Result<Vec<SpanJudged>, StoreError> {
        let text = "SELECT h.employer_id, h.recorded_at, h.verdict, h.basis, h.headcount, \
            h.registered FROM (SELECT employer_id, MIN(no) AS first FROM assessment_history \
              WHERE recorded_at >= ? AND recorded_at < ? GROUP BY employer_id \
              HAVING MIN(no) > 1) w \
            JOIN assessment_history h ON h.employer_id = w.employer_id AND h.no >= w.first - 1 \
            WHERE h.recorded_at < ? ORDER BY h.employer_id, h.no";
        let mut values = span.values();
        values.push(span.until.into());
        let mut found: Vec<SpanJudged> = Vec::new();
        for row in sql::rows(&self.tx, text, values).await? {
            let (employer, judged) = (
                EmployerId::from_uuid(get(&row, "employer_id")?),
                judged_of(&row)?,
            );
            match found.last_mut().filter(|last| last.employer == employer) {
                Some(last) => last.within.push(judged),
                None => found.push(SpanJudged {
                    employer,
                    before: judged,
                    within: Vec::new(),
                }),
            }
        }
        found.retain(|one| !one.within.is_empty());
        Ok(found)
    }

    /// Addresses and closings that were changed in a span, as they stood at its ends; without
    /// what mergers did.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn fields_changed_in(&self, span: Span) -> Result<Vec<SpanField>, StoreError> {
        let fields = MOVES.map(|field| format!("'{}'", field.code())).join(", ");
        let text = format!(
            "SELECT c.employer_id, c.field, c.was FROM employer_change c \
             JOIN batch b ON b.no = c.batch_no WHERE b.imported_at >= ? AND b.imported_at < ? \
             AND b.kind NOT IN ('merger', 'unmerge') AND c.field IN ({fields}) \
             ORDER BY c.employer_id, c.field, c.batch_no"
        );
        let mut found: Vec<SpanField> = Vec::new();
        for row in sql::rows(&self.tx, &text, span.values()).await? {
            let one = field_of(&row)?;
            let same = |last: &SpanField| (last.employer, last.field) == (one.employer, one.field);
            if !found.last().is_some_and(same) {
                found.push(one);
            }
        }
        for part in found.chunks_mut(sql::PART) {
            self.end_fields(part, span.until, &fields).await?;
        }
        Ok(found)
    }

    /// What these fields said when the span ended: what the first change behind it says was there
    /// before, or what stands now.
    async fn end_fields(
        &self,
        part: &mut [SpanField],
        until: DateTime<Utc>,
        fields: &str,
    ) -> Result<(), StoreError> {
        let marks = sql::marks(part.len());
        let ids = || part.iter().map(|one| sql::id(one.employer.uuid()));
        let text = format!(
            "SELECT id, address, kelurahan, closed FROM employer WHERE id IN ({marks}) ORDER BY id"
        );
        let mut values: HashMap<(EmployerId, Field), Option<String>> = HashMap::new();
        for row in sql::rows(&self.tx, &text, ids().collect()).await? {
            let id = id_of(&row)?;
            values.insert((id, Field::Address), get(&row, "address")?);
            values.insert((id, Field::Kelurahan), get(&row, "kelurahan")?);
            let closed: bool = get(&row, "closed")?;
            values.insert((id, Field::Closed), Some(closed.to_string()));
        }
        let text = format!(
            "SELECT c.employer_id, c.field, c.was FROM employer_change c \
             JOIN batch b ON b.no = c.batch_no WHERE b.imported_at >= ? AND c.field IN ({fields}) \
             AND c.employer_id IN ({marks}) ORDER BY c.employer_id, c.field, c.batch_no DESC"
        );
        let since = std::iter::once(until.into()).chain(ids()).collect();
        for row in sql::rows(&self.tx, &text, since).await? {
            let later = field_of(&row)?;
            values.insert((later.employer, later.field), later.was);
        }
        for one in part {
            one.is = values.get(&(one.employer, one.field)).cloned().flatten();
        }
        Ok(())
    }

    /// Those of these employers that were closed at an instant.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn closed_at(
        &self,
        until: DateTime<Utc>,
        employers: &[EmployerId],
    ) -> Result<HashSet<EmployerId>, StoreError> {
        let mut all: Vec<SpanField> = employers
            .iter()
            .map(|employer| SpanField {
                employer: *employer,
                field: Field::Closed,
                was: None,
                is: None,
            })
            .collect();
        for part in all.chunks_mut(sql::PART) {
            self.end_fields(part, until, "'closed'").await?;
        }
        let closed = all.iter().filter(|one| one.is.as_deref() == Some("true"));
        Ok(closed.map(|one| one.employer).collect())
    }

    /// The notices to these employers that left before an instant, as far as they are told beside
    /// a change.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn notices_before(
        &self,
        until: DateTime<Utc>,
        (span, employers): (Span, &[EmployerId]),
    ) -> Result<HashMap<EmployerId, Vec<Notice>>, StoreError> {
        let since = span.from - TimeDelta::days(NOTICE_DAYS);
        let mut found: HashMap<EmployerId, Vec<Notice>> = HashMap::new();
        for part in employers.chunks(sql::PART) {
            let marks = sql::marks(part.len());
            let text = format!(
                "SELECT c.employer_id, s.step, s.taken_at FROM case_step s \
                 JOIN cases c ON c.id = s.case_id WHERE s.taken_at >= ? AND s.taken_at < ? \
                 AND c.employer_id IN ({marks}) AND {TO_FIRM} AND {LEFT} \
                 ORDER BY s.taken_at, s.case_id"
            );
            let mut values: Vec<Value> = vec![since.into(), until.into()];
            values.extend(part.iter().map(|id| sql::id(id.uuid())));
            for row in sql::rows(&self.tx, &text, values).await? {
                let stage: String = get(&row, "step")?;
                let notice = Notice {
                    stage: Stage::from_code(&stage).ok_or(StoreError::Corrupt {
                        table: "case_step",
                        column: "step",
                    })?,
                    at: get(&row, "taken_at")?,
                };
                let id = EmployerId::from_uuid(get(&row, "employer_id")?);
                found.entry(id).or_default().push(notice);
            }
        }
        Ok(found)
    }

    /// Names of employers, in no order.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn named(&self, employers: &[EmployerId]) -> Result<Vec<Named>, StoreError> {
        let mut found = Vec::with_capacity(employers.len());
        for part in employers.chunks(sql::PART) {
            let text = format!(
                "SELECT id, name, nib, kelurahan FROM employer WHERE id IN ({}) ORDER BY id",
                sql::marks(part.len())
            );
            let values = part.iter().map(|id| sql::id(id.uuid())).collect();
            for row in sql::rows(&self.tx, &text, values).await? {
                found.push(Named {
                    id: id_of(&row)?,
                    name: get(&row, "name")?,
                    nib: get(&row, "nib")?,
                    kelurahan: get(&row, "kelurahan")?,
                });
            }
        }
        Ok(found)
    }
}

pub(super) fn id_of(row: &QueryResult) -> Result<EmployerId, StoreError> {
    Ok(EmployerId::from_uuid(get::<Uuid>(row, "id")?))
}

fn judged_of(row: &QueryResult) -> Result<Judged, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "assessment_history",
        column,
    };
    let (verdict, basis): (String, String) = (get(row, "verdict")?, get(row, "basis")?);
    let verdict = Verdict::from_code(&verdict).ok_or(corrupt("verdict"))?;
    let basis = Basis::from_code(&basis).ok_or(corrupt("basis"))?;
    let workers = sql::count_or_none(row, "headcount")?;
    Ok(Judged {
        at: get(row, "recorded_at")?,
        verdict,
        headcount: workers.map(|workers| Count { basis, workers }),
        registered: sql::count(row, "registered")?,
    })
}

fn field_of(row: &QueryResult) -> Result<SpanField, StoreError> {
    let code: String = get(row, "field")?;
    Ok(SpanField {
        employer: EmployerId::from_uuid(get(row, "employer_id")?),
        field: Field::from_code(&code).ok_or(StoreError::Corrupt {
            table: "employer_change",
            column: "field",
        })?,
        was: get(row, "was")?,
        is: None,
    })
}
