//! What a list is asked for: read from its address and written into others.

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use validator::Validate;

use super::{
    columns::Column,
    groups::{self, GROUPS, VERDICT},
};
use crate::{
    domain::{ids::EmployerId, verdict::Verdict},
    store::{Begin, Order, Question, Sort},
    web::{Problem, query::address, wording::SHOWN},
};

/// Employers that can be ticked at once.
const MOST_TICKED: usize = 1_000;

/// A list as it is asked for. What makes no sense is passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// As typed.
    pub(super) q: String,
    /// Of each group the options that are chosen, by their numbers.
    pub(super) chosen: [Vec<usize>; GROUPS],
    pub(super) order: Order,
    pub(super) columns: Vec<Column>,
    pub(super) begin: Begin,
    /// Those that are ticked.
    pub(super) ids: Vec<EmployerId>,
    /// What was just done, to be said on the page.
    pub(super) done: Option<&'static str>,
}

/// What has limits of its own.
#[derive(Default, Validate)]
struct Typed {
    #[validate(length(max = 120))]
    q: String,
}

/// What a page can say was done.
const DONE: [&str; 2] = ["view_saved", "view_dropped"];

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Query(pairs) = Query::<Vec<(String, String)>>::from_request_parts(parts, state)
            .await
            .map_err(|_| Problem::unreadable())?;
        Self::of(&pairs)
    }
}

impl Asked {
    /// Reads the pairs of a query. A name may come more than once, and its values may be
    /// separated by commas.
    pub(super) fn of(pairs: &[(String, String)]) -> Result<Self, Problem> {
        let mut asked = Self::default();
        for (name, value) in pairs {
            asked.take(name, value.trim());
        }
        asked.columns.sort_unstable();
        asked.columns.dedup();
        for chosen in &mut asked.chosen {
            chosen.sort_unstable();
            chosen.dedup();
        }
        let typed = Typed { q: asked.q.clone() };
        typed
            .validate()
            .map_err(|errors| Problem::out_of_limits(&errors))?;
        Ok(asked)
    }

