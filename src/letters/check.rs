//! The machine's look at a letter before people approve it: is everything where it belongs, and
//! does it all speak of one case?

mod expected;

use typst_layout::PagedDocument;

use super::{
    emblem::Emblem,
    look::{Place, Run, Sheet, sheets, squeezed},
    page::{illegible, set},
    press::LetterError,
};
use crate::domain::letter::{LetterKind, LetterPage};
use expected::{case_words, parts};

/// Margins of a letter, in millimetres.
const MARGIN: Place = Place {
    left: 30.0,
    top: 25.0,
    right: 20.0,
    bottom: 25.0,
};
/// What a letter may stand over its margin before anybody sees it.
const SLACK: f64 = 0.6;

/// What is wrong with a set letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterFault {
    /// A part does not stand on the page.
    Missing,
    /// A part does not say what the letter holds.
    Words,
    /// A part stands elsewhere on the page, or on another page.
    Region,
    /// A part stands before one that it has to follow.
    Order,
    /// Words stand outside the margins.
    Outside,
    /// Words stand on other words.
    Overlap,
    /// A page without words.
    EmptyPage,
    /// KONSEP or CONTOH is missing on a page, or stands where it must not.
    Mark,
    /// Firm, case code or figures are those of another case.
    OtherCase,
    /// The signature stands on a page without words of the letter.
    LoneSignature,
    /// Characters that the typeface lacks: question marks on paper.
    Illegible,
}

impl LetterFault {
    /// Name in records and messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Words => "words",
            Self::Region => "region",
            Self::Order => "order",
            Self::Outside => "outside",
            Self::Overlap => "overlap",
            Self::EmptyPage => "empty_page",
            Self::Mark => "mark",
            Self::OtherCase => "other_case",
            Self::LoneSignature => "lone_signature",
            Self::Illegible => "illegible",
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterFlaw {
    /// What it is.
    pub fault: LetterFault,
    /// The part of the letter: `letterhead`, `number`, `body`, `annex`, `page`, …
    pub part: &'static str,
    /// The page, from 1 on; the first where a part stands on none.
    pub page: usize,
    /// The words that it is about, as far as there are any.
    pub words: String,
}

/// What is on record about the case that a letter is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnCase {
    /// The firm's name.
    pub firm: String,
    /// The case's short code.
    pub code: String,
    /// What the data say, as the letter has to say it; empty where it need not.
    pub statement: String,
    /// The counts of its annex, in order: what, and how many.
    pub figures: Vec<(String, String)>,
}

/// Sets a letter and looks at its pages. Letters about a case bring what is on record about it.
///
/// # Errors
/// When the letter can't be set at all.
pub fn check_letter(
    page: &LetterPage,
    emblem: Option<&Emblem>,
    case: Option<&OwnCase>,
) -> Result<Vec<LetterFlaw>, LetterError> {
    Ok(look_at(&set(&[(page, emblem)])?, page, case))
}

/// The same for pages that are set already.
pub(super) fn look_at(
    document: &PagedDocument,
    page: &LetterPage,
    case: Option<&OwnCase>,
) -> Vec<LetterFlaw> {
    let mut look = Look {
        sheets: sheets(document),
        page,
        flaws: Vec::new(),
    };
    look.parts();
    look.regions();
    look.order();
    look.signature();
    for at in 0..look.sheets.len() {
        look.margins(at);
        look.overlaps(at);
        look.marks(at);
    }
    for (part, words) in case_words(page, case, &look.sheets) {
        look.flaw(LetterFault::OtherCase, part, 0, words);
    }
    let hidden: String = illegible(page).into_iter().collect();
    if !hidden.is_empty() {
        look.flaw(LetterFault::Illegible, "page", 0, hidden);
    }
    look.flaws
}

struct Look<'a> {
    sheets: Vec<Sheet>,
    page: &'a LetterPage,
    flaws: Vec<LetterFlaw>,
}

