//! The list as a file, written while it is sent: a long list needs no more memory than a page.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    body::Body,
    http::header,
    response::{IntoResponse, Response},
};
use futures_util::{StreamExt, stream};

use super::{Answer, Problem, employers::ListQuery, query::Checked, visit::Visit};
use crate::{
    domain::ids::EmployerId,
    export::{self, Format, TableWriter},
    services::{ListLine, ServiceError, Services},
    store::ListFilter,
};

/// Lines read at a time.
const PAGE: u32 = 1_000;

pub(super) async fn csv(visit: Visit, Checked(query): Checked<ListQuery>) -> Answer<Response> {
    table(visit.services, query.filter(), Format::Csv).await
}

pub(super) async fn xlsx(visit: Visit, Checked(query): Checked<ListQuery>) -> Answer<Response> {
    table(visit.services, query.filter(), Format::Xlsx).await
}

async fn table(services: Services, filter: ListFilter, format: Format) -> Answer<Response> {
    let (ending, kind) = match format {
        Format::Xlsx => (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        _ => ("csv", "text/csv; charset=utf-8"),
    };
    let day = services
        .checked_on()
        .await?
        .unwrap_or_else(|| services.today());
    let made_up = if services.is_demo().await? {
        "contoh-"
    } else {
        ""
    };
    let name = format!("attachment; filename=\"{made_up}badan-usaha-{day}.{ending}\"");
    // The first part is made before the answer begins, so that a failure is still an error page.
    let (first, rest) = Flow::begin(services, filter, format)?.step().await?;
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

/// A table under way.
struct Flow {
    services: Services,
    filter: ListFilter,
    after: Option<(String, EmployerId)>,
    writer: Box<dyn TableWriter + Send>,
    basin: Basin,
}

impl Flow {
    fn begin(services: Services, filter: ListFilter, format: Format) -> Answer<Self> {
        let basin = Basin::default();
        let writer = export::begin(format, &ListLine::COLUMNS, Box::new(basin.clone()))
            .map_err(|error| Problem::internal(&error))?;
        Ok(Self {
            services,
            filter,
            after: None,
            writer,
            basin,
        })
    }

    /// Writes one page; answers its bytes, and what is left to do.
    async fn step(mut self) -> Result<(Vec<u8>, Option<Self>), ServiceError> {
        let failed = |error| ServiceError::Write("badan-usaha".into(), error);
        let page = self
            .services
            .list_page(&self.filter, self.after.as_ref(), PAGE)
            .await?;
        for line in &page.lines {
            self.writer.row(&line.cells()).map_err(failed)?;
        }
        if page.next.is_some() {
            self.after = page.next;
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
