//! Newcomers that may be an employer that is known: told to the officer, and left alone.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        employer::Field,
        ids::EmployerId,
        judgement::Pair,
        likeness::Because,
        matching::Agreement,
        names::{form_of, match_name},
    },
    services::{ServiceError, matching::Suggested},
    store::{BatchFile, KnownEmployer, Tx},
};

/// Suggestions printed; the others are only counted.
const PRINTED: usize = 20;

/// The employers that an import adds or gives another name, in the order of its rows.
#[derive(Default)]
pub(super) struct Newcomers {
    rows: Vec<Mention>,
    /// Every employer of which the import says something new.
    pub(super) changed: Vec<EmployerId>,
}

/// Where a newcomer is named.
struct Mention {
    id: EmployerId,
    file: u32,
    row: u32,
}

/// A newcomer and whom it may be.
struct Alike<'a> {
    /// The newcomer's place among the rows.
    place: usize,
    other: EmployerId,
    found: &'a Suggested,
}

/// Whether these changes of an employer are more than another spelling of the same name.
pub(super) fn is_renamed(
    employer: &KnownEmployer,
    changes: &[(EmployerId, Field, Option<String>)],
) -> bool {
    let called = |name: Option<&str>| {
        let name = name.unwrap_or_default();
        (match_name(name), form_of(name, None))
    };
    let was = changes.iter().find(|(_, field, _)| *field == Field::Name);
    was.is_some_and(|(_, _, was)| {
        called(was.as_deref()) != called(employer.record.get(Field::Name))
    })
}

impl Newcomers {
    /// Adds those of these employers that are new or bear a new name, with where it stands.
    pub(super) fn add_named(&mut self, touched: &[(EmployerId, Option<(u32, u32)>)]) {
        for (id, place) in touched {
            if let Some((file, row)) = *place {
                self.rows.push(Mention { id: *id, file, row });
            }
        }
    }

    /// What the officer should compare, of the pairs that were found after the import.
    pub(super) async fn told(
        &self,
        tx: &Tx,
        files: &[BatchFile],
        found: &BTreeMap<Pair, Suggested>,
    ) -> Result<Alikes, ServiceError> {
        let alike = self.among(found);
        let mut told = Vec::with_capacity(alike.len());
        if !alike.is_empty() {
            let judged = tx.standing_judgements().await?;
            let is_open = |one: &Alike| {
                let pair = Pair::of(self.rows[one.place].id, one.other);
                pair.is_some_and(|pair| !judged.decide(pair))
            };
            told.extend(alike.into_iter().filter(is_open));
        }
        let shown = &told[..told.len().min(PRINTED)];
        let both = |one: &Alike| [self.rows[one.place].id, one.other];
        let wanted: Vec<EmployerId> = shown.iter().flat_map(both).collect();
        let known = tx.employers(&wanted).await?;
        let known: HashMap<EmployerId, KnownEmployer> =
            known.into_iter().map(|e| (e.id, e)).collect();
        let text = |employer: &KnownEmployer, field| employer.record.get(field).map(str::to_owned);
        let line = |one: &Alike| {
            let row = &self.rows[one.place];
            let [newcomer, other] = both(one).map(|id| &known[&id]);
            let (nearness, note) = nearness(&one.found.reasons);
            AlikeLine {
                file: files
                    .get(row.file as usize)
                    .map_or_else(String::new, |f| f.name.clone()),
                row: row.row,
                name: text(newcomer, Field::Name).unwrap_or_default(),
                other: text(other, Field::Name).unwrap_or_default(),
                other_id: other.id,
                other_place: text(other, Field::Kelurahan),
                nearness: nearness.to_owned(),
                note,
            }
        };
        Ok(Alikes {
            total: told.len() as u64,
            first: shown.iter().map(line).collect(),
        })
    }

