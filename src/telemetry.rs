//! Logs, to standard error only.

use tracing_subscriber::{EnvFilter, fmt};

/// Begins logging: warnings of everything, notes of our own, or what `RUST_LOG` asks for. The
/// resolver would name the domains that were asked for, and what it meets is no fault of ours.
pub fn begin() {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("warn,patuh=info,hickory=off"));
    // A second start within one process, as in tests, keeps the first subscriber.
    let _ = fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}
