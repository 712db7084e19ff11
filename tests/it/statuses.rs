//! What a script sees: the exit status, and one document on standard output.

use std::fs;

use crate::{
    commands::{CONFIRM, judged, officers},
    process::{run_bare, text},
};

#[tokio::test]
async fn json_is_one_document_whatever_the_command() {
    let o = judged().await;
    officers(&o);
    let xlsx = o.folder.path().join("daftar.xlsx");
    let pdf = o.folder.path().join("surat.pdf");
    let city = o.folder.path().join("kota");
    let commands: &[&[&str]] = &[
        &["migrate"],
        &[
            "generate",
            "--firms",
            "3",
            "--seed",
            "1",
            "--out",
            text(&city),
        ],
        &["check"],
        &["check", "--full"],
        &["list"],
        &["list", "--format", "csv"],
        &["list", "--verdict", "closed"],
        &["list", "--format", "xlsx", "--out", text(&xlsx)],
        &["case", "list"],
        &CONFIRM,
        &["explain", "9120000000001"],
        &["schedule", "list"],
        &["schedule", "beat"],
        &["schedule", "next", "reminders"],
        &["schedule", "run", "reminders", "--dry-run"],
        &["schedule", "run", "reminders"],
        &["mail", "send"],
        &["mail", "status"],
        &["workdays", "2026-03-16", "0"],
        &["letter", "list"],
        &["letter", "sample", "circular", "--out", text(&pdf)],
        &[
            "user",
            "add",
            "--name",
            "Sari Contoh",
            "--email",
            "sari@kota.example",
            "--role",
            "viewer",
        ],
    ];
    for command in commands {
        o.json(command);
    }
    assert!(
        fs::read(&xlsx).unwrap().starts_with(b"PK"),
        "a workbook, although JSON was asked for"
    );
}

/// Commands, how they end, and what they say.
const ENDS: [(&str, i32, &str); 18] = [
    ("import employers FILE", 0, ""),
    ("import employers FILE --source gudang", 2, "gudang"),
    ("import employers FILE --as-of 31-02-2026", 2, "31-02-2026"),
    ("import gudang FILE", 2, "gudang"),
    ("import employers", 2, ""),
    ("import employers /tidak/ada.csv", 1, "ada.csv"),
    ("list --verdict baik", 2, "baik"),
    ("list --format xlsx", 2, "--out"),
    ("schedule run tiada", 1, "tiada"),
    (
        "case confirm apa --by a@b.example --second c@d.example",
        2,
        "cs_",
    ),
    (
        "case confirm --all --by rina@kota.example --second rina@kota.example",
        1,
        "dua orang",
    ),
    (
        "case confirm --all --by rina@kota.example --second x@kota.example",
        1,
        "belum terdaftar",
    ),
    (
        "user add --name X --email x@kota.example --role raja",
        2,
        "raja",
    ),
    (
        "user add --name X --email RINA@kota.example --role viewer",
        1,
        "terdaftar",
    ),
    ("workdays 2026-03-16 -1", 2, ""),
    (
        "generate --firms 0 --seed 1 --out /tidak/perlu",
        2,
        "perusahaan",
    ),
    ("check --config /tidak/ada.toml", 2, "ada.toml"),
    ("check --config TYPO", 2, "hots"),
];

#[tokio::test]
async fn the_exit_status_tells_what_happened() {
    let o = judged().await;
    officers(&o);
    let file = o.folder.path().join("employers.csv");
    let typo = o.folder.file("salah.toml", "[mail]\nhots = \"x\"\n");
    for (command, code, says) in ENDS {
        let command = command
            .replace("FILE", text(&file))
            .replace("TYPO", text(&typo));
        o.run(&command.split(' ').collect::<Vec<_>>())
            .ends(code)
            .says(&[says]);
    }
    let half = "nama,nib\nCV Uji Satu,9120000000003\nCV Uji Dua,12\n";
    o.import("employers", "campur.csv", half).ends(3);
    assert_eq!(run_bare(&[]).code, Some(2));
    assert_eq!(run_bare(&["--versi"]).code, Some(2));
    run_bare(&["--help"]).ends(0);
    run_bare(&["--version"]).ends(0);
}
