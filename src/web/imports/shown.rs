//! The parts of an import's page, in words for the reader.

use std::collections::BTreeMap;

use fluent_bundle::FluentValue;
use serde::Serialize;

use super::{Choice, kinds, sources};
use crate::{
    services::{ImportKind, JobFault, JobView, NewImport, Outline},
    store::Source,
    web::{language::number, visit::Visit},
};

/// Columns that are shown of a very wide file.
const COLUMNS: usize = 300;

/// Why a file or an import failed.
#[derive(Debug, Serialize)]
pub(super) struct FaultShown {
    text: String,
    place: Option<String>,
}

impl FaultShown {
    pub(super) fn of(visit: &Visit, fault: &JobFault) -> Self {
        let key = if fault.code.starts_with("undo_") || fault.code.starts_with("import_") {
            format!("refusal-{}", fault.code)
        } else {
            format!("imports-fault-{}", fault.code)
        };
        let mut args = fluent_bundle::FluentArgs::new();
        for name in ["byte", "first", "second", "missing", "found", "reference"] {
            let value = fault.facts.get(name).cloned().unwrap_or_default();
            args.set(name, FluentValue::from(value));
        }
        Self {
            text: visit.say_with(&key, &args),
            place: fault
                .file
                .as_ref()
                .map(|file| place(visit, file, fault.sheet.as_deref(), fault.row)),
        }
    }
}

/// Where something stands: file, sheet, row.
pub(super) fn place(visit: &Visit, file: &str, sheet: Option<&str>, row: Option<u32>) -> String {
    let sheet = sheet.map(|sheet| {
        let name = FluentValue::from(sheet.to_owned());
        visit.say_with("imports-sheet", &[("name", name)].into_iter().collect())
    });
    let row =
        row.map(|row| visit.say_with("imports-row", &[("row", number(row))].into_iter().collect()));
    let parts = std::iter::once(file.to_owned()).chain(sheet).chain(row);
    parts.collect::<Vec<_>>().join(", ")
}

/// What is said about the files, as the officer may change it.
#[derive(Debug, Serialize)]
pub(super) struct Settings {
    kinds: Vec<Choice>,
    kind: String,
    as_of: String,
    sources: Vec<Choice>,
    source: String,
    /// Every name of a column in the files.
    columns: Vec<ColumnShown>,
    /// What a name may stand for; the first is nothing.
    options: Vec<Choice>,
    /// Required columns that were not found.
    missing: Vec<String>,
    /// Files that can't be read.
    faults: Vec<FaultShown>,
}

/// One name of a column.
#[derive(Debug, Serialize)]
struct ColumnShown {
    name: String,
    /// Where it stands, the first places.
    places: Vec<String>,
    column: String,
}

/// What an officer typed, or what is known.
pub(super) struct Said {
    pub(super) kind: String,
    pub(super) as_of: String,
    pub(super) source: String,
    /// The column that was chosen for each name; what the files tell where none was.
    pub(super) chosen: BTreeMap<String, String>,
}

impl Said {
    pub(super) fn of(said: &NewImport) -> Self {
        Self {
            kind: said
                .kind
                .map_or_else(String::new, |kind| kind.code().to_owned()),
            as_of: said.as_of.to_string(),
            source: said
                .source
                .map_or_else(String::new, |s| Source::code(s).to_owned()),
            chosen: BTreeMap::new(),
        }
    }
}

impl Settings {
    pub(super) async fn of(visit: &Visit, job: &JobView, said: Said) -> Self {
        let kind = job.said.kind;
        let services = &visit.services;
        let outlines = services.outlines(job.id, &job.files, kind, &job.said.mapping);
        let outlines = outlines.await;
        let (mut columns, mut keys) = (Vec::new(), BTreeMap::new());
        let (mut missing, mut faults) = (Vec::new(), Vec::new());
        for (file, outline) in job.files.iter().zip(&outlines) {
            match outline {
                Err(error) => faults.push(FaultShown::of(visit, &JobFault::of_outline(error))),
                Ok(outline) => {
                    gather(visit, &file.name, outline, (&mut columns, &mut keys), &said);
                    missing.extend(
                        outline
                            .sheets
                            .iter()
                            .flat_map(|sheet| sheet.missing.clone()),
                    );
                }
            }
        }
        missing.sort_unstable();
        missing.dedup();
        let nothing = Choice(String::new(), visit.say("imports-column-ignored"));
        let named = kind.into_iter().flat_map(ImportKind::column_names);
        let named = named.map(|name| Choice(name.to_owned(), name.to_owned()));
        Self {
            kinds: kinds(visit, kind.is_none()),
            kind: said.kind,
            as_of: said.as_of,
            sources: sources(visit),
            source: said.source,
            columns,
            options: std::iter::once(nothing).chain(named).collect(),
            missing: missing
                .iter()
                .map(|name| name.replace(" atau ", " / "))
                .collect(),
            faults,
        }
    }
}

/// Adds the names of a file's columns; a name that came before only gets another place.
fn gather(
    visit: &Visit,
    file: &str,
    outline: &Outline,
    (columns, keys): (&mut Vec<ColumnShown>, &mut BTreeMap<String, usize>),
    said: &Said,
) {
    for sheet in &outline.sheets {
        let at = place(visit, file, sheet.sheet.as_deref(), Some(sheet.rows.0));
        for column in &sheet.columns {
            if let Some(&known) = keys.get(&column.key) {
                let shown: &mut ColumnShown = &mut columns[known];
                if !shown.places.contains(&at) && shown.places.len() < 3 {
                    shown.places.push(at.clone());
                }
                continue;
            }
            if columns.len() == COLUMNS {
                return;
            }
            keys.insert(column.key.clone(), columns.len());
            let found = column.column.unwrap_or_default().to_owned();
            columns.push(ColumnShown {
                name: column.name.clone(),
                places: vec![at.clone()],
                column: said.chosen.get(&column.name).cloned().unwrap_or(found),
            });
        }
    }
}
