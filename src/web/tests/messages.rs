//! Every sentence stands in both languages, with the same variables, and is used.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use super::super::language::{Language, sources};

/// Keys of a language, with the variables of each.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for text in sources(language) {
        let mut key = None;
        for line in text.lines() {
            let begins = line.split_once(" =").map(|(name, _)| name);
            if let Some(name) = begins.filter(|name| is_key(name)) {
                assert!(
                    found.insert(name.to_owned(), BTreeSet::new()).is_none(),
                    "{name} stands twice in {language:?}"
                );
                key = Some(name.to_owned());
            }
            let variables = line.split("{ $").skip(1).map(|rest| {
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect::<String>()
            });
            if let Some(set) = key.as_ref().and_then(|key| found.get_mut(key)) {
                set.extend(variables);
            }
        }
    }
    found
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// The texts of every template and of the web room's sources, tests apart.
fn texts(dir: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("tests") && !path.ends_with("messages") {
                texts(&path, into);
            }
        } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.lines().filter(|l| !l.trim_start().starts_with("//"));
            into.push(code.collect::<Vec<_>>().join("\n"));
        }
    }
}

/// What stands between quotes in the sources, and beginnings of keys that a code completes.
fn said() -> (BTreeSet<String>, BTreeSet<String>) {
    let mut all = Vec::new();
    texts(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web"),
        &mut all,
    );
    let (mut whole, mut begun) = (BTreeSet::new(), BTreeSet::new());
    for text in &all {
        for quoted in text.split('"') {
            if is_key(quoted) && quoted.ends_with('-') {
                begun.insert(quoted.to_owned());
            } else if is_key(quoted) {
                whole.insert(quoted.to_owned());
            } else if let Some((prefix, _)) = quoted.split_once('{')
                && is_key(prefix)
                && prefix.ends_with('-')
            {
                begun.insert(prefix.to_owned());
            }
        }
    }
    (whole, begun)
}

#[test]
fn both_languages_say_the_same_things() {
    let (id, en) = (messages(Language::Id), messages(Language::En));
    let only = |a: &BTreeMap<String, _>, b: &BTreeMap<String, _>| -> Vec<String> {
        a.keys()
            .filter(|key| !b.contains_key(*key))
            .cloned()
            .collect()
    };
    assert_eq!(only(&id, &en), Vec::<String>::new(), "missing in English");
    assert_eq!(
        only(&en, &id),
        Vec::<String>::new(),
        "missing in Indonesian"
    );
    for (key, variables) in &id {
        assert_eq!(variables, &en[key], "variables of {key}");
    }
    assert!(id.len() > 100);
}

#[test]
fn no_message_is_missing_or_unused() {
    let (whole, begun) = said();
    let known = messages(Language::Id);
    let unused: Vec<&String> = known
        .keys()
        .filter(|key| !whole.contains(*key) && !begun.iter().any(|p| key.starts_with(p.as_str())))
        .collect();
    assert_eq!(unused, Vec::<&String>::new(), "unused");
    let mut all = Vec::new();
    texts(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web"),
        &mut all,
    );
    let called = |text: &str, call: &str| -> Vec<String> {
        // `t(` is a call of its own in templates, and the end of many names elsewhere.
        let own = |at: usize| {
            call.starts_with('.')
                || !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
        };
        let calls = text.match_indices(call).filter(|(at, _)| own(*at));
        calls
            .map(|(at, call)| &text[at + call.len()..])
            .filter_map(|rest| rest.split_once('"'))
            .filter(|(key, after)| !key.ends_with('-') && !after.starts_with(" ~"))
            .map(|(key, _)| key.to_owned())
            .collect()
    };
    for text in &all {
        for call in ["t(\"", ".say(\"", ".say_with(\""] {
            for key in called(text, call).iter().filter(|key| is_key(key)) {
                assert!(known.contains_key(key), "no message {key}");
            }
        }
    }
}
