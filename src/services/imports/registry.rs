//! Whom the rows of a list mean among the employers that are known already.

use std::collections::{BTreeMap, HashMap};

use super::{
    clashes::{Became, Clashing, Other},
    employers::Named,
    records::Kept,
};
use crate::{
    domain::{
        directory::{Directory, Found, Ids},
        employer::{Field, Record as Fields},
        ids::EmployerId,
        joined::Joined,
    },
    services::ServiceError,
    store::{KnownEmployer, StoreError, Tx},
};

/// What the files say of one employer.
pub(super) struct Meant {
    pub(super) fields: Fields,
    /// File and row.
    pub(super) place: (u32, u32),
    /// The employer of the registry that is meant.
    pub(super) known: Option<EmployerId>,
    /// By what it was found.
    how: Option<Joined>,
    /// Another employer of the registry that has the same tax number or code.
    bearer: Option<(EmployerId, Joined)>,
}

impl Meant {
    /// Notes the employers whose number it uses though they are called quite differently.
    pub(super) fn clash(
        &self,
        known: &BTreeMap<EmployerId, KnownEmployer>,
        clashing: &mut Clashing,
    ) {
        let meant = self.known.map(|id| (id, self.how, Became::Joined));
        let bearer = self.bearer.map(|(id, by)| (id, Some(by), Became::Apart));
        for (id, by, became) in meant.into_iter().chain(bearer) {
            if let Some(other) = known.get(&id) {
                let other = (Other::Known(id), &other.record);
                clashing.meet((self.place, &self.fields), other, (by, became));
            }
        }
    }
}

/// The employers that the registry holds already.
pub(super) struct Registry {
    directory: Directory,
    ids: Vec<EmployerId>,
    numbers: HashMap<EmployerId, usize>,
    by_words: HashMap<String, (EmployerId, Joined)>,
}

impl Registry {
    pub(super) async fn open(tx: &Tx) -> Result<Self, ServiceError> {
        let mut registry = Self {
            directory: Directory::default(),
            ids: Vec::new(),
            numbers: HashMap::new(),
            by_words: HashMap::new(),
        };
        for keys in tx.employer_keys().await? {
            if !keys.ids.is_empty() || !keys.further.is_empty() {
                let number = registry.directory.add(keys.ids);
                registry.directory.also(number, &keys.further);
                registry.ids.push(keys.id);
                registry.numbers.insert(keys.id, number);
            }
        }
        for employer in tx.nameless_employers().await? {
            // A merged one that had an identifier was never found by its words.
            let identified = [Field::Nib, Field::NpwpKey, Field::Code]
                .iter()
                .any(|field| employer.origins.of(*field).is_some());
            if employer.merged_into.is_none() || !identified {
                let found = match employer.merged_into {
                    Some(kept) => (kept, Joined::Person),
                    None => (employer.id, Joined::Name),
                };
                registry.by_words.insert(words_of(&employer.record), found);
            }
        }
        Ok(registry)
    }

    /// Finds whom the files mean, and what each row said of whom. Entries that turn out to mean
    /// one employer become one.
    pub(super) fn resolve(&self, named: Named) -> Result<(Vec<Meant>, Kept), StoreError> {
        let mut rows: Vec<Meant> = Vec::with_capacity(named.fields.len());
        let mut numbers: HashMap<EmployerId, usize> = HashMap::new();
        let mut entries = Vec::with_capacity(named.fields.len());
        for (fields, place) in named.fields.into_iter().zip(named.places) {
            let found = self.find(&fields);
            let (known, how) = (found.map(|(id, _)| id), found.map(|(_, how)| how));
            if let Some(number) = known.and_then(|id| numbers.get(&id)) {
                rows[*number].fields.fold(&fields);
                entries.push((*number, how));
                continue;
            }
            numbers.extend(known.map(|id| (id, rows.len())));
            entries.push((rows.len(), how));
            rows.push(Meant {
                bearer: self.bearer(&fields, known),
                fields,
                place,
                known,
                how,
            });
        }
        Ok((rows, named.notes.sorted(&entries)?))
    }

    /// Another employer that has the same tax number or code.
    fn bearer(&self, fields: &Fields, but: Option<EmployerId>) -> Option<(EmployerId, Joined)> {
        let but = but.and_then(|id| self.numbers.get(&id)).copied();
        let (number, by) = self.directory.bearer(&ids_in(fields), but)?;
        Some((self.ids[number], by))
    }

    /// The employer that these fields mean, and by what.
    fn find(&self, fields: &Fields) -> Option<(EmployerId, Joined)> {
        let ids = ids_in(fields);
        if ids.is_empty() {
            return self.by_words.get(&words_of(fields)).copied();
        }
        match self.directory.find(&ids) {
            Found::One(number) => {
                let how = ids.shared(self.directory.ids(number));
                // A further code is one of an employer that a person made one with this.
                Some((self.ids[number], how.unwrap_or(Joined::Person)))
            }
            Found::Nobody | Found::Several(_) => None,
        }
    }
}

/// The identifiers among these fields.
fn ids_in(fields: &Fields) -> Ids {
    let text = |field| fields.get(field).map(Into::into);
    Ids {
        nib: text(Field::Nib),
        npwp: text(Field::NpwpKey),
        code: fields.get(Field::Code).and_then(|c| c.parse().ok()),
    }
}

/// The employers that these rows mean or share a number with.
pub(super) async fn known_of(
    tx: &Tx,
    rows: &[Meant],
) -> Result<BTreeMap<EmployerId, KnownEmployer>, ServiceError> {
    let bearer = |row: &Meant| row.bearer.map(|(id, _)| id);
    let wanted = rows.iter().flat_map(|row| [row.known, bearer(row)]);
    let known = tx.employers(&wanted.flatten().collect::<Vec<_>>()).await?;
    Ok(known.into_iter().map(|e| (e.id, e)).collect())
}

/// Everything that tells rows without identifiers apart.
pub(super) fn words_of(fields: &Fields) -> String {
    [Field::Name, Field::Address, Field::Kelurahan]
        .map(|field| fields.get(field).unwrap_or_default().to_lowercase())
        .join("\n")
}
