//! The list as a file, for a telephone or a round of visits.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use super::{
    super::{Answer, Problem, visit::Visit},
    tries,
};
use crate::{
    export::{self, Cell, Format},
    services::{ReachLine, ServiceError},
};

/// The headings, as keys of messages.
const HEADS: [&str; 9] = [
    "employers-col-kelurahan",
    "employers-col-name",
    "reach-case",
    "reach-why",
    "employer-field-contact_name",
    "employer-field-phone",
    "employer-field-address",
    "reach-tried",
    "reach-last",
];

pub(super) fn table(visit: &Visit, lines: &[ReachLine]) -> Answer<Response> {
    let heads = HEADS.map(|key| visit.say(key));
    let rows: Vec<Vec<Cell>> = lines.iter().map(|line| cells(visit, line)).collect();
    let bytes = export::whole(Format::Csv, &heads, &rows)
        .map_err(|error| Problem::from(ServiceError::Write("kontak".into(), error)))?;
    let name = visit.say("reach-file-name");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.csv\""),
        ),
    ];
    Ok((headers, bytes).into_response())
}

fn cells(visit: &Visit, line: &ReachLine) -> Vec<Cell> {
    let contact = &line.contact;
    let text = |text: &Option<String>| Cell::text(text.as_deref());
    vec![
        text(&contact.kelurahan),
        Cell::Text(line.case.employer_name.clone()),
        Cell::Text(line.case.code.clone()),
        Cell::Text(visit.say(&format!("reach-why-{}", line.why.code()))),
        text(&contact.name),
        text(&contact.phone),
        text(&contact.address),
        match line.tries {
            0 => Cell::Empty,
            count => Cell::Text(tries(visit, count)),
        },
        line.last
            .as_ref()
            .map_or(Cell::Empty, |last| Cell::Text(last.words.clone())),
    ]
}