    /// The pairs that a newcomer is in, in the order of the rows, the likeliest first. Of two
    /// newcomers the later row is told of.
    fn among<'a>(&self, found: &'a BTreeMap<Pair, Suggested>) -> Vec<Alike<'a>> {
        let rows = self.rows.iter().enumerate();
        let places: HashMap<EmployerId, usize> = rows.map(|(place, row)| (row.id, place)).collect();
        let newcomer = |pair: &Pair| {
            let [one, other] = pair.ids();
            let of = |(id, with): (&EmployerId, EmployerId)| Some((*places.get(id)?, with));
            of((&one, other)).max(of((&other, one)))
        };
        let mut alike: Vec<Alike> = found
            .iter()
            .filter(|(_, found)| !are_told_apart(&found.reasons))
            .filter_map(|(pair, found)| {
                let (place, other) = newcomer(pair)?;
                Some(Alike {
                    place,
                    other,
                    found,
                })
            })
            .collect();
        alike.sort_by_key(|one| (one.place, Reverse(one.found.probability), one.other));
        alike
    }
}

/// Whether both records have a number of one kind, which joined them or told them apart already,
/// and none was written wrongly.
fn are_told_apart(reasons: &[Because]) -> bool {
    let numbers = [Field::Nib, Field::Npwp, Field::Code];
    let is_number = |one: &Because| numbers.iter().any(|field| field.code() == one.field);
    reasons.iter().any(is_number) && !reasons.iter().any(is_slip)
}

/// Whether one has the other's tax number, written wrongly.
fn is_slip(reason: &Because) -> bool {
    reason.field == Field::Npwp.code() && reason.how == Agreement::Near.code()
}

/// How the names compare, and what is remarkable about it.
fn nearness(reasons: &[Because]) -> (&'static str, String) {
    let name = reasons.iter().find(|one| one.field == Field::Name.code());
    let Some(name) = name else {
        return ("else", String::new());
    };
    let code = match name.how.as_str() {
        "same" => "same",
        "near" => "near",
        _ => "else",
    };
    let slip = reasons.iter().find(|one| is_slip(one));
    let slip = slip.map(|one| format!("NPWP: {}", one.note));
    let note = Some(name.note.clone()).filter(|note| !note.is_empty());
    let notes: Vec<String> = note.into_iter().chain(slip).collect();
    (code, notes.join("; "))
}

/// Employers of an import that may be others that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alikes {
    /// How many.
    pub total: u64,
    /// The first of them.
    pub first: Vec<AlikeLine>,
}

/// Two employers that may be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlikeLine {
    /// The file that names the newcomer.
    pub file: String,
    /// The row.
    pub row: u32,
    /// The newcomer's name.
    pub name: String,
    /// The other employer's name.
    pub other: String,
    /// The other employer, which may be a newcomer too.
    pub other_id: EmployerId,
    /// The other's kelurahan.
    pub other_place: Option<String>,
    /// How the names compare: `same`, `near`, `else`.
    pub nearness: String,
    /// What is remarkable about it, in Indonesian; may be empty.
    #[serde(default)]
    pub note: String,
}

impl Alikes {
    /// The same, line by line, for a terminal; nothing where no name is near another.
    pub(super) fn lines(&self) -> Vec<String> {
        if self.total == 0 {
            return Vec::new();
        }
        let mut lines = vec![format!(
            "{} kemiripan nama; tidak ada yang digabung. Periksa: bila badan usahanya sama, \
             lengkapi NIB, NPWP atau Kode BU yang sama pada keduanya, atau nilai di \
             halaman Kecocokan.",
            self.total
        )];
        for one in &self.first {
            let place = one.other_place.as_deref();
            let place = place.map_or_else(String::new, |kelurahan| format!(", {kelurahan}"));
            let AlikeLine {
                file,
                row,
                name,
                other,
                other_id,
                ..
            } = one;
            let mut nearness = wording(&one.nearness).to_owned();
            if !one.note.is_empty() {
                nearness = format!("{nearness} ({})", one.note);
            }
            lines.push(format!(
                "{file} baris {row}: {name} mirip {other} ({other_id}{place}); {nearness}"
            ));
        }
        let left = self.total - self.first.len() as u64;
        if left > 0 {
            lines.push(format!("… dan {left} lainnya."));
        }
        lines
    }
}

fn wording(code: &str) -> &'static str {
    match code {
        "same" => "nama sama",
        "else" => "data lain sama",
        _ => "nama mirip",
    }
}
