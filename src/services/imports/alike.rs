//! New names that are near those of other employers: told to the officer, and left alone.

use std::collections::{HashMap, HashSet};

use crate::{
    domain::{
        alike::{Firm, Held, Nearness, Suggestion, suggestions},
        directory::Ids,
        employer::Field,
        ids::EmployerId,
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
    pub(super) fn add(
        &mut self,
        employer: &KnownEmployer,
        facts: &EmployerFacts,
        (file, row): (u32, u32),
    ) {
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

    /// What the officer should compare, line by line; nothing where no name is near another.
    pub(super) async fn lines(
        mut self,
        tx: &Tx,
        files: &[BatchFile],
    ) -> Result<Vec<String>, ServiceError> {
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
        let found = suggestions(&self.firms, newcomers);
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let shown = &found[..found.len().min(PRINTED)];
        let both = |s: &Suggestion| [s.newcomer, s.other].map(|number| ids[number as usize]);
        let wanted: Vec<EmployerId> = shown.iter().flat_map(both).collect();
        let known = tx.employers(&wanted).await?;
        let known: HashMap<EmployerId, KnownEmployer> =
            known.into_iter().map(|e| (e.id, e)).collect();
        let mut lines = vec![format!(
            "{} kemiripan nama; tidak ada yang digabung. Periksa: bila badan usahanya sama, \
             lengkapi NIB, NPWP atau Kode BU yang sama pada keduanya.",
            found.len()
        )];
        for one in shown {
            let row = &self.rows[one.newcomer as usize];
            let [newcomer, other] = both(one).map(|id| &known[&id]);
            let file = files.get(row.file as usize).map_or("", |file| &file.name);
            lines.push(format!(
                "{file} baris {}: {} mirip {}; {}",
                row.row,
                name(newcomer),
                described(other),
                wording(one.nearness)
            ));
        }
        if found.len() > PRINTED {
            lines.push(format!("… dan {} lainnya.", found.len() - PRINTED));
        }
        Ok(lines)
    }
}

fn name(employer: &KnownEmployer) -> &str {
    employer.record.get(Field::Name).unwrap_or_default()
}

fn described(employer: &KnownEmployer) -> String {
    let place = employer.record.get(Field::Kelurahan);
    let place = place.map_or_else(String::new, |kelurahan| format!(", {kelurahan}"));
    format!("{} ({}{place})", name(employer), employer.id)
}

const fn wording(nearness: Nearness) -> &'static str {
    match nearness {
        Nearness::Same => "nama sama",
        Nearness::Order => "urutan kata berbeda",
        Nearness::Spelling => "ejaan sedikit berbeda",
    }
}
