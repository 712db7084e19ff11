//! Letters of every kind, from what they print to their pages.

use std::sync::LazyLock;

use serde::Serialize;
use serde_json::{Value, json};
use typst::{foundations::Bytes, syntax::Source};
use typst_layout::PagedDocument;

use super::{
    emblem::Emblem,
    faces::{breakable, is_printable, legible},
    press::{Imprint, LetterError, named_source, print_accessibly, template_source, typeset_parts},
    qr,
};
use crate::domain::{
    letter::{Annex, LetterPage, Typeface},
    words::group_thousands,
};

/// Letters of the footer that list what is still open.
const MOST_OPEN: usize = 190;

static TEMPLATE: LazyLock<[Source; 2]> =
    LazyLock::new(|| template(include_str!("../../config/letters/letter.typ")));

/// What sets letters of that form.
pub(super) fn template(form: &str) -> [Source; 2] {
    let letters = template_source(include_str!("../../config/letters/letters.typ"));
    [letters, named_source("letter.typ", form)]
}

/// Prints a letter as tagged PDF/A-2b that is PDF/UA-1 too; the same letter makes the same bytes. What the typeface
/// can't show is printed as a question mark, and [`illegible`](super::illegible) says so.
///
/// # Errors
/// When the template doesn't fit the letter, or the emblem can't be drawn.
pub fn letter_pdf(page: &LetterPage, emblem: Option<&Emblem>) -> Result<Vec<u8>, LetterError> {
    let imprint = Imprint {
        name: "letter",
        created_at: page.created_at,
    };
    print_accessibly(&set(&[(page, emblem)])?, &imprint)
}

/// Characters of a letter that its typeface can't show, each once: where one stands, a question
/// mark is printed.
#[must_use]
pub fn illegible(page: &LetterPage) -> Vec<char> {
    fn collect(values: &Value, face: Typeface, into: &mut Vec<char>) {
        match values {
            Value::String(text) => {
                let hidden = |c: &char| !is_printable(face, *c) && !c.is_whitespace();
                into.extend(text.chars().filter(hidden));
            }
            Value::Array(list) => list.iter().for_each(|one| collect(one, face, into)),
            Value::Object(fields) => fields.values().for_each(|one| collect(one, face, into)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    if let Ok(values) = serde_json::to_value(page) {
        collect(&values, page.typeface, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Sets letters one after the other, each with page numbers of its own. All have the emblem of
/// the first that has one.
pub(super) fn set(
    letters: &[(&LetterPage, Option<&Emblem>)],
) -> Result<PagedDocument, LetterError> {
    set_by(&TEMPLATE[..], letters)
}

/// The same with another template.
pub(super) fn set_by(
    template: &[Source],
    letters: &[(&LetterPage, Option<&Emblem>)],
) -> Result<PagedDocument, LetterError> {
    let mut files = Vec::new();
    let mut names = Vec::with_capacity(letters.len());
    for (no, (page, emblem)) in letters.iter().enumerate() {
        if let Some(emblem) = emblem
            && !files.iter().any(|(name, _)| name == emblem.name)
        {
            files.push((emblem.name.to_owned(), emblem.bytes.clone()));
        }
        let mut value = filled(page, emblem.map(|emblem| emblem.name))?;
        value["qr"] = match page.verify_url.as_deref().and_then(qr::picture) {
            Some(qr) => qr.put(format!("qr-{no}"), &mut files),
            None => Value::Null,
        };
        // In a file of its own, because its footer reads it again on each page.
        let name = format!("letter-{no}.json");
        files.push((name.clone(), json_file(&value)?));
        names.push(name);
    }
    files.push(("letters.json".to_owned(), json_file(&names)?));
    typeset_parts(template, &files)
}

fn json_file(values: &impl Serialize) -> Result<Bytes, LetterError> {
    let text = serde_json::to_vec(values).map_err(LetterError::Values)?;
    Ok(Bytes::new(text))
}

/// The template's values.
fn filled(page: &LetterPage, emblem: Option<&str>) -> Result<Value, LetterError> {
    let mut values = serde_json::to_value(page).map_err(LetterError::Values)?;
    make_printable(&mut values, page.typeface);
    let code = page.case_code.as_deref().unwrap_or(&page.code);
    let author = if page.head.name.is_empty() {
        &page.head.top
    } else {
        &page.head.name
    };
    let more = json!({
        "title": legible(page.typeface, &format!("{} - {code}", page.subject)),
        "author": legible(page.typeface, author),
        "emblem": emblem,
        "open": open(&page.blanks).map(|open| legible(page.typeface, &open)),
    });
    if let (Value::Object(values), Value::Object(more)) = (&mut values, more) {
        values.extend(more);
        if let (Some(Value::Object(annex)), Some(Annex::Recipients { count, .. })) =
            (values.get_mut("annex"), &page.annex)
        {
            annex.insert("count".to_owned(), json!(group_thousands(*count)));
        }
    }
    Ok(values)
}

pub(super) fn make_printable(values: &mut Value, face: Typeface) {
    match values {
        Value::String(text) => *text = breakable(&legible(face, text)),
        Value::Array(list) => list.iter_mut().for_each(|one| make_printable(one, face)),
        Value::Object(fields) => {
            let fields = fields.iter_mut();
            fields.for_each(|(_, one)| make_printable(one, face));
        }
        _ => {}
    }
}

/// What is still open, as far as the footer has room for it.
fn open(blanks: &[String]) -> Option<String> {
    let mut said = String::new();
    for (at, blank) in blanks.iter().enumerate() {
        if said.len() + blank.len() > MOST_OPEN {
            let left = blanks.len() - at;
            said.extend([" dan ", &left.to_string(), " isian lain"]);
            break;
        }
        if at > 0 {
            said.push_str(", ");
        }
        said.push_str(blank);
    }
    let said = said.trim();
    (!said.is_empty()).then(|| said.to_owned())
}
