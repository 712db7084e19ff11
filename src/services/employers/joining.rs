//! What becomes of the records of two employers that are made one, and what forbids it.

use super::barred;
use crate::{
    domain::{
        employer::Field,
        merging::{Against, gains},
    },
    services::ServiceError,
    store::KnownEmployer,
};

/// The kept employer with what it gains.
pub(super) fn joined(kept: &KnownEmployer, merged: &KnownEmployer) -> KnownEmployer {
    let mut joined = kept.clone();
    for field in gains(&kept.record, &merged.record) {
        joined
            .record
            .set(field, merged.record.get(field).map(str::to_owned));
        if let Some(origin) = merged.origins.of(field) {
            joined.origins.put(&origin.clone(), &[field]);
        }
    }
    for source in &merged.sources {
        if !joined.sources.contains(source) {
            joined.sources.push(source.clone());
        }
    }
    joined.sources.sort_unstable();
    joined
}

/// The merged employer without what the kept one, as it is `after`, holds for both. Of two tax
/// numbers the one that was written wrongly stays with it, to be found by.
pub(super) fn emptied(
    merged: &KnownEmployer,
    (kept, after): (&KnownEmployer, &KnownEmployer),
) -> KnownEmployer {
    let mut emptied = merged.clone();
    emptied.record.set(Field::Nib, None::<Box<str>>);
    let number = |one: &KnownEmployer| one.record.get(Field::NpwpKey).map(str::to_owned);
    let written_wrongly = [kept, merged]
        .into_iter()
        .find(|one| number(one).is_some() && number(one) != number(after));
    for field in [Field::Npwp, Field::NpwpKey] {
        let told = written_wrongly.and_then(|one| one.record.get(field));
        emptied.record.set(field, told);
    }
    if after.record.get(Field::Code) == merged.record.get(Field::Code) {
        emptied.record.set(Field::Code, None::<Box<str>>);
    }
    emptied
}

pub(super) fn refused(against: Against) -> ServiceError {
    match against {
        Against::Nib => barred(
            "merge-nib",
            "NIB keduanya berbeda: ini dua badan usaha dan tidak dapat digabung.",
        ),
        Against::NibSlip => barred(
            "merge-nib-slip",
            "NIB keduanya berbeda, tetapi hanya satu angka atau dua angka tertukar. Bila satunya \
             salah tulis, kosongkan NIB itu di halaman badan usahanya, lalu gabungkan; bila tidak, ini \
             dua badan usaha.",
        ),
        Against::Npwp => barred(
            "merge-npwp",
            "NPWP keduanya berbeda: ini dua badan usaha dan tidak dapat digabung.",
        ),
        Against::Form => barred(
            "merge-form",
            "Bentuk usaha keduanya berbeda; centang pernyataan bahwa keduanya satu badan usaha.",
        ),
    }
}
