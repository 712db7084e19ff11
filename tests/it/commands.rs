//! Every command once, as a process, with the exit status that it promises.

use std::{fs, process::Command};

use crate::{
    first_story::{EMPLOYERS, PARTICIPANTS, ROSTER},
    process::{Office, bare, run_bare, text},
};

/// The office after the first story's files and a check.
pub async fn judged() -> Office {
    let o = Office::open().await;
    o.import("employers", "employers.csv", EMPLOYERS).ends(0);
    o.import("roster", "roster.csv", ROSTER).ends(0);
    o.import("participants", "participants.csv", PARTICIPANTS)
        .ends(0);
    o.run(&["check"]).ends(0);
    o
}

/// Two officers who may confirm.
pub fn officers(o: &Office) {
    for (name, email) in [
        ("Rina Contoh", "rina@kota.example"),
        ("Budi Misal", "budi@kota.example"),
    ] {
        o.run(&[
            "user",
            "add",
            "--name",
            name,
            "--email",
            email,
            "--role",
            "labour_officer",
        ])
        .ends(0);
    }
}

pub const CONFIRM: [&str; 7] = [
    "case",
    "confirm",
    "--all",
    "--by",
    "rina@kota.example",
    "--second",
    "budi@kota.example",
];

#[tokio::test]
async fn the_same_plan_makes_the_same_bytes_and_another_seed_other_ones() {
    let o = Office::open().await;
    let make = |folder: &str, seed: &str, more: &[&str]| {
        let out = o.folder.path().join(folder);
        let plan = [
            "generate",
            "--firms",
            "25",
            "--seed",
            seed,
            "--out",
            text(&out),
        ];
        let report = o.json(&[&plan[..], more].concat());
        assert!(report["roster"]["rows"].as_u64().unwrap() > 0);
        let mut files: Vec<_> = fs::read_dir(&out)
            .unwrap()
            .map(|e| e.unwrap().path())
            .collect();
        files.sort();
        assert_eq!(files.len(), 4, "{files:?}");
        files
            .iter()
            .map(|f| fs::read(f).unwrap())
            .collect::<Vec<_>>()
    };
    for more in [
        &[][..],
        &["--format", "xlsx"],
        &["--messy"],
        &["--messy", "--format", "xlsx"],
    ] {
        assert_eq!(make("a", "5", more), make("b", "5", more), "{more:?}");
        for folder in ["a", "b"] {
            fs::remove_dir_all(o.folder.path().join(folder)).unwrap();
        }
    }
    assert_ne!(make("a", "5", &[]), make("b", "6", &[]));
}

fn keys(object: &serde_json::Value) -> String {
    let keys: Vec<&str> = object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.join(" ")
}

#[tokio::test]
async fn a_made_up_city_is_imported_and_judged() {
    let o = Office::open().await;
    let city = o.settle("40");
    for kind in ["participants", "contributions"] {
        let report = o.import_city(&city, kind);
        assert_eq!(
            (&report["kind"], &report["rejected"]),
            (&kind.into(), &0.into())
        );
        assert_eq!(report["rows"], report["accepted"]);
        let all = "accepted batch created files kind rejected rows unchanged updated warnings";
        assert_eq!(keys(&report), all);
    }
    let again = o.import_city(&city, "participants");
    assert_eq!(
        (&again["created"], &again["updated"]),
        (&0.into(), &0.into())
    );
    let report = o.json(&["check"]);
    assert_eq!(keys(&report), "as_of assessed changed ruleset verdicts");
    assert_eq!(
        (&report["assessed"], &report["ruleset"]),
        (&40.into(), &"2026.1".into())
    );
    let all = "closed compliant in_arrears partial_wages partial_workers unknown unregistered";
    assert_eq!(keys(&report["verdicts"]), all);
    assert_eq!(o.json(&["list"]).as_array().unwrap().len(), 40);
}

