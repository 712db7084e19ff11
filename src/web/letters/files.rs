//! The list of those whom a letter goes to, as a file.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use super::{
    super::{Answer, Problem, visit::Visit},
    shown::{ListQuery, gone},
};
use crate::{
    domain::ids::LetterId,
    export::{self, Cell, Format},
    services::ServiceError,
    store::Recipient,
};

/// Lines read at a time.
const PAGE: u32 = 1_000;

/// The headings, as keys of messages.
const HEADS: [&str; 9] = [
    "employers-col-name",
    "employers-col-nib",
    "employers-col-kelurahan",
    "letters-col-added_by",
    "letters-col-added_on",
    "letters-col-received_on",
    "letters-col-how",
    "letters-col-recorded_by",
    "letters-col-note",
];

/// Everybody whom the page shows, page by page; the files hold all pages.
pub(super) async fn table(
    visit: &Visit,
    id: LetterId,
    query: &ListQuery,
    format: Format,
) -> Answer<Response> {
    let (ending, kind) = match format {
        Format::Xlsx => (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        _ => ("csv", "text/csv; charset=utf-8"),
    };
    let services = &visit.services;
    let letter = services.letter(id).await?;
    let (filter, mut after, mut rows) = (query.filter(), None, Vec::new());
    loop {
        let page = services.recipients(id, &filter, after, PAGE).await?;
        rows.extend(page.lines.iter().map(|line| cells(visit, line)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let heads = HEADS.map(|key| visit.say(key));
    let written = tokio::task::spawn_blocking(move || export::whole(format, &heads, &rows)).await;
    let bytes = written
        .expect("writing a table does not panic")
        .map_err(|error| Problem::from(ServiceError::Write("penerima".into(), error)))?;
    let made_up = if letter.demo {
        format!("{}-", visit.say("sample-word").to_lowercase())
    } else {
        String::new()
    };
    let (file, no) = (visit.say("letters-file-name"), letter.no);
    let name = format!("attachment; filename=\"{made_up}{file}-{no:03}.{ending}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}

fn cells(visit: &Visit, line: &Recipient) -> Vec<Cell> {
    let receipt = line.receipt.as_ref();
    let text = |text: Option<String>| Cell::text(text.as_deref());
    vec![
        Cell::Text(line.name.clone()),
        text(line.nib.clone()),
        text(line.kelurahan.clone()),
        Cell::Text(line.added_by.clone()),
        Cell::Day(visit.services.local(line.added_at).date_naive()),
        receipt.map_or(Cell::Empty, |receipt| Cell::Day(receipt.on)),
        text(receipt.map(|receipt| visit.say(&format!("letters-how-{}", receipt.how.code())))),
        text(receipt.and_then(|receipt| receipt.by.clone())),
        text(gone(line).map(|gone| visit.say(&format!("letters-gone-{gone}")))),
    ]
}
