//! Rooms may only import downwards. The table below is the house plan of docs/architecture.md.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Room, and the rooms it may name with `crate::`. `domain` is a package of its own, so every
/// room may name it and it can name nobody.
const PLAN: &[(&str, &[&str])] = &[
    ("clock", &[]),
    ("telemetry", &[]),
    ("store", &["domain"]),
    ("intake", &["domain"]),
    ("mail", &["domain"]),
    ("oidc", &["domain"]),
    ("letters", &["domain"]),
    ("export", &["domain"]),
    ("synthetic", &["domain"]),
    (
        "services",
        &[
            "domain",
            "clock",
            "store",
            "intake",
            "mail",
            "letters",
            "export",
            "oidc",
            "synthetic",
        ],
    ),
    ("jobs", &["domain", "services"]),
    ("web", &["domain", "services", "export", "store"]),
    (
        "cli",
        &[
            "domain",
            "services",
            "app",
            "export",
            "intake",
            "jobs",
            "store",
            "synthetic",
            "web",
        ],
    ),
    ("config", &["domain", "mail"]),
    (
        "app",
        &[
            "domain", "clock", "config", "intake", "mail", "oidc", "services", "store",
        ],
    ),
];

/// Words that may stand in one room only.
const OWNED: &[(&str, &[&str])] = &[
    ("sea_orm", &["store"]),
    ("axum::", &["web"]),
    ("tokio_cron_scheduler", &["jobs"]),
    ("lettre", &["mail"]),
    ("openidconnect", &["oidc"]),
    ("mrml", &["mail"]),
    ("mail_parser", &["mail"]),
    ("async_imap", &["mail"]),
    ("hickory_resolver", &["mail"]),
    ("typst", &["letters"]),
    ("hayro", &["letters"]),
    ("rqrr", &["letters"]),
    ("cms::", &["letters"]),
    ("x509_cert", &["letters"]),
    ("image::", &["letters"]),
    ("roxmltree", &["letters"]),
    ("hayro_syntax", &["letters"]),
    ("quick_xml", &["letters"]),
    ("resvg", &["letters"]),
    ("ring::signature", &["letters"]),
    ("calamine", &["intake"]),
    ("croner", &["services"]),
    ("indicatif", &["cli"]),
    ("rust_xlsxwriter", &["export", "synthetic", "intake"]),
    ("std::env::var", &["config"]),
];

/// No file is longer than this many lines.
const MAX_LINES: usize = 400;

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found
}

fn room_of(path: &Path) -> String {
    let first = path
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn every_import_points_down() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    for file in rust_files(&src) {
        let inside = file.strip_prefix(&src).unwrap();
        let room = room_of(inside);
        let text = fs::read_to_string(&file).unwrap();
        if text.lines().count() > MAX_LINES {
            broken.push(format!(
                "{}: longer than {MAX_LINES} lines",
                inside.display()
            ));
        }
        let Some((_, allowed)) = PLAN.iter().find(|(name, _)| *name == room) else {
            continue;
        };
        for (number, line) in text
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.trim_start().starts_with("//"))
        {
            for after in line.split("crate::").skip(1) {
                let named: String = after
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                let grouped = named.is_empty();
                if !grouped && named != room && !allowed.contains(&named.as_str()) {
                    broken.push(format!(
                        "{}:{}: {room} must not import {named}",
                        inside.display(),
                        number + 1
                    ));
                }
            }
            for (word, owners) in OWNED {
                if line.contains(word) && !owners.contains(&room.as_str()) {
                    broken.push(format!(
                        "{}:{}: only {} may say `{word}`",
                        inside.display(),
                        number + 1,
                        owners.join(" and ")
                    ));
                }
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}
