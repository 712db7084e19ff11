//! What the first rows of a file say about its columns, before anything is read.

use std::ops::ControlFlow;

use super::{
    IntakeError, PersonKeyer, Source,
    columns::{Column, Kind, key},
    header::{self, Found, HEADER_ROWS, HeadRow},
    job::{Head, Job},
    mapping::{Mapping, Names, Whose},
    rows::Row,
    warnings::Warnings,
};

/// The order in which kinds are tried: those with most requirements first. Any table with a
/// column of names could be a registry.
const TRIED: [Kind; 4] = [
    Kind::Participants,
    Kind::Contributions,
    Kind::Roster,
    Kind::Employers,
];

/// What is known of a file from its first rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// What it holds; `None` where no sheet has all required columns of any kind.
    pub kind: Option<Kind>,
    /// The sheets with a header; where no sheet has one, the row that looks most like one.
    pub sheets: Vec<SheetOutline>,
}

/// The columns of one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetOutline {
    /// Its name; `None` in a CSV file.
    pub sheet: Option<String>,
    /// First and last row of the header.
    pub rows: (u32, u32),
    /// Every name in it, in the order of the columns.
    pub columns: Vec<NamedColumn>,
    /// Canonical names of required columns that it lacks; alternatives are joined by "atau".
    pub missing: Vec<String>,
}

/// One column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedColumn {
    /// As it is written, without long numbers.
    pub name: String,
    /// Without case and punctuation.
    pub key: String,
    /// What it stands for; `None` if it is passed over.
    pub column: Option<&'static str>,
}

/// Looks at the first rows of a file, as one kind or as whatever it turns out to be.
///
/// # Errors
/// When the file as a whole can't be taken.
pub fn outline(
    source: Source<'_>,
    wanted: Option<Kind>,
    keyer: &PersonKeyer,
) -> Result<Outline, IntakeError> {
    let mut warnings = Warnings::new();
    let mut sink = |_: super::Place<'_>, _| ControlFlow::Break(());
    let name = source.name();
    let (file, format) = super::sniff::open(source.path, &name)?;
    let mut job = Job::new(source, &name, keyer, &mut warnings, &mut sink);
    job.peek = Some((wanted, Vec::new()));
    super::read_as(format, file, &mut job)?;
    let heads = job.peek.map(|(_, heads)| heads).unwrap_or_default();
    let kinds: Vec<Kind> = wanted.map_or_else(|| TRIED.to_vec(), |kind| vec![kind]);
    for &kind in &kinds {
        let sheets: Vec<_> = heads
            .iter()
            .filter_map(|head| with_header(kind, source.mapping, head))
            .collect();
        if !sheets.is_empty() {
            let kind = Some(kind);
            return Ok(Outline { kind, sheets });
        }
    }
    let best = heads
        .iter()
        .filter_map(|head| guessed(wanted, source.mapping, head))
        .max_by_key(|sheet| sheet.columns.len());
    Ok(Outline {
        kind: None,
        sheets: best.into_iter().collect(),
    })
}

fn with_header(kind: Kind, mapping: &Mapping, head: &Head) -> Option<SheetOutline> {
    let whose = Whose::Any;
    let names = Names {
        kind,
        mapping,
        whose,
    };
    let Found::Header(header) = header::find(names, &head.rows) else {
        return None;
    };
    let rows = (header.first, header.last);
    let columns = written(&head.rows, rows)
        .map(|(index, name)| NamedColumn {
            key: key(&name),
            column: header.layout.at(index).map(Column::name),
            name,
        })
        .collect();
    Some(SheetOutline {
        sheet: head.sheet.clone(),
        rows,
        columns,
        missing: Vec::new(),
    })
}

/// The names in some rows, by the number of their column.
fn written(head: &[HeadRow], (first, last): (u32, u32)) -> impl Iterator<Item = (usize, String)> {
    let rows: Vec<&HeadRow> = head
        .iter()
        .filter(|row| (first..=last).contains(&row.number))
        .collect();
    let width = rows.iter().map(|row| row.cells.width()).max().unwrap_or(0);
    (0..width)
        .map(move |index| {
            let cells: Vec<&str> = rows
                .iter()
                .map(|row| row.cells.cell(index).clean())
                .collect();
            (index, header::shown(cells.join(" ").trim()))
        })
        .filter(|(_, name)| !name.is_empty())
}

/// The row with most words and without numbers, the first of equals.
fn guessed(wanted: Option<Kind>, mapping: &Mapping, head: &Head) -> Option<SheetOutline> {
    let words = |row: &HeadRow| {
        let cells = row.cells.cells();
        let named = |text: &str| {
            text.chars().any(char::is_alphabetic) && !text.chars().any(|c| c.is_ascii_digit())
        };
        cells.filter(|cell| named(cell.clean())).count()
    };
    let row = head
        .rows
        .iter()
        .filter(|row| row.number <= HEADER_ROWS && words(row) > 0)
        .max_by_key(|row| (words(row), std::cmp::Reverse(row.number)))?;
    let rows = (row.number, row.number);
    let whose = Whose::Any;
    let names = wanted.map(|kind| Names {
        kind,
        mapping,
        whose,
    });
    let known = |key: &str| names.and_then(|names| names.column(key));
    let columns: Vec<NamedColumn> = written(&head.rows, rows)
        .map(|(_, name)| {
            let key = key(&name);
            let column = known(&key).map(Column::name);
            NamedColumn { name, key, column }
        })
        .collect();
    let missing = names.map_or_else(Vec::new, |names| {
        header::single(names, row.number, &row.cells)
            .layout
            .missing(names)
    });
    Some(SheetOutline {
        sheet: head.sheet.clone(),
        rows,
        columns,
        missing,
    })
}
