//! The compliance list.

use std::{io::BufWriter, path::Path};

use super::{Answer, Done, Failure, args::ListFormat, files::Whole, print_json};
use crate::{
    app::{self, Place},
    domain::verdict::Verdict,
    export::{self, Format},
    services::{CitySummary, ListLine, ServiceError},
    store::ListFilter,
};

pub(super) async fn run(
    place: &Place,
    (verdicts, format): (&[String], ListFormat),
    out: Option<&Path>,
    json: bool,
) -> Answer {
    let format = match format {
        // A file is written as it was asked for; JSON is then what is said about it.
        ListFormat::Table if json => Format::Json,
        _ if json && out.is_none() => Format::Json,
        wanted => wanted.into(),
    };
    if format == Format::Xlsx && out.is_none() {
        return Err(Failure::Usage("XLSX memerlukan `--out BERKAS`.".to_owned()));
    }
    let verdicts = verdicts
        .iter()
        .map(|code| verdict_of(code))
        .collect::<Result<Vec<_>, _>>()?;
    let services = app::open(place).await?;
    let filter = ListFilter {
        verdicts,
        ..ListFilter::default()
    };
    let (whole, sink): (_, Box<dyn std::io::Write + Send>) = match out {
        Some(path) => {
            let (whole, file) = Whole::begin(path)?;
            (Some(whole), Box::new(BufWriter::new(file)))
        }
        None => (None, Box::new(BufWriter::new(std::io::stdout()))),
    };
    let columns: &'static [&'static str] = match format {
        Format::Table => &SHORT,
        _ => &ListLine::COLUMNS,
    };
    let mut table = export::begin(format, columns, sink)?;
    let output = out.map_or_else(|| "(keluaran)".into(), Path::to_owned);
    let failed = |error| ServiceError::Write(output.clone(), error);
    let written = services
        .list(&filter, |line| {
            let cells = line.cells();
            let cells = if format == Format::Table {
                short(&cells)
            } else {
                cells
            };
            table.row(&cells).map_err(failed)
        })
        .await?;
    table.finish().map_err(failed)?;
    if let Some(whole) = whole {
        whole.finish()?;
    }
    match out {
        Some(path) if json => print_json(&serde_json::json!({ "path": path, "rows": written })),
        Some(path) => {
            eprintln!("{written} badan usaha ditulis ke {}", path.display());
            Ok(Done::Whole)
        }
        None => Ok(Done::Whole),
    }
}

impl From<ListFormat> for Format {
    fn from(format: ListFormat) -> Self {
        match format {
            ListFormat::Table => Self::Table,
            ListFormat::Csv => Self::Csv,
            ListFormat::Json => Self::Json,
            ListFormat::Xlsx => Self::Xlsx,
        }
    }
}

fn verdict_of(code: &str) -> Result<Verdict, Failure> {
    Verdict::from_code(code).ok_or_else(|| {
        let known: Vec<&str> = Verdict::ALL.iter().map(|v| v.code()).collect();
        Failure::Usage(format!(
            "putusan `{code}` tidak dikenal; pilih {}.",
            known.join(", ")
        ))
    })
}

/// What fits on a terminal; every other format has all columns.
const SHORT: [&str; 10] = [
    "name",
    "nib",
    "kelurahan",
    "verdict",
    "basis",
    "headcount",
    "registered",
    "shortfall",
    "stage",
    "due_on",
];

fn short(cells: &[export::Cell]) -> Vec<export::Cell> {
    SHORT
        .iter()
        .filter_map(|wanted| ListLine::COLUMNS.iter().position(|column| column == wanted))
        .map(|at| cells[at].clone())
        .collect()
}

/// The shape that goes with a verdict, so that colour is never alone.
pub(super) const fn shape(verdict: Verdict) -> char {
    match verdict {
        Verdict::Compliant => '●',
        Verdict::PartialWorkers | Verdict::PartialWages => '◐',
        Verdict::InArrears => '▲',
        Verdict::Unregistered => '■',
        Verdict::Unknown => '◌',
        Verdict::Closed => '–',
    }
}

/// Counts by verdict, with bars.
pub(super) fn print_verdicts(summary: &CitySummary) {
    let total: u64 = summary.verdicts.iter().map(|(_, n)| n).sum();
    let mut ordered = summary.verdicts.clone();
    ordered.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    for (verdict, n) in ordered {
        let share = (n * 1_000 + total / 2).checked_div(total).unwrap_or(0);
        let bar = "█".repeat(usize::try_from(share.div_ceil(25)).unwrap_or(0));
        say!(
            "  {} {:<24} {n:>6}  {:>3},{} %  {bar}",
            shape(verdict),
            verdict.words(),
            share / 10,
            share % 10,
        );
    }
}
