//! The site, the schedules and the mail, until somebody stops them.

use std::net::SocketAddr;

use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use super::{Answer, Done, Failure};
use crate::{
    app::{self, Place},
    jobs,
    services::Services,
    web,
};

pub(super) async fn run(place: &Place, listen: SocketAddr) -> Answer {
    may_listen(place, listen)?;
    let metrics = app::metrics_listen(place)?;
    let services = app::open(place).await?;
    serve(services, (listen, metrics)).await
}

/// Passwords must not cross the network in the clear: an address that others can reach is for
/// those who have put TLS before it.
pub(super) fn may_listen(place: &Place, listen: SocketAddr) -> Result<(), Failure> {
    if web::is_loopback(&listen) || app::site(place)?.is_https() {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "alamat {listen} dapat dijangkau dari luar komputer ini, sedangkan kata sandi tidak boleh \
         lewat tanpa TLS. Pasang proksi TLS di depan dan isi site.public_url dengan \
         https://nama-situs, atau pakai 127.0.0.1 atau [::1]."
    )))
}

pub(super) async fn serve(
    services: Services,
    (listen, metrics): (SocketAddr, Option<SocketAddr>),
) -> Answer {
    let listener = bind(listen, "coba `--listen 127.0.0.1:0`").await?;
    if let Some(metrics) = metrics {
        let listener = bind(metrics, "periksa site.metrics_listen").await?;
        eprintln!(
            "Angka pemantauan: http://{}/metrics",
            listener.local_addr()?
        );
        let watched = services.clone();
        tokio::spawn(async move {
            if let Err(error) = web::serve_vitals(watched, listener).await {
                tracing::error!(%error, "the listener of the metrics failed");
            }
        });
    }
    let address = listener.local_addr()?;
    services.tidy_imports().await?;
    services.warn_of_missing_year();
    let mut scheduler = jobs::start(services.clone())
        .await
        .map_err(|error| Failure::Failed(anyhow::Error::from(error)))?;
    let ahead = services.clone();
    tokio::spawn(async move {
        if let Err(error) = ahead.warm_up().await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(
                error,
                "the list is not ready yet; the first reader waits for it"
            );
        }
    });
    let inbox = tokio::spawn(jobs::watch_inbox(services.clone()));
    eprintln!("Situs: http://{address}/  (Ctrl+C untuk berhenti)");
    web::serve(services, listener, stopped()).await?;
    inbox.abort();
    if let Err(error) = scheduler.shutdown().await {
        tracing::warn!(%error, "the scheduler did not stop cleanly");
    }
    eprintln!("Berhenti.");
    Ok(Done::Whole)
}

async fn bind(address: SocketAddr, advice: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        let words = format!("Alamat {address} tidak dapat dipakai; {advice}");
        Failure::Failed(anyhow::Error::from(error).context(words))
    })
}

/// Ends when somebody asks the program to stop.
async fn stopped() {
    let mut term = signal(SignalKind::terminate()).expect("a signal can be waited for");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = term.recv() => {}
    }
}
