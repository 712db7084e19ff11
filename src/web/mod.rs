//! The site: read-only pages about what the city knows, and the same list as files.
//!
//! Pages are plain HTML that needs no script and loads nothing from elsewhere. There is no
//! sign-in yet, so the site answers on the loopback interface only, to requests that name a
//! loopback host, and changes nothing.

mod assets;
mod cases;
mod employer;
mod employers;
mod frame;
mod guard;
mod home;
mod letters;
mod notices;
mod problem;
mod query;
mod schedules;
mod tables;
mod template;
#[cfg(test)]
mod tests;
mod wording;

use std::{future::Future, io, net::SocketAddr};

use axum::{Router, extract::State, middleware, routing::get};
use tokio::net::TcpListener;

pub use problem::Problem;

use crate::services::Services;

/// What a page answers with.
type Answer<T = axum::response::Html<String>> = Result<T, Problem>;

/// Every route.
pub fn router(services: Services) -> Router {
    Router::new()
        .route("/", get(home::show))
        .route("/employers", get(employers::show))
        .route("/employers.csv", get(tables::csv))
        .route("/employers.xlsx", get(tables::xlsx))
        .route("/employers/{id}", get(employer::show))
        .route("/cases", get(cases::show))
        .route("/notices", get(notices::list))
        .route("/notices/{id}", get(notices::show))
        .route("/notices/{id}/html", get(notices::html))
        .route("/letters", get(letters::list))
        .route("/letters/{id}", get(letters::show))
        .route("/schedules", get(schedules::show))
        .route("/assets/{name}", get(assets::serve))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .fallback(|| async { Problem::missing() })
        .layer(middleware::from_fn(guard::only_reading))
        .layer(middleware::from_fn_with_state(
            services.clone(),
            problem::dress,
        ))
        .layer(middleware::from_fn(guard::only_here))
        .layer(middleware::from_fn(guard::headers))
        .with_state(services)
}

/// Whether an address can be reached from this machine only.
#[must_use]
pub fn is_loopback(addr: &SocketAddr) -> bool {
    addr.ip().to_canonical().is_loopback()
}

/// Serves the site until `stop`; requests under way are finished first.
///
/// # Errors
/// When the listener is not on a loopback address, or fails.
pub async fn serve(
    services: Services,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    if !is_loopback(&listener.local_addr()?) {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "the site has no sign-in yet and is served on loopback addresses only",
        ));
    }
    axum::serve(listener, router(services))
        .with_graceful_shutdown(stop)
        .await
}

async fn ready(State(services): State<Services>) -> Answer<&'static str> {
    services.checked_on().await?;
    Ok("ok")
}
