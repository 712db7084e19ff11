//! The terminal: reads what was typed, asks a service, prints the answer.
//!
//! Standard output carries the answer (one JSON document with `--json`), standard error the
//! progress and the complaints. The exit status is 0 done, 1 failed and nothing half-written,
//! 2 wrong usage or configuration, 3 done in part.
#![expect(clippy::print_stderr, reason = "this room speaks to a terminal")]

/// Prints a line on standard output. Whoever reads it may have had enough: that is no error. An
/// output that can't be written otherwise ends the program, so that nobody takes half an answer
/// for a whole one.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        match writeln!(std::io::stdout(), $($words)*) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                eprintln!("Gagal: keluaran tidak dapat ditulis: {error}");
                std::process::exit(1);
            }
            _ => {}
        }
    }};
}

mod args;
mod cases;
mod demo;
mod explain;
mod files;
mod imports;
mod letters;
mod list;
mod mails;
mod matching;
mod progress;
mod proofs;
mod schedules;
mod serve;
mod users;

use std::{process::ExitCode, sync::Arc};

use chrono::Utc;
use clap::Parser;
use serde::Serialize;

use crate::{
    app::{self, Place, StartError},
    services::{ServiceError, Services},
    store::CheckScope,
};
use args::{Cli, Command};

/// How a command ended, when it didn't fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    /// All of it.
    Whole,
    /// Something was rejected; the rest is saved.
    Part,
}

/// Why a command failed.
#[derive(Debug)]
enum Failure {
    /// Wrong usage or configuration.
    Usage(String),
    /// Anything else, with what lies behind it.
    Failed(anyhow::Error),
}

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Installation(text) => Self::Usage(text),
            other => Self::Failed(other.into()),
        }
    }
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        let usage = error.is_configuration();
        let error = anyhow::Error::from(error);
        if usage {
            Self::Usage(format!("{error:#}"))
        } else {
            Self::Failed(error)
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.into())
    }
}

type Answer = Result<Done, Failure>;

/// Runs the command that was typed.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
    let place = Place {
        data: cli.global.data.clone(),
        database: cli.global.database.clone(),
        config: cli.global.config.clone(),
        at: cli.global.at.map(|at| at.with_timezone(&Utc)),
        runs_on: matches!(cli.command, Command::Serve { .. } | Command::Demo { .. }),
    };
    match dispatch(cli, place).await {
        Ok(Done::Whole) => ExitCode::SUCCESS,
        Ok(Done::Part) => ExitCode::from(3),
        Err(Failure::Usage(text)) => {
            eprintln!("Tidak dapat dijalankan: {text}");
            ExitCode::from(2)
        }
        Err(Failure::Failed(error)) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(Failure::Failed(error)) => {
            eprintln!("Gagal: {error}");
            for cause in error.chain().skip(1) {
                eprintln!("  sebab: {cause}");
            }
            ExitCode::from(1)
        }
    }
}

/// Whoever reads our output has had enough of it.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

/// Says where a file lies now.
fn told(json: bool, path: &std::path::Path, what: &str) -> Result<(), Failure> {
    if json {
        return print_json(&serde_json::json!({ "path": path })).map(|_| ());
    }
    say!("{what}: {}", path.display());
    Ok(())
}

async fn dispatch(cli: Cli, place: Place) -> Answer {
    let json = cli.global.json;
    match cli.command {
        Command::Demo { no_serve, listen } => {
            demo::run(&place, json, (!no_serve).then_some(listen)).await
        }
        Command::Serve { listen } => serve::run(&place, listen).await,
        Command::Migrate => migrate(&place, json).await,
        Command::Backup { file } => {
            app::open(&place).await?.back_up(&file).await?;
            told(json, &file, "Cadangan ditulis")?;
            if !json {
                say!(
                    "  Simpan terpisah: {}/secrets dan {0}/files.",
                    place.data.display()
                );
            }
            Ok(Done::Whole)
        }
        Command::Restore { file } => {
            let restored = app::restore(&place, &file).await?;
            told(json, &restored, "Basis data dipulihkan")?;
            Ok(Done::Whole)
        }
        Command::Generate(wanted) => files::generate(&wanted, &place, json).await,
        Command::Import(wanted) => imports::run(&wanted, &place, json).await,
        Command::Check { as_of, full } => {
            let scope = if full {
                CheckScope::Everybody
            } else {
                CheckScope::Owed
            };
            check(&app::open(&place).await?, as_of, scope, json).await
        }
        Command::List {
            verdict,
            format,
            out,
        } => list::run(&place, (&verdict, format), out.as_deref(), json).await,
        Command::Case(command) => cases::run(command, &place, json).await,
        Command::Explain(wanted) => explain::run(&wanted, &place, json).await,
        Command::Schedule(command) => schedules::run(command, &place, json).await,
        Command::Match { a, b, out } => matching::run(&a, &b, out.as_deref(), json).await,
        Command::Workdays { from, n } => schedules::workdays(&place, (from, n), json).await,
        Command::Mail(command) => mails::run(command, &place, json).await,
        Command::Letter(command) => letters::run(command, &place, json).await,
        Command::Proof(wanted) => proofs::run(wanted, &place, json).await,
        Command::User(command) => users::run(command, &place, json).await,
    }
}

async fn migrate(place: &Place, json: bool) -> Answer {
    app::open(place).await?;
    say!(
        "{}",
        if json {
            r#"{"schema":"current"}"#
        } else {
            "Skema basis data mutakhir."
        }
    );
    Ok(Done::Whole)
}

async fn check(
    services: &Services,
    as_of: Option<chrono::NaiveDate>,
    scope: CheckScope,
    json: bool,
) -> Answer {
    let report = services.check(as_of, scope).await?;
    if json {
        return print_json(&report);
    }
    say!(
        "Pemeriksaan per {} (aturan {}): {} badan usaha diperiksa, {} berubah.",
        report.as_of,
        report.ruleset,
        report.assessed,
        report.changed
    );
    list::print_verdicts(&services.city_summary().await?);
    Ok(Done::Whole)
}

fn print_json(value: &impl Serialize) -> Answer {
    let text = serde_json::to_string_pretty(value).map_err(anyhow::Error::from);
    say!("{}", text.map_err(Failure::Failed)?);
    Ok(Done::Whole)
}

/// Somebody who watches an import on a terminal, or nobody.
fn watcher() -> Arc<dyn crate::services::Watcher> {
    Arc::new(progress::Bar::new())
}
