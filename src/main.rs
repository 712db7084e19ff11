//! The program: reads the command line and ends with the contract's exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    patuh::telemetry::begin();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    match runtime {
        Ok(runtime) => runtime.block_on(patuh::cli::run()),
        Err(error) => {
            tracing::error!(%error, "the runtime can't be started");
            ExitCode::from(1)
        }
    }
}
