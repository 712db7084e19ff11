//! Makes two lists of firms and the truth about them, to try `patuh match` on:
//!
//! ```text
//! cargo run --release --example matching_pairs -- --firms 20000 --others 8000 --seed 1 \
//!     --noise typist --out pairs
//! patuh match pairs/a.csv pairs/b.csv --out pairs/found.csv
//! ```
//!
//! `truth.csv` names for each `b_id` the `a_id` of the same firm, or nothing, and by which kind of
//! relative it can be mistaken.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Parser;
use patuh::synthetic::pairs::{Noise, PairsPlan, write_pairs};

#[derive(Parser)]
struct Args {
    /// Rows of the first list
    #[arg(long, default_value_t = 20_000)]
    firms: u32,
    /// About so many rows of the second one [default: four tenths of the first]
    #[arg(long)]
    others: Option<u32>,
    /// Another seed has other words, places and shares
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Who wrote the second list: registry clerk typist ocr spreadsheet bpjs foreign mixed
    #[arg(long, default_value = "mixed")]
    noise: String,
    /// Give some rows identifiers, a few of them wrong
    #[arg(long)]
    identifiers: bool,
    /// The folder to write a.csv, b.csv and truth.csv into
    #[arg(long)]
    out: PathBuf,
}

#[expect(clippy::print_stdout, reason = "it says what it wrote")]
fn main() -> Result<()> {
    let args = Args::parse();
    let Some(noise) = Noise::from_code(&args.noise) else {
        let known: Vec<&str> = Noise::ALL.into_iter().map(Noise::code).collect();
        bail!(
            "there is no noise {}; one of: {}",
            args.noise,
            known.join(" ")
        );
    };
    let plan = PairsPlan {
        firms: args.firms,
        others: args.others.unwrap_or(args.firms / 5 * 2),
        seed: args.seed,
        noise,
        identifiers: args.identifiers,
    };
    let written = write_pairs(&plan, &args.out)?;
    println!(
        "{} and {} rows, {} of them in both",
        written.firms, written.others, written.same
    );
    Ok(())
}
