//! Logs, to standard error only.

use tracing_subscriber::{EnvFilter, fmt};

/// Begins logging: warnings of everything, notes of our own, or what `RUST_LOG` asks for.
pub fn begin() {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,patuh=info"));
    // A second start within one process, as in tests, keeps the first subscriber.
    let _ = fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}
