//! Writes many personalised letters as DOCX, on as many threads as asked, for measuring:
//! `thousand_docx 1000 2 FOLDER`. The first one is kept in the folder.

use std::{io::Write, path::PathBuf, thread, time::Instant};

use patuh::{
    domain::letter::{LetterKind, LetterPage, SetBlock, SetSpan},
    letters::{letter_docx, sample_page},
};

/// The letter of one of many: names and codes differ, and so every byte that is packed.
fn letter(no: usize) -> LetterPage {
    let mut page = sample_page(LetterKind::Reprimand1);
    page.addressee = vec![format!("Pimpinan CV Contoh Sentosa {no}")];
    page.case_code = Some(format!("K-{no:05}"));
    let text = format!("Surat ini ditujukan kepada CV Contoh Sentosa {no}.");
    let spans = vec![SetSpan { text, bold: false }];
    page.body.push(SetBlock::Paragraph { spans });
    page
}

fn main() -> anyhow::Result<()> {
    let mut words = std::env::args().skip(1);
    let mut number = |usual| words.next().map_or(Ok(usual), |word| word.parse());
    let (count, threads): (usize, usize) = (number(1_000)?, number(2)?);
    let folder = words.next().map(PathBuf::from);
    if let Some(folder) = folder {
        std::fs::write(folder.join("letter.docx"), letter_docx(&letter(0), None)?)?;
    }
    let begin = Instant::now();
    let bytes: usize = thread::scope(|scope| {
        let work = |first: usize| {
            let mine = (first..count).step_by(threads);
            mine.map(|no| letter_docx(&letter(no), None).map_or(0, |docx| docx.len()))
                .sum::<usize>()
        };
        let all: Vec<_> = (0..threads)
            .map(|first| scope.spawn(move || work(first)))
            .collect();
        all.into_iter()
            .map(|one| one.join().expect("writing does not panic"))
            .sum()
    });
    let seconds = begin.elapsed().as_secs_f64();
    writeln!(
        std::io::stdout(),
        "{{\"letters\": {count}, \"seconds\": {seconds:.3}, \"bytes\": {bytes}}}"
    )?;
    Ok(())
}