impl Look<'_> {
    fn flaw(
        &mut self,
        fault: LetterFault,
        part: &'static str,
        at: usize,
        words: impl Into<String>,
    ) {
        self.flaws.push(LetterFlaw {
            fault,
            part,
            page: at + 1,
            words: words.into(),
        });
    }

    /// The first page of a part.
    fn page_of(&self, part: &str) -> Option<usize> {
        let has = |sheet: &Sheet| sheet.place(part).is_some();
        self.sheets.iter().position(has)
    }

    /// Every part stands there and says what the letter holds, in that order.
    fn parts(&mut self) {
        for (part, lines) in parts(self.page) {
            let Some(at) = self.page_of(part) else {
                self.flaw(LetterFault::Missing, part, 0, "");
                continue;
            };
            let said: Vec<String> = self.sheets.iter().filter_map(|s| s.words(part)).collect();
            let said = said.concat();
            let is_whole = matches!(part, "importance" | "enclosure" | "subject")
                || (part == "number" && self.page.kind != LetterKind::Circular);
            if is_whole && lines.first().is_some_and(|line| squeezed(line) != said) {
                self.flaw(LetterFault::Words, part, at, said);
                continue;
            }
            let mut from = 0;
            for line in lines {
                let line = squeezed(&line);
                match said[from..].find(&line) {
                    Some(found) => from += found + line.len(),
                    None => self.flaw(LetterFault::Words, part, at, line),
                }
            }
        }
    }

    fn regions(&mut self) {
        let Some(first) = self.sheets.first() else {
            self.flaw(LetterFault::EmptyPage, "page", 0, "");
            return;
        };
        let middle = first.width / 2.0;
        let height = first.height;
        let mut wrong = Vec::new();
        for (part, _) in parts(self.page) {
            let Some(at) = self.page_of(part) else {
                continue;
            };
            let Some(place) = self.sheets[at].place(part) else {
                continue;
            };
            let is_right = match part {
                "letterhead" => at == 0 && place.top < MARGIN.top + 30.0,
                "date" => at == 0 && place.left > middle - 5.0,
                "number" | "importance" | "enclosure" | "subject" | "addressee" | "destination" => {
                    at == 0 && place.top < height / 2.0
                }
                "signature" => place.left > middle - 5.0,
                "copies" => place.left < MARGIN.left + 5.0,
                _ => true,
            };
            if !is_right {
                wrong.push((part, at));
            }
        }
        for (part, at) in wrong {
            self.flaw(LetterFault::Region, part, at, "");
        }
    }

    fn order(&mut self) {
        let mut before = (0, 0.0);
        for (part, _) in parts(self.page) {
            let at = self.page_of(part);
            let place = at.and_then(|at| self.sheets[at].place(part));
            let (Some(at), Some(place)) = (at, place) else {
                continue;
            };
            if (at, place.top + SLACK) < before {
                self.flaw(LetterFault::Order, part, at, "");
            }
            before = (at, place.top);
        }
    }

    fn signature(&mut self) {
        if let Some(at) = self.page_of("signature")
            && self.sheets[at].place("body").is_none()
        {
            self.flaw(LetterFault::LoneSignature, "signature", at, "");
        }
    }

    fn margins(&mut self, at: usize) {
        let sheet = &self.sheets[at];
        let (right, bottom) = (sheet.width - MARGIN.right, sheet.height - MARGIN.bottom);
        let is_outside = |run: &&Run| {
            let place = run.at;
            if run.is_in("watermark") {
                return false;
            }
            if run.is_around() {
                let in_foot = run.is_in("footer");
                return place.left < MARGIN.left - SLACK
                    || place.right > right + SLACK
                    || place.top < 5.0
                    || place.bottom > sheet.height - 3.0
                    || (in_foot && place.top < bottom)
                    || (!in_foot && place.bottom > MARGIN.top);
            }
            place.left < MARGIN.left - SLACK
                || place.right > right + SLACK
                || place.top < MARGIN.top - SLACK
                || place.bottom > bottom + SLACK
        };
        let found = sheet.runs.iter().find(is_outside);
        let found = found.map(|run| run.words.clone());
        let is_empty = sheet.runs.iter().all(Run::is_around);
        if let Some(words) = found {
            self.flaw(LetterFault::Outside, "page", at, words);
        }
        if is_empty {
            self.flaw(LetterFault::EmptyPage, "page", at, "");
        }
    }

    fn overlaps(&mut self, at: usize) {
        let runs: Vec<&Run> = self.sheets[at]
            .runs
            .iter()
            .filter(|run| !run.is_in("watermark") && !run.words.trim().is_empty())
            .collect();
        let over = |a: &Place, b: &Place| {
            let wide = a.right.min(b.right) - a.left.max(b.left);
            let high = a.bottom.min(b.bottom) - a.top.max(b.top);
            wide > SLACK && high > SLACK
        };
        let mut pairs = runs.iter().enumerate().flat_map(|(n, a)| {
            runs[n + 1..]
                .iter()
                .filter(move |b| over(&a.at, &b.at))
                .map(move |b| format!("{} / {}", a.words, b.words))
        });
        if let Some(words) = pairs.next() {
            drop(pairs);
            self.flaw(LetterFault::Overlap, "page", at, words);
        }
    }

    fn marks(&mut self, at: usize) {
        let said = self.sheets[at].words("watermark").unwrap_or_default();
        for (mark, wanted) in [("KONSEP", self.page.draft), ("CONTOH", self.page.sample)] {
            if said.contains(mark) != wanted {
                self.flaw(LetterFault::Mark, "watermark", at, mark);
            }
        }
    }
}
