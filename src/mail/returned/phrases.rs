//! What servers and programs say in words; the phrases stand in `phrases.txt`, for whoever knows a
//! server that says it otherwise.

use std::{collections::BTreeMap, sync::LazyLock};

/// The phrases under their names.
static PHRASES: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut name = "";
    for line in include_str!("phrases.txt").lines() {
        if let Some(next) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            name = next;
        } else if !line.trim().is_empty() && !line.starts_with('#') {
            lists.entry(name).or_default().push(line);
        }
    }
    lists
});

fn phrases(name: &str) -> &'static [&'static str] {
    PHRASES.get(name).map(Vec::as_slice).unwrap_or_default()
}

fn any(text: &str, name: &str) -> bool {
    phrases(name).iter().any(|phrase| text.contains(phrase))
}

/// What a text says, in lower case and with single spaces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a>(pub &'a str);

impl Said<'_> {
    /// The mailbox is full, and it is not the one mail that is too large.
    pub fn full(self) -> bool {
        any(self.0, "full")
    }

    /// The mail itself is too large.
    pub fn too_large(self) -> bool {
        any(self.0, "too_large")
    }

    /// The address is none.
    pub fn gone(self) -> bool {
        any(self.0, "gone")
    }

    /// The server does not want it.
    pub fn refused(self) -> bool {
        any(self.0, "refused")
    }

    /// It might have worked later.
    pub fn passing(self) -> bool {
        any(self.0, "passing")
    }

    /// It is still tried.
    pub fn delayed(self) -> bool {
        any(self.0, "delayed")
    }

    /// Nobody tries any more.
    pub fn given_up(self) -> bool {
        any(self.0, "given_up")
    }

    /// It arrived.
    pub fn delivered(self) -> bool {
        any(self.0, "delivered")
    }

    /// Another server has it, and will say no more.
    pub fn relayed(self) -> bool {
        any(self.0, "relayed")
    }

    /// It did not arrive.
    pub fn failed(self) -> bool {
        any(self.0, "failed")
    }

    /// The subject of a warning.
    pub fn warns(self) -> bool {
        any(self.0, "delayed_subject")
    }

    /// The subject of a machine that answers.
    pub fn is_auto_subject(self) -> bool {
        let subject = self
            .0
            .trim_start_matches("re: ")
            .trim_start_matches("bls: ");
        let begins = phrases("auto_subject")
            .iter()
            .any(|phrase| subject.starts_with(phrase));
        begins || any(subject, "auto_subject_within")
    }

    /// Behind this line stands a copy of the mail.
    pub fn begins_copy(self) -> bool {
        any(self.0, "copy")
    }

    /// The text of a machine that answers.
    pub fn is_auto_text(self) -> bool {
        any(self.0, "auto_text")
    }
}

/// A text in lower case with single spaces, for looking phrases up.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().flat_map(char::to_lowercase).map(|c| match c {
            '\u{2019}' | '\u{2018}' => '\'',
            c => c,
        }));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_that_is_asked_for_is_there_and_in_small_letters() {
        let names = [
            "full",
            "too_large",
            "gone",
            "refused",
            "passing",
            "delayed",
            "given_up",
            "delivered",
            "relayed",
            "failed",
            "delayed_subject",
            "auto_subject",
            "auto_subject_within",
            "copy",
            "auto_text",
        ];
        let mut known: Vec<&str> = PHRASES.keys().copied().collect();
        known.sort_by_key(|name| names.iter().position(|n| n == name));
        assert_eq!(known, names);
        for phrase in PHRASES.values().flatten() {
            assert_eq!(*phrase, phrase.to_lowercase(), "{phrase}");
        }
    }
}
