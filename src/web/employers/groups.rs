//! What the list can be sieved by, in words.

use crate::web::language::Language;

pub(super) use crate::domain::sieve::{Choice, GROUPS, Group, groups as all};

/// The verdicts come first; they have a row of their own on the page.
pub(super) const VERDICT: usize = 0;

/// What a property is called.
pub(super) fn words(group: &Group, choice: &Choice, language: Language) -> String {
    if let Some(name) = choice.name {
        return name.to_owned();
    }
    let code = choice.code.as_str();
    language.say(&match (group.name, code) {
        ("verdict", _) => format!("verdict-{code}"),
        ("stage", known) if known != "none" => format!("stage-{code}"),
        (name, _) => format!("employers-{name}-{code}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_property_has_words_in_both_languages() {
        for group in all() {
            for option in &group.options {
                for language in Language::ALL {
                    let words = words(group, option, language);
                    assert!(
                        !words.is_empty() && !words.contains("employers-"),
                        "{words}"
                    );
                }
            }
        }
    }
}