    /// Reads a query as it stands in an address.
    pub(super) fn of_query(query: &str) -> Result<Self, Problem> {
        let uri: axum::http::Uri = format!("/?{query}")
            .parse()
            .map_err(|_| Problem::unreadable())?;
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri)
            .map_err(|_| Problem::unreadable())?;
        Self::of(&pairs)
    }

    fn take(&mut self, name: &str, value: &str) {
        match name {
            "q" => value.clone_into(&mut self.q),
            "sort" => {
                let (code, falling) = match value.strip_prefix('-') {
                    Some(code) => (code, true),
                    None => (value, false),
                };
                if let Some(sort) = Sort::from_code(code) {
                    self.order = Order { sort, falling };
                }
            }
            "cols" => self
                .columns
                .extend(value.split(',').filter_map(Column::from_code)),
            "after" => self.begin = value.parse().map_or(self.begin, Begin::After),
            "before" => self.begin = value.parse().map_or(self.begin, Begin::Before),
            "id" if self.ids.len() < MOST_TICKED => self.ids.extend(value.parse::<EmployerId>()),
            "done" => self.done = DONE.into_iter().find(|code| *code == value),
            _ => {
                let group = groups::all().iter().position(|group| group.name == name);
                let Some(group) = group else { return };
                let options = &groups::all()[group].options;
                let place = |code: &str| options.iter().position(|option| option.code == code);
                self.chosen[group].extend(value.split(',').filter_map(place));
            }
        }
    }

    /// What the store is asked.
    pub(super) fn question(&self) -> Question {
        let groups = groups::all().iter().zip(&self.chosen);
        let facets = groups
            .filter(|(_, chosen)| !chosen.is_empty())
            .map(|(group, chosen)| {
                let options = chosen.iter().map(|option| &group.options[*option]);
                options.flat_map(|option| option.facets.clone()).collect()
            });
        Question {
            search: self.q.clone(),
            all_of: facets.collect(),
            only: (!self.ids.is_empty()).then(|| self.ids.clone()),
        }
    }

    /// The columns to show.
    pub(super) fn shown(&self) -> Vec<Column> {
        if self.columns.is_empty() {
            Column::USUAL.to_vec()
        } else {
            self.columns.clone()
        }
    }

    /// The same list from its beginning, with nothing ticked.
    pub(super) fn list(&self) -> Self {
        Self {
            begin: Begin::Top,
            ids: Vec::new(),
            done: None,
            ..self.clone()
        }
    }

    /// The same list with one option chosen, or no longer.
    pub(super) fn toggled(&self, group: usize, option: usize) -> Self {
        let mut other = self.list();
        let chosen = &mut other.chosen[group];
        match chosen.iter().position(|one| *one == option) {
            Some(at) => drop(chosen.remove(at)),
            None => chosen.push(option),
        }
        chosen.sort_unstable();
        other
    }

    /// The same list whatever the verdict.
    pub(super) fn of_every_verdict(&self) -> Self {
        let mut other = self.list();
        other.chosen[VERDICT].clear();
        other
    }

    pub(super) fn has(&self, group: usize, option: usize) -> bool {
        self.chosen[group].contains(&option)
    }

    pub(super) fn has_verdict(&self, verdict: Verdict) -> bool {
        let place = SHOWN.iter().position(|shown| *shown == verdict);
        place.is_some_and(|place| self.has(VERDICT, place))
    }

    /// Whether anything narrows the list.
    pub(super) fn is_narrowed(&self) -> bool {
        !self.q.is_empty() || self.chosen.iter().any(|chosen| !chosen.is_empty())
    }

    /// The order as it stands in addresses: `-shortfall`.
    pub(super) fn sort_code(&self) -> String {
        let sign = if self.order.falling { "-" } else { "" };
        format!("{sign}{}", self.order.sort.code())
    }

    /// Name and value of everything that isn't as usual.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("q", self.q.clone())];
        for (group, chosen) in groups::all().iter().zip(&self.chosen) {
            let codes: Vec<&str> = chosen
                .iter()
                .map(|option| group.options[*option].code.as_str())
                .collect();
            pairs.push((group.name, codes.join(",")));
        }
        if self.order != Order::default() {
            pairs.push(("sort", self.sort_code()));
        }
        if !self.columns.is_empty() && self.columns != Column::USUAL {
            let codes: Vec<&str> = self.columns.iter().map(|column| column.code()).collect();
            pairs.push(("cols", codes.join(",")));
        }
        match self.begin {
            Begin::Top => {}
            Begin::After(id) => pairs.push(("after", id.to_string())),
            Begin::Before(id) => pairs.push(("before", id.to_string())),
        }
        pairs.retain(|(_, value)| !value.is_empty());
        pairs
    }

    /// The list at a path: `/employers`, or `/employers.csv`.
    pub(super) fn at(&self, path: &str) -> String {
        let pairs = self.pairs();
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (*n, v.as_str())).collect();
        address(path, &pairs)
    }

    /// The list's own address.
    pub(super) fn href(&self) -> String {
        self.at("/employers")
    }

    /// The query of the list's own address.
    pub(super) fn query(&self) -> String {
        let address = self.list().href();
        address
            .split_once('?')
            .map_or_else(String::new, |(_, query)| query.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Asked {
        Asked::of_query(query).unwrap()
    }

    #[test]
    fn an_address_is_read_back_as_it_was_written() {
        let query = "q=misal%20jaya&verdict=unregistered,unknown&kelurahan=lok-tuan,none\
                     &size=1-9&form=pt&email=no&sort=-shortfall&cols=verdict,nib";
        assert_eq!(asked(query).query(), query);
        assert_eq!(asked("").query(), "");
        assert_eq!(asked("").href(), "/employers");
    }

    #[test]
    fn a_form_and_a_link_ask_the_same() {
        let form = "q=&verdict=unknown&verdict=unregistered&verdict=unknown&sort=name\
                    &cols=verdict&cols=registered&cols=shortfall&cols=stage&cols=due_on&email=";
        assert_eq!(asked(form).query(), "verdict=unregistered,unknown");
    }

    #[test]
    fn what_makes_no_sense_is_passed_over() {
        let nonsense =
            "verdict=nonsense&sort=-nonsense&cols=nonsense&after=nonsense&id=1&x=y&done=z";
        assert_eq!(asked(nonsense), Asked::default());
        let long = format!("q={}", "x".repeat(121));
        assert!(Asked::of_query(&long).is_err());
    }

    #[test]
    fn an_option_is_chosen_and_let_go() {
        let both = asked("verdict=unregistered").toggled(VERDICT, 0);
        assert_eq!(both.query(), "verdict=compliant,unregistered");
        assert!(both.has_verdict(Verdict::Compliant));
        assert_eq!(both.toggled(VERDICT, 4).query(), "verdict=compliant");
        assert_eq!(both.of_every_verdict().query(), "");
    }
}