#[tokio::test]
async fn a_firm_is_explained_by_any_of_its_identifiers() {
    let o = Office::open().await;
    let city = o.settle("20");
    o.import_city(&city, "participants");
    o.json(&["check"]);
    let list = o.json(&["list"]);
    let identified = |row: &&serde_json::Value| {
        ["nib", "npwp", "kode_bu"]
            .iter()
            .all(|column| row[column].is_string())
    };
    let firm = list.as_array().unwrap().iter().find(identified).unwrap();
    for by in ["id", "nib", "npwp", "kode_bu"] {
        let told = o.json(&["explain", firm[by].as_str().unwrap()]);
        assert_eq!(
            (&told["id"], &told["verdict"]),
            (&firm["id"], &firm["verdict"]),
            "{by}"
        );
        assert!(!told["rules"].as_array().unwrap().is_empty());
        for input in told["inputs"].as_array().unwrap() {
            assert!(
                input["files"][0].as_str().unwrap().contains(".csv"),
                "{input}"
            );
            assert!(
                input["as_of"].is_string() && input["age_days"].is_i64(),
                "{input}"
            );
        }
    }
    o.run(&["explain", "0000000000000"])
        .ends(1)
        .says(&["tidak ditemukan"]);
}

#[tokio::test]
async fn a_firm_is_explained_as_it_was_and_as_it_was_known() {
    let o = judged().await;
    let moved = EMPLOYERS.replace("Lok Tuan", "Guntung");
    let file = o.folder.file("pindah.csv", moved);
    let later = "2026-03-25T01:00:00Z";
    let import = ["import", "employers", text(&file), "--as-of", "2026-03-20"];
    o.run_at(later, &import).ends(0);
    let place = |at: &str, more: &[&str]| {
        let asked = [&["explain", "9120000000001", "--json"], more].concat();
        let told = o.run_at(at, &asked).ends(0).json();
        let fields = told["past"]["fields"].as_array().unwrap().clone();
        let found = fields.into_iter().find(|one| one["field"] == "kelurahan");
        found.map(|one| one["value"].as_str().unwrap().to_owned())
    };
    let is = |text: &str| Some(text.to_owned());
    assert_eq!(place(later, &[]), is("Guntung"));
    assert_eq!(place(later, &["--as-of", "2026-03-20"]), is("Guntung"));
    assert_eq!(place(later, &["--as-of", "2026-03-19"]), is("Lok Tuan"));
    assert_eq!(place("2026-03-24T01:00:00Z", &[]), is("Lok Tuan"));
    assert_eq!(place(later, &["--as-of", "2026-03-15"]), None);
    o.run_at(
        later,
        &["explain", "9120000000001", "--as-of", "2026-03-26"],
    )
    .ends(1)
    .says(&["belum tiba"]);
    let told = o.run_at(
        later,
        &["explain", "9120000000001", "--as-of", "2026-03-19"],
    );
    let told = told.ends(0).out;
    assert!(told.contains("Lok Tuan (kini berbeda)"), "{told}");
}

#[tokio::test]
async fn cases_are_confirmed_by_two_people_and_their_mail_is_sent_once() {
    let o = judged().await;
    officers(&o);
    let cases = o.json(&["case", "list"]);
    assert_eq!(cases.as_array().unwrap().len(), 1);
    assert_eq!(cases[0]["confirmed"], false);
    let id = cases[0]["id"].as_str().unwrap();
    let confirm = [
        "case",
        "confirm",
        id,
        "--by",
        "rina@kota.example",
        "--second",
        "budi@kota.example",
    ];
    let report = o.json(&confirm);
    assert_eq!(
        (&report["confirmed"], &report["skipped"]),
        (&1.into(), &0.into())
    );
    assert_eq!(o.json(&CONFIRM)["skipped"], 1);

    let schedules = o.json(&["schedule", "list"]);
    let names = ["advance", "recheck", "reminders"];
    for (at, name) in names.into_iter().enumerate() {
        assert_eq!(schedules[at]["name"], name);
    }
    let reading = "setiap Senin sampai Jumat pukul 09.00 WITA";
    assert_eq!(schedules[2]["reading"], reading);
    assert!(o.run(&["schedule", "list"]).ends(0).out.contains(reading));
    assert_eq!(o.json(&["schedule", "beat"]), serde_json::json!([]));
    let next = o.json(&["schedule", "next", "reminders", "-n", "3"]);
    let days = ["2026-03-17", "2026-03-18", "2026-03-19"].map(|d| format!("{d}T09:00:00+08:00"));
    assert_eq!(next, serde_json::json!(days));

    let plan = o.json(&["schedule", "run", "reminders", "--dry-run"]);
    assert_eq!(plan["queued"], 1);
    assert_eq!(plan["decisions"][0]["outcome"], "notify");
    assert_eq!(plan["decisions"][0]["detail"], "hrd@contoh.example");
    assert_eq!(o.json(&["mail", "status"])["queued"], 0);
    assert_eq!(o.json(&["schedule", "run", "reminders"])["queued"], 1);
    assert_eq!(o.json(&["schedule", "run", "reminders"])["queued"], 0);
    assert_eq!(o.json(&["mail", "send"])["sent"], 1);
    assert_eq!(o.json(&["mail", "send"])["sent"], 0);
    let status = serde_json::json!({ "queued": 0, "sending": 0, "sent": 1, "delayed": 0, "delivered": 0,
        "bounced": 0, "failed": 0, "suppressed": 0, "cancelled": 0 });
    assert_eq!(o.json(&["mail", "status"]), status);
    assert_eq!(fs::read_dir(o.data().join("outbox")).unwrap().count(), 1);
}

