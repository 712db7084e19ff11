//! What the work list is asked for, and how many cases each answer would have.

use serde::Serialize;

use super::{
    super::{
        language::{args, number},
        query::address,
        visit::Visit,
    },
    CasesQuery,
};
use crate::{
    domain::{confirmation::Confirmation, finding::CaseType, ids::OfficerId, ladder::Stage},
    store::{OBSTACLES, TERMS, Whose, WorkCell, WorkFilter},
};

/// The questions, as addresses name them.
const NAMES: [&str; 7] = ["whose", "state", "stage", "kind", "blocked", "due", "place"];
/// Those that are asked by selects; the others have chips.
const SELECTS: [&str; 5] = ["kind", "stage", "blocked", "due", "place"];
const WHOSE: [&str; 2] = ["mine", "second"];
/// In an address, a kecamatan that nobody knows.
const NOWHERE: &str = "-";

/// One answer of a question that is asked by chips.
#[derive(Debug, Serialize)]
pub(super) struct Chip {
    /// Completes the key of its words.
    code: &'static str,
    on: bool,
    count: u64,
    href: String,
}

/// A question that is asked by a select.
#[derive(Debug, Serialize)]
pub(super) struct Select {
    name: &'static str,
    label: String,
    /// Values with their words.
    options: Vec<(String, String)>,
    value: String,
}

/// One answer to each question; empty means any.
#[derive(Debug, Clone)]
pub(super) struct Asked([String; 7]);

impl Asked {
    /// What a query asks. Only who works on cases has any.
    pub(super) fn of(query: &CasesQuery, works: bool) -> Self {
        let known = |text: &Option<String>, codes: &[&str]| {
            let text = text.as_deref().unwrap_or_default();
            let known = codes.contains(&text);
            if known {
                text.to_owned()
            } else {
                String::new()
            }
        };
        Self([
            known(&query.whose, if works { &WHOSE } else { &[] }),
            known(&query.state, &Confirmation::CODES),
            known(&query.stage, &Stage::ALL.map(Stage::code)),
            known(&query.kind, &CaseType::ALL.map(CaseType::code)),
            known(&query.blocked, &[&OBSTACLES[..], &["any"]].concat()),
            known(&query.due, &TERMS),
            query.place.clone().unwrap_or_default(),
        ])
    }

    fn get(&self, name: &str) -> &str {
        let at = NAMES.iter().position(|known| *known == name);
        at.map_or("", |at| self.0[at].as_str())
    }

    fn with(&self, name: &str, value: &str) -> Self {
        let mut asked = self.clone();
        if let Some(at) = NAMES.iter().position(|known| *known == name) {
            value.clone_into(&mut asked.0[at]);
        }
        asked
    }

    /// The address of this list, from a mark on.
    pub(super) fn href(&self, after: Option<String>) -> String {
        let after = after.unwrap_or_default();
        let mut pairs: Vec<(&str, &str)> = NAMES
            .into_iter()
            .zip(self.0.iter().map(String::as_str))
            .collect();
        pairs.push(("after", &after));
        address("/cases", &pairs)
    }

    pub(super) fn filter(&self, me: Option<OfficerId>) -> WorkFilter {
        let code = |name: &str, codes: &[&'static str]| {
            codes.iter().copied().find(|code| *code == self.get(name))
        };
        WorkFilter {
            stage: Stage::from_code(self.get("stage")),
            kind: CaseType::from_code(self.get("kind")),
            confirmation: code("state", &Confirmation::CODES),
            obstacle: code("blocked", &OBSTACLES).or(code("blocked", &["any"])),
            term: code("due", &TERMS),
            kecamatan: match self.get("place") {
                "" => None,
                NOWHERE => Some(String::new()),
                place => Some(place.to_owned()),
            },
            whose: me.and_then(|me| match self.get("whose") {
                "mine" => Some(Whose::Of(me)),
                "second" => Some(Whose::SecondOf(me)),
                _ => None,
            }),
        }
    }

    /// How many cases it has.
    pub(super) fn count(&self, cells: &[WorkCell], me: Option<OfficerId>) -> u64 {
        let filter = self.filter(me);
        let held = cells.iter().filter(|cell| filter.holds(cell));
        held.map(|cell| cell.count).sum()
    }

