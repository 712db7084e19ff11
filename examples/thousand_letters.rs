//! Makes many personalised letters of two pages, on as many threads as asked, for measuring:
//!
//! ```text
//! thousand_letters pdf COUNT THREADS FOLDER     the first is kept as FOLDER/letter.pdf
//! thousand_letters joined COUNT THREADS FOLDER  as the one file for a printer, FOLDER/joined.pdf
//! thousand_letters docx COUNT THREADS FOLDER    the first is kept as FOLDER/letter.docx
//! thousand_letters files COUNT THREADS FOLDER   all are kept, as FOLDER/0.docx and on
//! thousand_letters values COUNT 1 FOLDER        what they print, a line each: letters.jsonl
//! ```
//!
//! A file `emblem.png` or `emblem.svg` in FOLDER is the letterhead's emblem.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
    time::Instant,
};

use anyhow::{Context, Result, bail};
use patuh::{
    domain::letter::{Annex, LetterKind, LetterPage, SetBlock, SetSpan},
    letters::{Emblem, JoinedPdf, letter_docx, letter_pdf, sample_page},
};

/// One of many letters to sign, each about a firm, a case and figures of its own.
fn letter(no: usize) -> LetterPage {
    let firm = format!("CV Contoh Sentosa {no}");
    let case_code = format!("K-{no:05}");
    let workers = (11 + no % 89).to_string();
    let mine = |text: &mut String| {
        *text = text
            .replace("CV Contoh Sentosa", &firm)
            .replace("K-00007", &case_code)
            .replace("42 orang", &format!("{workers} orang"));
    };
    let mut page = sample_page(LetterKind::Referral);
    page.body
        .iter_mut()
        .flat_map(spans)
        .for_each(|span| mine(&mut span.text));
    page.copies.iter_mut().for_each(mine);
    if let Some(Annex::Figures {
        firm,
        code,
        facts,
        figures,
        ..
    }) = &mut page.annex
    {
        [firm, code].into_iter().for_each(mine);
        facts[0].1 = format!("{no:013}");
        figures[0].value.clone_from(&workers);
    }
    let code = format!("7K2M9-{no:05}");
    LetterPage {
        number: Some(format!("500.15.14.1/{no:05}/Disnaker")),
        date_words: Some("18 Mei 2026".to_owned()),
        draft: false,
        sample: false,
        blanks: Vec::new(),
        verify_url: Some(format!("https://patuh.kota.example/verify/{code}")),
        code,
        case_code: Some(case_code.clone()),
        ..page
    }
}

fn spans(block: &mut SetBlock) -> Vec<&mut SetSpan> {
    match block {
        SetBlock::Heading { spans }
        | SetBlock::Paragraph { spans }
        | SetBlock::Finding { spans } => spans.iter_mut().collect(),
        SetBlock::List { items } => items
            .iter_mut()
            .flat_map(|item| item.spans.iter_mut().chain(item.under.iter_mut().flatten()))
            .collect(),
    }
}

fn emblem(folder: &Path) -> Result<Option<Emblem>> {
    let files = ["emblem.png", "emblem.svg"].map(|name| folder.join(name));
    let Some(file) = files.iter().find(|file| file.exists()) else {
        return Ok(None);
    };
    match Emblem::read(fs::read(file)?) {
        Ok(emblem) => Ok(Some(emblem)),
        Err(why) => bail!("{} is no emblem: {why:?}", file.display()),
    }
}

/// Makes all letters; answers how large they are together.
fn make(
    (count, threads): (usize, usize),
    one: impl Fn(usize) -> Result<usize> + Sync,
) -> Result<usize> {
    let work = |first: usize| {
        (first..count)
            .step_by(threads)
            .map(&one)
            .sum::<Result<usize>>()
    };
    thread::scope(|scope| {
        let work = &work;
        let all: Vec<_> = (0..threads)
            .map(|first| scope.spawn(move || work(first)))
            .collect();
        all.into_iter()
            .map(|one| one.join().expect("making letters does not panic"))
            .sum::<Result<usize>>()
    })
}

/// Sets all letters, a few at a time, and joins them in their order as a batch does.
fn join((count, threads): (usize, usize), emblem: Option<&Emblem>, path: &Path) -> Result<usize> {
    /// Letters that a batch writes down together.
    const PART: usize = 20;
    let file = BufWriter::new(File::create(path)?);
    let mut joined = JoinedPdf::begin(file)?;
    for part in (0..count).step_by(PART) {
        let size = PART.min(count - part);
        let set = Mutex::new(vec![Vec::new(); size]);
        make((size, threads), |no| {
            let pdf = letter_pdf(&letter(part + no), emblem)?;
            set.lock().expect("setting does not panic")[no] = pdf;
            Ok(0)
        })?;
        for pdf in set.into_inner().expect("setting does not panic") {
            joined.add(pdf)?;
        }
    }
    joined.finish()?;
    Ok(usize::try_from(fs::metadata(path)?.len())?)
}

fn main() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let mut word = || words.next().context("WHAT COUNT THREADS FOLDER");
    let (what, count, threads) = (word()?, word()?.parse()?, word()?.parse()?);
    let folder = PathBuf::from(word()?);
    let emblem = emblem(&folder)?;
    let emblem = emblem.as_ref();
    let keep = |name: &str, letter: Vec<u8>| -> Result<usize> {
        fs::write(folder.join(name), &letter)?;
        Ok(letter.len())
    };
    let all = (count, threads);
    let begin = Instant::now();
    let bytes = match what.as_str() {
        "pdf" => make(all, |no| match (no, letter_pdf(&letter(no), emblem)?) {
            (0, letter) => keep("letter.pdf", letter),
            (_, letter) => Ok(letter.len()),
        }),
        "joined" => join(all, emblem, &folder.join("joined.pdf")),
        "docx" => make(all, |no| match (no, letter_docx(&letter(no), emblem)?) {
            (0, letter) => keep("letter.docx", letter),
            (_, letter) => Ok(letter.len()),
        }),
        "files" => make(all, |no| {
            keep(&format!("{no}.docx"), letter_docx(&letter(no), emblem)?)
        }),
        "values" => {
            let mut file = BufWriter::new(File::create(folder.join("letters.jsonl"))?);
            for no in 0..count {
                serde_json::to_writer(&mut file, &letter(no))?;
                writeln!(file)?;
            }
            file.flush()?;
            Ok(0)
        }
        _ => bail!("WHAT is pdf, joined, docx, files or values"),
    }?;
    let seconds = begin.elapsed().as_secs_f64();
    writeln!(
        std::io::stdout(),
        "{{\"letters\": {count}, \"seconds\": {seconds:.3}, \"bytes\": {bytes}}}"
    )?;
    Ok(())
}
