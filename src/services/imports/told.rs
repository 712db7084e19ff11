//! What a row tells about an employer, put beside what is known.

use crate::{
    domain::{
        directory::Further,
        employer::{Field, Record as Fields},
        ids::EmployerId,
        names::{form_of, match_name},
        regions,
    },
    store::{Batch, EmployerFacts, KnownEmployer, Origin, Origins, Source},
};

/// What rows told beyond what was known.
#[derive(PartialEq, Eq)]
pub(super) enum Told {
    /// Nothing.
    Nothing,
    /// The same as before, as of a later day.
    Again,
    /// Something else than before.
    Change,
}

/// An employer of whom nothing is known yet.
pub(super) fn blank(id: EmployerId) -> KnownEmployer {
    KnownEmployer {
        id,
        record: Fields::default(),
        origins: Origins::default(),
        sources: Vec::new(),
        merged_into: None,
        further: Further::default(),
    }
}

/// Takes over what the files say, field by field, unless something newer is known.
pub(super) fn merge(
    employer: &mut KnownEmployer,
    said: &Fields,
    (batch, (file, row)): (&Batch, (u32, u32)),
    changes: &mut Vec<(EmployerId, Field, Option<String>)>,
) -> Told {
    let mut said = said.clone();
    leave_out_numbers(employer, &mut said);
    let mut undated = Vec::new();
    for (count, on) in [
        (Field::Wlkp, Field::WlkpOn),
        (Field::BpjsTk, Field::BpjsTkOn),
    ] {
        if said.get(count).is_some() && said.get(on).is_none() {
            said.set(on, Some(batch.as_of.to_string()));
            undated.push(on);
        }
    }
    let source = batch.source.map_or("", Source::code);
    let origin = Origin {
        batch: batch.no,
        file,
        row,
        as_of: batch.as_of,
        source: source.to_owned(),
        fields: Vec::new(),
    };
    let known_on = |field: Field| employer.origins.of(field).map(|o| o.as_of);
    let differing: Vec<Field> = employer
        .record
        .differences(&said)
        .filter(|field| known_on(*field).is_none_or(|on| on <= batch.as_of))
        .collect();
    // What is said again holds as of the later day, and nothing older can replace it.
    let again: Vec<Field> = Field::ALL
        .into_iter()
        .filter(|f| said.get(*f).is_some() && said.get(*f) == employer.record.get(*f))
        .filter(|field| known_on(*field).is_none_or(|on| on < batch.as_of))
        .collect();
    for field in &differing {
        let was = employer.record.get(*field).map(str::to_owned);
        let is = said.get(*field).map(str::to_owned);
        changes.push((employer.id, *field, was));
        employer.record.set(*field, is);
    }
    let told = [differing.as_slice(), &again].concat();
    employer.origins.put(&origin, &told);
    let joins = !employer.sources.iter().any(|s| s == source);
    if joins {
        employer.sources.push(source.to_owned());
        employer.sources.sort_unstable();
    }
    if joins || differing.iter().any(|field| !undated.contains(field)) {
        Told::Change
    } else if told.is_empty() {
        Told::Nothing
    } else {
        Told::Again
    }
}

/// Leaves out of what a row says the numbers that only lead to the employer: one of several codes
/// says nothing about which of them is the first, and a tax number that was written wrongly
/// nothing about the sound one.
pub(in crate::services) fn leave_out_numbers(employer: &KnownEmployer, said: &mut Fields) {
    let code = said.get(Field::Code).and_then(|code| code.parse().ok());
    if code.is_some_and(|code| employer.further.codes.contains(&code)) {
        said.set(Field::Code, None::<Box<str>>);
    }
    let is_further = |told: &str| employer.further.npwps.iter().any(|npwp| **npwp == *told);
    if said.get(Field::NpwpKey).is_some_and(is_further) {
        for field in [Field::Npwp, Field::NpwpKey] {
            said.set(field, None::<Box<str>>);
        }
    }
}

/// What follows from a record, to be kept beside it.
pub(in crate::services) fn derived(employer: &KnownEmployer) -> EmployerFacts {
    let record = &employer.record;
    let name = record.get(Field::Name).unwrap_or_default();
    // A form that only an earlier name told must not outlive that name.
    let form = record
        .get(Field::Form)
        .filter(|_| employer.origins.of(Field::Form).is_some());
    let kelurahan = record.get(Field::Kelurahan).and_then(regions::kelurahan);
    EmployerFacts {
        match_name: match_name(name),
        form: form_of(name, form)
            .map(|form| form.code().to_owned())
            .or_else(|| form.map(str::to_owned)),
        place: kelurahan
            .map(|k| k.code.to_owned())
            .or_else(|| record.get(Field::Kelurahan).map(str::to_lowercase)),
        kecamatan: kelurahan.map(|k| k.kecamatan.to_owned()),
    }
}