#[test]
fn working_days_are_counted_as_the_vectors_say() {
    for (from, n, due) in [
        ("2026-01-05", "3", "2026-01-08"),
        ("2026-01-12", "10", "2026-01-27"),
        ("2026-02-09", "10", "2026-02-25"),
        ("2026-03-09", "10", "2026-03-30"),
        ("2026-03-12", "10", "2026-04-02"),
        ("2026-05-08", "10", "2026-05-26"),
        ("2026-05-18", "10", "2026-06-04"),
        ("2026-06-08", "10", "2026-06-23"),
        ("2026-08-10", "10", "2026-08-26"),
        ("2026-08-20", "14", "2026-09-10"),
        ("2026-12-14", "10", "2026-12-30"),
    ] {
        let term = run_bare(&["workdays", from, n, "--json"]).ends(0).json();
        assert_eq!(term["due"], due, "{from} + {n}");
        assert_eq!(
            (&term["from"], &term["n"]),
            (&from.into(), &n.parse::<u32>().unwrap().into())
        );
        for skipped in term["skipped"].as_array().unwrap() {
            assert!(!skipped["date"].as_str().unwrap().is_empty());
            assert!(!skipped["reason"].as_str().unwrap().is_empty());
        }
    }
    let mut without = bare(&["workdays", "2026-03-12", "10", "--json"]);
    let output = without
        .env("PATUH__RULES__JOINT_LEAVE_COUNTS", "false")
        .output()
        .unwrap();
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("\"due\": \"2026-03-27\"")
    );
}

#[tokio::test]
async fn letters_are_pdf_files_that_say_they_are_drafts() {
    let o = judged().await;
    let letters = o.json(&["letter", "list"]);
    assert_eq!(letters.as_array().unwrap().len(), 1);
    let id = letters[0]["id"].as_str().unwrap();
    let out = o.folder.path().join("surat.pdf");
    for args in [["letter", "render", id], ["letter", "sample", "circular"]] {
        o.run(&[&args[..], &["--out", text(&out)]].concat()).ends(0);
        assert!(fs::read(&out).unwrap().starts_with(b"%PDF"));
        if let Ok(read) = Command::new("pdftotext").arg(&out).arg("-").output() {
            let words = String::from_utf8_lossy(&read.stdout).to_uppercase();
            assert!(
                words.contains("SURAT EDARAN") && words.contains("KONSEP"),
                "{words}"
            );
        }
        fs::remove_file(&out).unwrap();
    }
    o.run(&["letter", "sample", "puisi", "--out", text(&out)])
        .ends(2)
        .says(&["circular"]);
    o.run(&["letter", "render", "lt_0", "--out", text(&out)])
        .ends(2);
    o.run(&["letter", "sample", "circular", "--out", "/dev/full"])
        .ends(1)
        .says(&["/dev/full"]);
    assert!(!out.exists());
}
