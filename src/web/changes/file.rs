//! The month as a file: a line for each firm and change.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use super::line::{notes, sides};
use crate::{
    domain::{
        difference::{Change, ChangeKind},
        month::Month,
    },
    export::{self, Cell, Format},
    services::{FirmChange, ServiceError},
    web::{Answer, Problem, visit::Visit},
};

/// The headings, as keys of messages.
const HEADS: [&str; 9] = [
    "changes-col-kind",
    "employers-col-name",
    "employers-col-nib",
    "employers-col-kelurahan",
    "changes-col-before",
    "changes-col-now",
    "changes-col-note",
    "changes-col-notice",
    "changes-col-notice-day",
];

pub(super) async fn table(visit: &Visit, month: Month) -> Answer<Response> {
    let services = &visit.services;
    let difference = services.month_difference(month).await?;
    let mut rows = Vec::new();
    for kind in ChangeKind::ALL {
        let all = services
            .month_firms(&difference, kind, (0, usize::MAX))
            .await?;
        rows.extend(all.iter().map(|one| cells(visit, one)));
    }
    let heads = HEADS.map(|key| visit.say(key));
    let bytes = export::whole(Format::Csv, &heads, &rows)
        .map_err(|error| Problem::from(ServiceError::Write("perubahan".into(), error)))?;
    let made_up = if services.is_demo().await? {
        format!("{}-", visit.say("sample-word").to_lowercase())
    } else {
        String::new()
    };
    let name = visit.say("changes-file");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{made_up}{name}-{month}.csv\""),
        ),
    ];
    Ok((headers, bytes).into_response())
}

fn cells(visit: &Visit, one: &FirmChange) -> Vec<Cell> {
    let (firm, change) = (&one.firm, &one.change);
    let (before, now) = sides(visit, change).unzip();
    let notice = match change {
        Change::Enrolled { notice, .. } => *notice,
        _ => None,
    };
    let stage = notice.map(|notice| visit.say(&format!("stage-{}", notice.stage.code())));
    vec![
        Cell::Text(visit.say(&format!("changes-kind-{}", change.kind().code()))),
        Cell::Text(firm.name.clone()),
        Cell::text(firm.nib.as_deref()),
        Cell::text(firm.kelurahan.as_deref()),
        Cell::text(before.as_deref()),
        Cell::text(now.as_deref()),
        Cell::Text(notes(visit, change).join("; ")),
        Cell::text(stage.as_deref()),
        notice.map_or(Cell::Empty, |notice| {
            Cell::Day(visit.services.local(notice.at).date_naive())
        }),
    ]
}