    fn chip(
        &self,
        (name, code): (&str, &'static str),
        cells: &[WorkCell],
        me: Option<OfficerId>,
    ) -> Chip {
        let value = if code == "all" { "" } else { code };
        let asked = self.with(name, value);
        Chip {
            code,
            on: self.get(name) == value,
            count: asked.count(cells, me),
            href: asked.href(None),
        }
    }

    pub(super) fn whose_chips(&self, cells: &[WorkCell], me: Option<OfficerId>) -> Vec<Chip> {
        let codes = ["all"].into_iter().chain(WHOSE);
        codes
            .map(|code| self.chip(("whose", code), cells, me))
            .collect()
    }

    pub(super) fn state_chips(&self, cells: &[WorkCell], me: Option<OfficerId>) -> Vec<Chip> {
        ["all", "first", "void", "second", "done"]
            .into_iter()
            .map(|code| self.chip(("state", code), cells, me))
            // What went wrong is only offered where it did.
            .filter(|chip| chip.code != "void" || chip.on || chip.count > 0)
            .collect()
    }

    /// The words of one answer.
    fn words(visit: &Visit, name: &str, value: &str) -> String {
        match (name, value) {
            ("kind", code) => visit.say(&format!("case-{code}")),
            ("stage", code) => visit.say(&format!("stage-{code}")),
            ("blocked", code) => visit.say(&format!("cases-blocked-{code}")),
            ("due", code) => visit.say(&format!("cases-due-{code}")),
            (_, NOWHERE) => visit.say("cases-place-none"),
            (_, place) => place.to_owned(),
        }
    }

    fn values(name: &str, cells: &[WorkCell]) -> Vec<String> {
        let fixed = |codes: &[&str]| codes.iter().map(|&code| code.to_owned()).collect();
        match name {
            "kind" => fixed(&CaseType::ALL.map(CaseType::code)),
            "stage" => fixed(&Stage::ALL.map(Stage::code)),
            "blocked" => {
                let mut codes = vec!["any"];
                codes.extend(OBSTACLES);
                fixed(&codes)
            }
            "due" => fixed(&TERMS),
            _ => {
                let mut places: Vec<String> = cells.iter().map(|c| c.kecamatan.clone()).collect();
                places.sort();
                places.dedup();
                let nowhere = places.first().is_some_and(String::is_empty);
                if nowhere {
                    places.remove(0);
                    places.push(NOWHERE.to_owned());
                }
                places
            }
        }
    }

    /// The questions of the form; answers that no case has are left out.
    pub(super) fn selects(
        &self,
        visit: &Visit,
        cells: &[WorkCell],
        me: Option<OfficerId>,
    ) -> Vec<Select> {
        let select = |name: &'static str| {
            let any = (String::new(), visit.say(&format!("cases-any-{name}")));
            let option = |value: String| {
                let count = self.with(name, &value).count(cells, me);
                let on = self.get(name) == value;
                let words = Self::words(visit, name, &value);
                let counted = args([("what", words.into()), ("count", number(count))]);
                let words = visit.say_with("cases-option", &counted);
                (on || count > 0).then_some((value, words))
            };
            let known = Self::values(name, cells).into_iter().filter_map(option);
            Select {
                name,
                label: visit.say(&format!("cases-by-{name}")),
                options: [any].into_iter().chain(known).collect(),
                value: self.get(name).to_owned(),
            }
        };
        SELECTS.map(select).into()
    }

    /// What the chips ask, so that the form of the selects keeps it.
    pub(super) fn kept(&self) -> Vec<(&'static str, String)> {
        let asked = NAMES.into_iter().zip(self.0.iter().cloned());
        asked
            .filter(|(name, value)| !SELECTS.contains(name) && !value.is_empty())
            .collect()
    }

    /// What the selects ask: the words, and the address without it.
    pub(super) fn active(&self, visit: &Visit) -> Vec<(String, String)> {
        let asked = SELECTS
            .into_iter()
            .filter(|name| !self.get(name).is_empty());
        asked
            .map(|name| {
                let words = Self::words(visit, name, self.get(name));
                (words, self.with(name, "").href(None))
            })
            .collect()
    }
}
