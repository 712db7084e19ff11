//! The site.

use std::{future::Future, net::SocketAddr};

use crate::services::Services;

/// Whether only this machine can reach an address.
#[must_use]
pub fn is_loopback(addr: &SocketAddr) -> bool {
    addr.ip().is_loopback()
}

/// Serves until `stop`.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    _services: Services,
    listener: tokio::net::TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, axum::Router::new()).with_graceful_shutdown(stop).await
}
