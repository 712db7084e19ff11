//! The list as a file: what the page shows, all of it, in the same columns and order. It is
//! written while it is sent, so a long list needs no more memory than a page.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
    vec::IntoIter,
};

use axum::{
    body::Body,
    http::header,
    response::{IntoResponse, Response},
};
use futures_util::{StreamExt, stream};

use super::{asked::Asked, columns::Column};
use crate::{
    domain::ids::EmployerId,
    export::{self, Cell, Format, TableWriter},
    services::{ListLine, ServiceError},
    web::{Answer, Problem, visit::Visit},
};

/// Lines read at a time.
const PAGE: usize = 1_000;

pub(super) async fn csv(visit: Visit, asked: Asked) -> Answer<Response> {
    table(visit, &asked, Format::Csv).await
}

pub(super) async fn xlsx(visit: Visit, asked: Asked) -> Answer<Response> {
    table(visit, &asked, Format::Xlsx).await
}

async fn table(visit: Visit, asked: &Asked, format: Format) -> Answer<Response> {
    let (ending, kind) = match format {
        Format::Xlsx => (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        _ => ("csv", "text/csv; charset=utf-8"),
    };
    let services = &visit.services;
    let day = services
        .checked_on()
        .await?
        .unwrap_or_else(|| services.today());
    let made_up = if services.is_demo().await? {
        format!("{}-", visit.say("sample-word").to_lowercase())
    } else {
        String::new()
    };
    let file = visit.say("employers-file");
    let name = format!("attachment; filename=\"{made_up}{file}-{day}.{ending}\"");
    let ids = services.find_all(&asked.question(), asked.order).await?;
    // The first part is made before the answer begins, so that a failure is still an error page.
    let (first, rest) = Flow::begin(visit, (ids, asked.shown()), format)?
        .step()
        .await?;
    let rest = stream::try_unfold(rest, |flow| async {
        let Some(flow) = flow else { return Ok(None) };
        flow.step().await.map(Some).inspect_err(|error| {
            tracing::error!(error = error as &dyn std::error::Error, "a table broke off");
        })
    });
    let whole = stream::iter([Ok::<_, ServiceError>(first)]).chain(rest);
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, Body::from_stream(whole)).into_response())
}

/// Columns of the name: what stands under it on the page comes along, unless a column of its own
/// shows it.
const UNDER_NAME: [Column; 2] = [Column::Nib, Column::Kelurahan];

/// A table under way.
struct Flow {
    visit: Visit,
    left: IntoIter<EmployerId>,
    columns: Vec<Column>,
    writer: Box<dyn TableWriter + Send>,
    basin: Basin,
}

impl Flow {
    fn begin(
        visit: Visit,
        (ids, shown): (Vec<EmployerId>, Vec<Column>),
        format: Format,
    ) -> Answer<Self> {
        let basin = Basin::default();
        let under = UNDER_NAME.into_iter().filter(|one| !shown.contains(one));
        let columns: Vec<Column> = under.chain(shown.iter().copied()).collect();
        let mut heads = vec![visit.say("employers-col-name")];
        heads.extend(
            columns
                .iter()
                .flat_map(|column| column.heads(visit.language)),
        );
        heads.push(visit.say("employers-col-as_of"));
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        let writer = export::begin(format, &heads, Box::new(basin.clone()))
            .map_err(|error| Problem::internal(&error))?;
        Ok(Self {
            visit,
            left: ids.into_iter(),
            columns,
            writer,
            basin,
        })
    }

    fn cells(&self, line: &ListLine) -> Vec<Cell> {
        let mut cells = vec![Cell::Text(line.row.name.clone())];
        let columns = self.columns.iter();
        cells.extend(columns.flat_map(|column| column.cells(&line.row, &self.visit)));
        cells.push(line.as_of.map_or(Cell::Empty, Cell::Day));
        cells
    }

    /// Writes one page; answers its bytes, and what is left to do.
    async fn step(mut self) -> Result<(Vec<u8>, Option<Self>), ServiceError> {
        let failed = |error| ServiceError::Write("badan-usaha".into(), error);
        let page: Vec<EmployerId> = self.left.by_ref().take(PAGE).collect();
        for line in self.visit.services.lines_of(&page).await? {
            let cells = self.cells(&line);
            self.writer.row(&cells).map_err(failed)?;
        }
        if self.left.len() > 0 {
            return Ok((self.basin.drain(), Some(self)));
        }
        let Self { writer, basin, .. } = self;
        // A workbook is packed at its end, which may take a while.
        let packed = tokio::task::spawn_blocking(move || writer.finish()).await;
        packed
            .map_err(io::Error::other)
            .and_then(|done| done)
            .map_err(failed)?;
        Ok((basin.drain(), None))
    }
}

/// Where a writer leaves its bytes until they are sent.
#[derive(Clone, Default)]
struct Basin(Arc<Mutex<Vec<u8>>>);

impl Basin {
    fn drain(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Basin {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
