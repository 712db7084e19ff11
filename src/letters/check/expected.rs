//! What a letter has to say, part by part, and of which case.

use super::{OwnCase, Sheet, squeezed};
use crate::{
    domain::letter::{Annex, GAP, LetterKind, LetterPage, SetBlock, Typeface, plain},
    letters::faces::legible,
};

/// The parts of a letter in the order of its page, each with what it says, line by line.
pub(super) fn parts(page: &LetterPage) -> Vec<(&'static str, Vec<String>)> {
    let number = || page.number.clone().unwrap_or_else(|| ".......".to_owned());
    let date = page
        .date_words
        .clone()
        .unwrap_or(format!("{GAP} {}", page.year));
    let mut head = vec![page.head.top.clone(), page.head.name.clone()];
    head.extend(page.head.lines.clone());
    let addressee = [
        ("addressee", page.addressee.clone()),
        ("destination", vec![page.destination.clone()]),
    ];
    let mut parts = vec![
        ("letterhead", head),
        ("date", vec![page.place.clone(), date.clone()]),
    ];
    if page.kind == LetterKind::Circular {
        parts.extend(addressee);
        let year = page.year.to_string();
        parts.push(("number", vec!["NOMOR".to_owned(), number(), year]));
        parts.push(("subject", vec![page.subject.to_uppercase()]));
    } else {
        parts.push((
            "number",
            vec![page.number.clone().unwrap_or(GAP.to_owned())],
        ));
        parts.push(("importance", vec![page.importance.clone()]));
        parts.push(("enclosure", vec![page.enclosure.clone()]));
        parts.push(("subject", vec![page.subject.clone()]));
        parts.extend(addressee);
    }
    parts.push(("body", body(page)));
    parts.push(("signature", signature(page)));
    if !page.copies.is_empty() {
        parts.push(("copies", page.copies.clone()));
    }
    if let Some(annex) = &page.annex {
        parts.push(("annex-head", vec!["LAMPIRAN".to_owned(), number()]));
        parts.push(("annex", annex_words(annex)));
    }
    for (_, lines) in &mut parts {
        // A head may have no second name, a list no kelurahan.
        lines.retain(|line| !line.trim().is_empty());
        for line in lines.iter_mut() {
            *line = shown(page.typeface, line);
        }
    }
    parts.retain(|(_, lines)| !lines.is_empty());
    parts
}

fn shown(face: Typeface, text: &str) -> String {
    squeezed(&legible(face, text))
}

fn body(page: &LetterPage) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &page.body {
        match block {
            SetBlock::Heading { spans }
            | SetBlock::Paragraph { spans }
            | SetBlock::Finding { spans } => lines.push(plain(spans)),
            SetBlock::List { items } => {
                for item in items {
                    lines.push(plain(&item.spans));
                    lines.extend(item.under.iter().map(|spans| plain(spans)));
                }
            }
        }
    }
    lines
}

fn signature(page: &LetterPage) -> Vec<String> {
    let signature = &page.signature;
    let mut lines = signature.title.clone();
    lines.push(signature.name.clone().unwrap_or(GAP.to_owned()));
    lines.extend(signature.rank.clone());
    lines.extend(signature.nip.clone());
    lines
}

fn annex_words(annex: &Annex) -> Vec<String> {
    match annex {
        Annex::Recipients { lines, .. } => lines
            .iter()
            .flat_map(|(name, place)| [name.clone(), place.clone()])
            .collect(),
        Annex::Figures {
            firm,
            code,
            facts,
            figures,
            history,
        } => {
            let mut lines = vec![firm.clone(), code.clone()];
            for (what, value) in facts {
                lines.extend([what.clone(), value.clone()]);
            }
            for one in figures {
                let one = one.clone();
                lines.extend([one.what, one.value, one.source, one.on]);
            }
            for (what, value) in history {
                lines.extend([what.clone(), value.clone()]);
            }
            lines
        }
    }
}

/// Parts that speak of another case than the letter's own, with what should stand there.
pub(super) fn case_words(
    page: &LetterPage,
    case: Option<&OwnCase>,
    sheets: &[Sheet],
) -> Vec<(&'static str, String)> {
    let from_page = || {
        let code = page.case_code.clone()?;
        let firm = match &page.annex {
            Some(Annex::Figures { firm, .. }) => firm.clone(),
            _ => String::new(),
        };
        Some(OwnCase {
            firm,
            code,
            ..OwnCase::default()
        })
    };
    let Some(case) = case.cloned().or_else(from_page) else {
        return Vec::new();
    };
    let said = |part: &str| -> String { sheets.iter().filter_map(|s| s.words(part)).collect() };
    let shown = |text: &str| shown(page.typeface, text);
    let mut wrong = Vec::new();
    let mut must = |part: &'static str, on: &str, words: &str| {
        if !on.contains(&shown(words)) {
            wrong.push((part, words.to_owned()));
        }
    };
    let letter = said("addressee") + &said("body");
    must("body", &letter, &case.firm);
    must("body", &said("body"), &case.statement);
    if page.case_code.is_some() {
        for sheet in sheets {
            let footer = sheet.words("footer").unwrap_or_default();
            must("footer", &footer, &format!("kode kasus {}.", case.code));
        }
    }
    if let Some(Annex::Figures { .. }) = &page.annex {
        must(
            "annex",
            &said("annex-facts"),
            &format!("Badan usaha {}", case.firm),
        );
        must(
            "annex",
            &said("annex-facts"),
            &format!("Kode kasus {}", case.code),
        );
        for (what, value) in &case.figures {
            must("annex", &said("annex-figures"), &format!("{what} {value}"));
        }
    }
    let strangers = other_codes(&(letter + &said("annex")), &case.code);
    wrong.extend(strangers.into_iter().map(|code| ("body", code)));
    wrong
}

/// Codes of the same form as the own one that are not it.
fn other_codes(words: &str, own: &str) -> Vec<String> {
    let Some((prefix, digits)) = own.split_once('-') else {
        return Vec::new();
    };
    let start = format!("{prefix}-");
    let found = words.match_indices(&start).filter_map(|(at, _)| {
        let rest = words[at + start.len()..].chars();
        let code: String = rest.take_while(char::is_ascii_digit).collect();
        (code.len() >= digits.len().max(3) && code != digits).then(|| format!("{start}{code}"))
    });
    found.collect()
}
