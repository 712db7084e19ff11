//! What stands in the columns of the list, in words.

use serde::Serialize;

use crate::{
    domain::{finding::Finding, ladder::Stage, names::Form},
    store::ListRow,
    web::{
        language::{Language, args, number},
        visit::Visit,
        wording::{Enrolled, Held, Mark},
    },
};

/// A value on the page.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Value {
    Verdict {
        verdict: Mark,
        note: Option<String>,
    },
    Bar {
        enrolled: Option<Enrolled>,
    },
    Workers {
        count: Option<u64>,
    },
    /// Workers who should be enrolled and are not.
    Missing {
        count: u64,
    },
    Day {
        day: Option<String>,
    },
    Text {
        text: Option<String>,
    },
    Several {
        texts: Vec<String>,
    },
    Holds {
        holds: Vec<Held>,
    },
}

pub(super) fn stage(row: &ListRow, language: Language) -> Option<String> {
    let stage = row.stage.as_deref().and_then(Stage::from_code)?;
    Some(language.say(&format!("stage-{}", stage.code())))
}

pub(super) fn form(row: &ListRow, language: Language) -> Option<String> {
    let form = row.form.as_deref()?;
    Some(match Form::from_code(form) {
        Some(form) => language.say(&format!("employers-form-{}", form.code().to_lowercase())),
        None => form.to_owned(),
    })
}

pub(super) fn findings(row: &ListRow, language: Language) -> impl Iterator<Item = String> {
    let known = row.findings.split(';').filter_map(Finding::from_code);
    known.map(move |finding| language.say(&format!("employers-finding-{}", finding.code())))
}

pub(super) fn email(row: &ListRow) -> &'static str {
    if row.has_email { "yes" } else { "no" }
}

/// The city's day on which the last mail left.
pub(super) fn contacted_on(row: &ListRow, visit: &Visit) -> Option<String> {
    let at = row.contacted_at?;
    Some(visit.services.local(at).date_naive().to_string())
}

/// `88,1%`; something missing is never rounded up to everything.
pub(super) fn coverage(share: u32, language: Language) -> String {
    let tenths = if share == 10_000 {
        1_000
    } else {
        ((share + 5) / 10).min(999)
    };
    language.signs(&format!("{},{}%", tenths / 10, tenths % 10))
}

pub(super) fn arrears(row: &ListRow, language: Language) -> Option<String> {
    let months = row.arrears_months.filter(|months| *months > 0)?;
    let amount = language.signs(&row.arrears_amount.to_string());
    let values = args([("months", number(months)), ("amount", amount.into())]);
    Some(language.say_with("employers-arrears", &values))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_one_decimal_and_never_up_to_everything() {
        let id = |share| coverage(share, Language::Id);
        assert_eq!(
            [id(0), id(8_814), id(9_999), id(10_000)],
            ["0,0%", "88,1%", "99,9%", "100,0%"]
        );
        assert_eq!(coverage(8_814, Language::En), "88.1%");
    }
}
