//! What an administrator types of an instruction.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    domain::{
        directive::{Directive, Signatory},
        values,
    },
    web::{Problem, forms::Faults, saved, visit::Visit},
};

/// Whom an instruction is for.
pub(super) enum Chosen {
    /// Nobody has said yet.
    Nothing,
    /// Every employer.
    Everybody,
    /// Those whom a query finds.
    Some(String),
}

/// An instruction as it stands in the form.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Typed {
    #[validate(length(max = 100))]
    number: String,
    issued_on: String,
    pub(super) title: String,
    body: String,
    signatory_name: String,
    signatory_office: String,
    signatory_from: String,
    signatory_to: String,
    legal_basis: String,
    legal_verified_on: String,
    /// `all` or `some`; nothing until somebody chose.
    whom: String,
    /// The query of a saved view, in place of what was typed.
    #[validate(length(max = 1000))]
    view: String,
    #[validate(length(max = 1000))]
    pub(super) audience: String,
    ladder: String,
    arrears_ladder: String,
    valid_from: String,
    valid_to: String,
    /// The version that the author began with.
    base: String,
    /// An audience of nobody or everybody is meant.
    pub(super) sure: String,
    /// `preview` or `save`.
    pub(super) action: String,
}

impl Typed {
    /// A form for a new one, valid from a day.
    pub(super) fn empty(from: NaiveDate) -> Self {
        Self {
            ladder: "city".to_owned(),
            arrears_ladder: "arrears".to_owned(),
            valid_from: from.to_string(),
            ..Self::default()
        }
    }

    /// The form with what is kept.
    pub(super) fn of(says: &Directive, base: i32) -> Self {
        let day = |on: Option<NaiveDate>| on.map(|on| on.to_string()).unwrap_or_default();
        let signatory = says.signatory.clone();
        let whom = if says.audience.is_some() {
            "some"
        } else {
            "all"
        };
        Self {
            number: says.number.clone().unwrap_or_default(),
            issued_on: day(says.issued_on),
            title: says.title.clone(),
            body: says.body.clone(),
            signatory_from: day(signatory.as_ref().and_then(|s| s.from)),
            signatory_to: day(signatory.as_ref().and_then(|s| s.to)),
            signatory_name: signatory
                .as_ref()
                .map(|s| s.name.clone())
                .unwrap_or_default(),
            signatory_office: signatory.map(|s| s.office).unwrap_or_default(),
            legal_basis: says.legal_basis.join("\n"),
            legal_verified_on: day(says.legal_verified_on),
            whom: whom.to_owned(),
            view: String::new(),
            audience: says.audience.clone().unwrap_or_default(),
            ladder: says.ladder.clone(),
            arrears_ladder: says.arrears_ladder.clone(),
            valid_from: day(Some(says.valid_from)),
            valid_to: day(says.valid_to),
            base: base.to_string(),
            sure: String::new(),
            action: String::new(),
        }
    }

    /// Puts a saved view that was chosen where the filter is typed.
    pub(super) fn take_view(&mut self) {
        if saved::take(&mut self.view, &mut self.audience) {
            "some".clone_into(&mut self.whom);
        }
    }

    /// The version that the author began with.
    pub(super) fn base(&self) -> Result<i32, Problem> {
        self.base.parse().map_err(|_| Problem::unreadable())
    }

    /// The same form after another version.
    pub(super) fn based_on(self, version: i32) -> Self {
        Self {
            base: version.to_string(),
            ..self
        }
    }

    /// The text as typed.
    pub(super) fn body(&self) -> &str {
        &self.body
    }

    /// Whom it is for, as far as that was chosen.
    pub(super) fn chosen(&self) -> Chosen {
        match self.whom.as_str() {
            "all" => Chosen::Everybody,
            "some" => Chosen::Some(query_of(&self.audience)),
            _ => Chosen::Nothing,
        }
    }

    /// The instruction that was typed; `None`, with faults, where it can't be read.
    pub(super) fn says(&self, visit: &Visit, faults: &mut Faults) -> Option<Directive> {
        let mut day = |field: &str, typed: &str| {
            let typed = typed.trim();
            let read = values::date(typed).ok();
            if read.is_none() && !typed.is_empty() {
                faults.add(field, visit.say("directives-fault-day"));
            }
            read
        };
        let issued_on = day("issued_on", &self.issued_on);
        let signatory_from = day("signatory_from", &self.signatory_from);
        let signatory_to = day("signatory_to", &self.signatory_to);
        let legal_verified_on = day("legal_verified_on", &self.legal_verified_on);
        let valid_from = day("valid_from", &self.valid_from);
        let valid_to = day("valid_to", &self.valid_to);
        if valid_from.is_none() {
            faults.add("valid_from", visit.say("directives-fault-from"));
        }
        let chosen = self.chosen();
        match &chosen {
            Chosen::Nothing => faults.add("whom", visit.say("directives-fault-whom")),
            Chosen::Some(query) if query.is_empty() => {
                faults.add("audience", visit.say("directives-fault-no-filter"));
            }
            Chosen::Everybody | Chosen::Some(_) => {}
        }
        let text = |typed: &str| Some(typed.trim().to_owned()).filter(|text| !text.is_empty());
        let named = text(&self.signatory_name).or_else(|| text(&self.signatory_office));
        let says = Directive {
            number: text(&self.number),
            issued_on,
            title: self.title.trim().to_owned(),
            // Browsers send the ends of lines as two signs.
            body: self.body.replace("\r\n", "\n").trim().to_owned(),
            signatory: named.map(|_| Signatory {
                name: self.signatory_name.trim().to_owned(),
                office: self.signatory_office.trim().to_owned(),
                from: signatory_from,
                to: signatory_to,
            }),
            legal_basis: self.legal_basis.lines().filter_map(text).collect(),
            legal_verified_on,
            audience: match chosen {
                Chosen::Nothing => return None,
                Chosen::Everybody => None,
                Chosen::Some(query) => Some(query),
            },
            ladder: self.ladder.clone(),
            arrears_ladder: self.arrears_ladder.clone(),
            valid_from: valid_from?,
            valid_to,
        };
        for fault in says.faults() {
            let words = visit.say(&format!("directives-fault-{}", fault.code()));
            faults.add(fault.field(), words);
        }
        Some(says)
    }
}

/// The query of an address that was copied from the list, or the query alone.
fn query_of(typed: &str) -> String {
    let typed = typed.trim();
    let typed = typed.split_once('?').map_or(typed, |(_, query)| query);
    let typed = typed.split('#').next().unwrap_or_default();
    // What only arranges the list says nothing of whom.
    let arranges = ["sort=", "cols=", "after=", "before=", "done=", "lang="];
    let pairs = typed.split('&').filter(|pair| {
        let is_empty = pair.is_empty() || pair.ends_with('=');
        !is_empty && !arranges.iter().any(|name| pair.starts_with(name))
    });
    pairs.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::query_of;

    #[test]
    fn an_address_of_the_list_may_be_pasted_whole() {
        for typed in [
            "verdict=unknown&size=1-9",
            " http://localhost:8080/employers?q=&verdict=unknown&size=1-9&sort=-shortfall#daftar ",
            "/employers?verdict=unknown&size=1-9&after=er_1",
        ] {
            assert_eq!(query_of(typed), "verdict=unknown&size=1-9");
        }
        assert_eq!(query_of("/employers?sort=name"), "");
    }
}
