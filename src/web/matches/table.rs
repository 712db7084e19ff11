//! The pairs that wait, as a file.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use super::{Query, shown};
use crate::{
    export::{self, Cell, Format},
    services::ServiceError,
    store::WaitingPair,
    web::{Answer, Problem, query::Checked, visit::Visit},
};

const COLUMNS: [&str; 15] = [
    "one_id",
    "one_name",
    "one_kelurahan",
    "one_sources",
    "other_id",
    "other_name",
    "other_kelurahan",
    "other_sources",
    "status",
    "probability",
    "reasons",
    "workers",
    "open_cases",
    "unsure_on",
    "found_on",
];

/// Every pair that waits, as CSV.
pub(super) async fn csv(visit: Visit, Checked(query): Checked<Query>) -> Answer<Response> {
    let pairs = visit.services.pair_file(query.filter()).await?;
    let heads = COLUMNS.map(str::to_owned);
    let rows: Vec<Vec<Cell>> = pairs.iter().map(|one| row(&visit, one)).collect();
    let written = export::whole(Format::Csv, &heads, &rows);
    let bytes =
        written.map_err(|error| Problem::from(ServiceError::Write("kecocokan".into(), error)))?;
    let name = format!(
        "attachment; filename=\"kecocokan-{}.csv\"",
        visit.services.today()
    );
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}

fn row(visit: &Visit, one: &WaitingPair) -> Vec<Cell> {
    let day = |at| Cell::Day(visit.services.local(at).date_naive());
    let text = |text: &str| Cell::Text(text.to_owned());
    let mut cells = Vec::with_capacity(COLUMNS.len());
    for (id, side) in one.found.pair.ids().into_iter().zip(&one.sides) {
        cells.push(Cell::Text(id.to_string()));
        cells.push(text(&side.name));
        cells.push(side.kelurahan.as_deref().map_or(Cell::Empty, text));
        cells.push(text(&side.sources));
    }
    let probability = u32::try_from(one.found.probability).unwrap_or(0);
    cells.extend([
        text(one.found.status.code()),
        if probability > 0 {
            Cell::Share(probability)
        } else {
            Cell::Empty
        },
        Cell::Text(shown::why_found(visit, &one.found)),
        Cell::Number(one.workers),
        Cell::Number(one.open_cases),
        one.doubted_at.map_or(Cell::Empty, day),
        day(one.found.at),
    ]);
    cells
}
