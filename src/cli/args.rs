//! The command line, as people type it.

use std::{net::SocketAddr, path::PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Which employers of a city have enrolled their workers in JKN, and letters to the rest.
#[derive(Debug, Parser)]
#[command(name = "patuh", version, about, arg_required_else_help = true)]
pub(super) struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// Folder for everything the program writes
    #[arg(
        long,
        global = true,
        default_value = "./data",
        env = "PATUH_DATA",
        value_name = "DIR"
    )]
    pub data: PathBuf,
    /// Database, `sqlite://…` or `postgres://…` [default: sqlite://<data>/patuh.db]
    #[arg(
        long,
        global = true,
        env = "DATABASE_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    pub database: Option<String>,
    /// Settings over the embedded config/default.toml
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Makes "now" that instant, for rehearsals
    #[arg(long, global = true, value_name = "RFC3339")]
    pub at: Option<DateTime<FixedOffset>>,
    /// Prints one JSON document on standard output
    #[arg(long, global = true)]
    pub json: bool,
}

/// Which employer is explained.
#[derive(Debug, Args)]
pub struct Asked {
    /// Id, NIB, NPWP or BPJS code
    pub employer: String,
    /// Add what was true on that day; with --at, as it was known then
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a made-up city, do the whole job on it, and show it
    Demo {
        /// Don't serve the site afterwards
        #[arg(long)]
        no_serve: bool,
        /// Address of the site
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
    },
    /// Serve the site, run the schedules, send the mail
    Serve {
        /// Address of the site
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
    },
    /// Bring the database's schema up to date
    Migrate,
    /// Copies the database to a file while the program runs; the secrets are not in it
    Backup {
        /// The file to write; it must not be there.
        file: PathBuf,
    },
    /// Puts a copy in place of a database that is not there
    Restore {
        /// A copy that `backup` made.
        file: PathBuf,
    },
    /// Write the files of a made-up city
    Generate(Generate),
    /// Take in files: employers, roster, participants, contributions
    Import(Import),
    /// Judge the employers whose inputs changed or whose date has come
    Check {
        /// The day to judge by [default: today in the city]
        #[arg(long, value_name = "DATE")]
        as_of: Option<NaiveDate>,
        /// Judge everybody again
        #[arg(long)]
        full: bool,
    },
    /// Print the compliance list
    List {
        /// Only these verdicts
        #[arg(long, value_name = "VERDICT")]
        verdict: Vec<String>,
        /// What to write
        #[arg(long, value_enum, default_value_t = ListFormat::Table)]
        format: ListFormat,
        /// Where to write it
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Cases and their confirmation
    #[command(subcommand)]
    Case(CaseCommand),
    /// Say why an employer has its verdict
    Explain(Asked),
    /// Link two lists of firms: which record of B is which of A, how sure, and why
    Match {
        /// CSV or XLSX with any columns of `employers`, and `id`
        a: PathBuf,
        /// The other one
        b: PathBuf,
        /// Where to write the links as CSV
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// What happens regularly
    #[command(subcommand)]
    Schedule(ScheduleCommand),
    /// The day on which a term of working days ends
    Workdays {
        /// The day of receipt
        from: NaiveDate,
        /// Working days
        #[arg(value_parser = clap::value_parser!(u32).range(0..=2000))]
        n: u32,
    },
    /// The mail that waits
    #[command(subcommand)]
    Mail(MailCommand),
    /// Letter drafts
    #[command(subcommand)]
    Letter(LetterCommand),
    /// Proofs of delivery: make one, or check one
    Proof(ProofArgs),
    /// The people who work with the program
    #[command(subcommand)]
    User(UserCommand),
}

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct ProofArgs {
    #[command(subcommand)]
    pub(super) command: Option<ProofCommand>,
    /// All mails to this firm: id, NIB, NPWP or BPJS code
    pub(super) firm: Option<String>,
    /// All mails of one firing, such as reminders@2026-03-16T09:00:00+08:00
    #[arg(long, value_name = "SCHEDULE@TIME", conflicts_with = "firm")]
    pub(super) firing: Option<String>,
    /// All mails queued on one day
    #[arg(long, value_name = "DATE", conflicts_with_all = ["firm", "firing"])]
    pub(super) day: Option<NaiveDate>,
    /// Where to write it
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum ProofCommand {
    /// Say whether a proof is genuine, altered, or another installation's; needs no network
    Verify {
        /// The PDF
        file: PathBuf,
        /// The public key that it should be signed with; else this installation's
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
    },
    /// Print the public key that others check with
    Key {
        /// Write it to a file as well
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(super) struct Generate {
    /// Number of firms
    #[arg(long)]
    pub firms: u32,
    /// The same seed makes the same city
    #[arg(long)]
    pub seed: u64,
    /// Folder for the files
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// What to write
    #[arg(long, value_enum, default_value_t = CityFormat::Csv)]
    pub format: CityFormat,
    /// With the quirks of real files
    #[arg(long)]
    pub messy: bool,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// What the files hold: employers, roster, participants, contributions
    pub kind: String,
    /// CSV, XLSX, XLS or ODS
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Say what would happen and keep nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The day the files speak of [default: today in the city]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    /// Write the rejected rows there, as CSV
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Where a list of employers comes from: wlkp, oss, bpjs, `bpjs_tk`, city
    #[arg(long)]
    pub source: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CityFormat {
    Csv,
    Xlsx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Table,
    Csv,
    Json,
    Xlsx,
}

#[derive(Debug, Subcommand)]
pub(super) enum CaseCommand {
    /// Print the open cases
    List,
    /// Confirm that cases are well founded, as two people
    Confirm {
        /// Ids of the cases
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        ids: Vec<String>,
        /// All that wait
        #[arg(long)]
        all: bool,
        /// Who confirms
        #[arg(long, value_name = "EMAIL")]
        by: String,
        /// Who has looked a second time
        #[arg(long, value_name = "EMAIL")]
        second: String,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum ScheduleCommand {
    /// Print the schedules
    List,
    /// Do what a schedule does, now
    Run {
        /// Its name
        name: String,
        /// Print who would get what and why, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Print when it is due next
    Next {
        /// Its name
        name: String,
        /// How many times
        #[arg(short, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=500))]
        n: u16,
    },
    /// Do what all schedules owe by now, once, as `serve` does every minute
    Beat,
}

#[derive(Debug, Subcommand)]
pub(super) enum MailCommand {
    /// Send what waits, once
    Send,
    /// Count the mails by state
    Status,
    /// Take one message that came back on standard input: a report, or an answer
    Bounce,
    /// Write every mail with made-up content, as .eml and .html
    Samples {
        /// The folder to write to
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum LetterCommand {
    /// Print the letters
    List,
    /// Write a letter as PDF
    Render {
        /// Its id
        id: String,
        /// What to write
        #[arg(long, value_enum, default_value_t = LetterFormat::Pdf)]
        format: LetterFormat,
        /// Where to write it
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Set the batches of letters that wait to be printed together
    Batches,
    /// Write a letter with made-up content
    Sample {
        /// Its kind: circular
        kind: String,
        /// What to write
        #[arg(long, value_enum, default_value_t = LetterFormat::Pdf)]
        format: LetterFormat,
        /// Where to write it
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LetterFormat {
    Pdf,
    Docx,
}

#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Add an officer, and print a one-time sign-in link
    Add {
        /// As printed
        #[arg(long)]
        name: String,
        /// Unique address
        #[arg(long)]
        email: String,
        /// admin, `labour_officer`, `health_officer`, approver, viewer
        #[arg(long)]
        role: String,
    },
    /// Print the officers
    List,
    /// Print a fresh sign-in link, take the second factor away and end all sessions
    Reset {
        /// Whose
        #[arg(long)]
        email: String,
    },
    /// Shut an account and end its sessions
    Disable {
        /// Whose
        #[arg(long)]
        email: String,
    },
}
