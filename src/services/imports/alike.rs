//! New names that are near those of other employers: told to the officer, and left alone.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        alike::{Firm, Held, Nearness, Suggestion, suggestions},
        directory::Ids,
        employer::Field,
        ids::EmployerId,
        judgement::Pair,
        names::{Form, form_of, match_name},
    },
    services::ServiceError,
    store::{BatchFile, EmployerFacts, KnownEmployer, Tx},
};

/// Suggestions printed; the others are only counted.
const PRINTED: usize = 20;

/// The employers that an import adds or gives another name, in the order of its rows.
#[derive(Default)]
pub(super) struct Newcomers {
    firms: Vec<Firm>,
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
    pub(super) fn add_named(
        &mut self,
        written: &[(&KnownEmployer, EmployerFacts)],
        touched: &[(EmployerId, Option<(u32, u32)>)],
    ) {
        for ((employer, facts), (_, place)) in written.iter().zip(touched) {
            if let Some(place) = place {
                self.add(employer, facts, *place);
            }
        }
    }

    fn add(&mut self, employer: &KnownEmployer, facts: &EmployerFacts, (file, row): (u32, u32)) {
        let record = &employer.record;
        let text = |field| record.get(field).map(Into::into);
        let ids = Ids {
            nib: text(Field::Nib),
            npwp: text(Field::NpwpKey),
            code: record.get(Field::Code).and_then(|c| c.parse().ok()),
        };
        self.firms.push(Firm {
            match_name: facts.match_name.as_str().into(),
            form: facts.form.as_deref().and_then(Form::from_code),
            held: Held::of(&ids),
        });
        self.rows.push(Mention {
            id: employer.id,
            file,
            row,
        });
    }

    /// What the officer should compare.
    pub(super) async fn found(
        mut self,
        tx: &Tx,
        files: &[BatchFile],
    ) -> Result<Alikes, ServiceError> {
        let newcomers = self.rows.len();
        let mut ids: Vec<EmployerId> = self.rows.iter().map(|row| row.id).collect();
        if newcomers > 0 && tx.employer_count().await? > newcomers as u64 {
            let new: HashSet<EmployerId> = ids.iter().copied().collect();
            let known = tx.firms().await?;
            for (id, firm) in known.into_iter().filter(|(id, _)| !new.contains(id)) {
                ids.push(id);
                self.firms.push(firm);
            }
        }
        let both = |s: &Suggestion| [s.newcomer, s.other].map(|number| ids[number as usize]);
        let mut found = suggestions(&self.firms, newcomers);
        let judged = tx.standing_judgements().await?;
        found.retain(|one| {
            let [newcomer, other] = both(one);
            Pair::of(newcomer, other).is_none_or(|pair| !judged.decide(pair))
        });
        let shown = &found[..found.len().min(PRINTED)];
        let wanted: Vec<EmployerId> = shown.iter().flat_map(both).collect();
        let known = tx.employers(&wanted).await?;
        let known: HashMap<EmployerId, KnownEmployer> =
            known.into_iter().map(|e| (e.id, e)).collect();
        let text = |employer: &KnownEmployer, field| employer.record.get(field).map(str::to_owned);
        let line = |one: &Suggestion| {
            let row = &self.rows[one.newcomer as usize];
            let [newcomer, other] = both(one).map(|id| &known[&id]);
            AlikeLine {
                file: files
                    .get(row.file as usize)
                    .map_or_else(String::new, |f| f.name.clone()),
                row: row.row,
                name: text(newcomer, Field::Name).unwrap_or_default(),
                other: text(other, Field::Name).unwrap_or_default(),
                other_id: other.id,
                other_place: text(other, Field::Kelurahan),
                nearness: code(one.nearness).to_owned(),
            }
        };
        Ok(Alikes {
            total: found.len() as u64,
            first: shown.iter().map(line).collect(),
        })
    }
}

/// Names of an import that are near those of other employers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alikes {
    /// How many.
    pub total: u64,
    /// The first of them.
    pub first: Vec<AlikeLine>,
}

/// Two names that are near each other.
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
    /// How: `same`, `order`, `spelling`.
    pub nearness: String,
}

impl Alikes {
    /// The same, line by line, for a terminal; nothing where no name is near another.
    pub(super) fn lines(&self) -> Vec<String> {
        if self.total == 0 {
            return Vec::new();
        }
        let mut lines = vec![format!(
            "{} kemiripan nama; tidak ada yang digabung. Periksa: bila badan usahanya sama, \
             lengkapi NIB, NPWP atau Kode BU yang sama pada keduanya.",
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
            let nearness = wording(&one.nearness);
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

const fn code(nearness: Nearness) -> &'static str {
    match nearness {
        Nearness::Same => "same",
        Nearness::Order => "order",
        Nearness::Spelling => "spelling",
    }
}

fn wording(code: &str) -> &'static str {
    match code {
        "same" => "nama sama",
        "order" => "urutan kata berbeda",
        _ => "ejaan sedikit berbeda",
    }
}
