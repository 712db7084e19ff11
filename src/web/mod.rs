//! The site of the officers: what the city knows of its employers, and what to do about it.
//!
//! Pages are made on the server and work without scripts; htmx makes some of them quicker. They
//! load nothing from elsewhere. Every route says who may use it (`routes`), and every sentence
//! stands in a message file, in two languages (`language`).

mod answers;
mod approvals;
mod assets;
mod bearer;
mod cases;
mod changes;
mod directives;
mod employer;
mod employers;
mod form_token;
mod forms;
mod frame;
mod guard;
mod home;
mod imports;
mod language;
mod letters;
mod matches;
mod notices;
mod paper;
mod problem;
mod proofs;
mod query;
mod reach;
mod reply;
mod routes;
mod saved;
mod schedules;
mod settings;
mod sign_in;
mod style;
mod template;
#[cfg(test)]
mod tests;
mod verify;
mod visit;
mod vitals;
mod waiting;
mod wording;

use std::{future::Future, io, net::SocketAddr};

use axum::{Router, extract::State, middleware};
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;

pub use problem::Problem;
pub use routes::{Rule, Who};
pub use vitals::serve_vitals;

use crate::services::Services;
use routes::Site;

/// What a page answers with.
type Answer<T = axum::response::Html<String>> = Result<T, Problem>;

fn site() -> Site {
    let site = Site::new()
        .get("/assets/{name}", Who::Anyone, assets::serve)
        .get("/healthz", Who::Anyone, || async { "ok" })
        .get("/readyz", Who::Anyone, ready);
    let rooms: [fn(Site) -> Site; 22] = [
        home::routes,
        changes::routes,
        employers::routes,
        employer::routes,
        cases::routes,
        answers::routes,
        matches::routes,
        approvals::routes,
        reach::routes,
        notices::routes,
        waiting::routes,
        proofs::routes,
        vitals::routes,
        letters::routes,
        directives::routes,
        schedules::routes,
        sign_in::routes,
        verify::routes,
        reply::routes,
        settings::routes,
        imports::routes,
        style::routes,
    ];
    rooms.into_iter().fold(site, |site, room| room(site))
}

/// The table of every route with who may use it.
#[must_use]
pub fn rules() -> Vec<Rule> {
    site().finish().1
}

/// Every route, with what stands around them.
pub fn router(services: Services) -> Router {
    let (routes, _) = site().finish();
    routes
        .fallback(|| async { Problem::missing() })
        .layer(middleware::from_fn(visit::sure))
        .layer(middleware::from_fn(guard::only_our_forms))
        .layer(middleware::from_fn(problem::dress))
        .layer(middleware::from_fn_with_state(
            services.clone(),
            visit::begin,
        ))
        .layer(middleware::from_fn_with_state(
            services.clone(),
            guard::only_here,
        ))
        .layer(middleware::from_fn_with_state(
            services.clone(),
            guard::headers,
        ))
        .layer(CompressionLayer::new())
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
/// When the listener can be reached from elsewhere and nothing in front of it does TLS, or fails.
pub async fn serve(
    services: Services,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    if !is_loopback(&listener.local_addr()?) && !services.sign_in.site.is_https() {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "without site.public_url = \"https://…\" the site is served on loopback addresses only",
        ));
    }
    let routes = router(services).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, routes)
        .with_graceful_shutdown(stop)
        .await
}

async fn ready(State(services): State<Services>) -> Answer<&'static str> {
    services.checked_on().await?;
    Ok("ok")
}
