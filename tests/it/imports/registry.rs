//! Who is meant by a row of a list of firms, and what of it is believed.

use patuh::{intake::Kind, services::ImportRequest, store::Source};
use std::sync::Arc;

use super::{counts, line, rows};
use crate::support::{Program, cell, day};

async fn import(p: &Program, text: &str) -> (u64, u64, u64) {
    counts(&p.import(Kind::Employers, text, day(2026, 3, 16)).await)
}

/// The fields that are known of a firm.
async fn record(p: &Program, named: &str) -> Vec<(&'static str, String)> {
    p.services.explain(named).await.unwrap().record
}

async fn field(p: &Program, named: &str, field: &str) -> Option<String> {
    let record = record(p, named).await;
    record
        .into_iter()
        .find(|(f, _)| *f == field)
        .map(|(_, v)| v)
}

#[tokio::test]
async fn planned_workers_of_one_firm_add_up_in_whatever_order_its_rows_come() {
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
        let p = Program::start().await;
        let projects = [
            "9120000000001,PT Contoh Satu,3\n",
            "9120000000002,PT Contoh Dua,4\n",
            "9120000000001,PT Contoh Satu,5\n",
        ];
        let text = order.map(|n| projects[n]).concat();
        let text = format!("nib,nama_perusahaan,tki\n{text}");
        assert_eq!(import(&p, &text).await, (2, 0, 0));
        assert_eq!(import(&p, &text).await, (0, 0, 2));
        p.check(day(2026, 3, 16)).await;
        assert_eq!(
            field(&p, "9120000000001", "planned").await.as_deref(),
            Some("8")
        );
        assert_eq!(cell(&line(&p, "9120000000001").await, "basis"), "none");
    }
}

#[tokio::test]
async fn rows_that_name_one_firm_by_different_numbers_add_up_too() {
    let p = Program::start().await;
    import(
        &p,
        "nama,nib,npwp\nPT Contoh,9120000000001,0013121660091000\n",
    )
    .await;
    let projects = "nama,nib,npwp,rencana_tki\n\
        PT Contoh,9120000000001,,3\nPT Contoh,,01.312.166.0-091.000,5\n";
    assert_eq!(import(&p, projects).await, (0, 1, 0));
    assert_eq!(import(&p, projects).await, (0, 0, 1));
    p.check(day(2026, 3, 16)).await;
    assert_eq!(
        field(&p, "9120000000001", "planned").await.as_deref(),
        Some("8")
    );
}

#[tokio::test]
async fn an_empty_cell_erases_nothing() {
    let p = Program::start().await;
    let header =
        "nama,nib,kode_bu,kelurahan,pekerja_wlkp,tanggal_wlkp,email,status,kode_bu_pusat\n";
    let full =
        "PT Contoh,9120000000001,00000011,Kanaan,7,2026-01-31,hrd@contoh.example,tutup,00000044\n";
    import(&p, &(header.to_owned() + full)).await;
    p.check(day(2026, 3, 16)).await;
    let before = record(&p, "9120000000001").await;
    let empty = "PT Contoh,9120000000001,-,nihil,,tidak ada,-,,0\n";
    assert_eq!(import(&p, &(header.to_owned() + empty)).await, (0, 0, 1));
    assert_eq!(record(&p, "9120000000001").await, before);
    assert_eq!(before.len(), 10, "{before:?}");
}

#[tokio::test]
async fn a_firm_is_found_by_its_nib_else_its_tax_number_else_its_code() {
    let p = Program::start().await;
    let known = "nama,nib,npwp,kode_bu\n\
        PT Satu,9120000000001,0013121660091000,00000011\n\
        PT Dua,,0012345675091000,00000012\n\
        PT Tiga,,,00000013\n";
    assert_eq!(import(&p, known).await, (3, 0, 0));
    for (row, kelurahan) in [
        ("PT Satu,9120000000001,,,Kanaan", "by NIB"),
        (
            "PT Satu,,01.312.166.0-091.000,,Guntung",
            "by the 15 digits of the same tax number",
        ),
        ("PT Satu,,,00000011,Satimpo", "by code"),
        (
            "PT Dua,9120000000002,0012345675091000,,Kanaan",
            "by tax number, and its NIB is learnt",
        ),
        (
            "PT Dua,9120000000002,,,Satimpo",
            "by the NIB that was learnt",
        ),
        (
            "PT Tiga,9120000000003,,00000013,Kanaan",
            "by code, and its NIB is learnt",
        ),
    ] {
        let text = format!("nama,nib,npwp,kode_bu,kelurahan\n{row}\n");
        assert_eq!(import(&p, &text).await, (0, 1, 0), "{kelurahan}");
    }
    assert_eq!(rows(&p, "employer").await, 3);
    let roster = "npwp,nik\n013121660091000,6474010101900001\n0012345675091000,6474010101900002\n";
    assert_eq!(
        p.import(Kind::Roster, roster, day(2026, 3, 16))
            .await
            .created,
        2
    );
}

#[tokio::test]
async fn another_nib_is_another_firm_though_tax_number_and_name_are_the_same() {
    let p = Program::start().await;
    let one = "nama,nib,npwp\nPT Contoh,9120000000001,0013121660091000\n";
    let other = "nama,nib,npwp\nPT Contoh,9120000000002,0013121660091000\n";
    assert_eq!(import(&p, one).await, (1, 0, 0));
    assert_eq!(import(&p, other).await, (1, 0, 0));
    assert_eq!(import(&p, other).await, (0, 0, 1));
    assert_eq!(rows(&p, "employer").await, 2);
}

#[tokio::test]
async fn a_row_that_could_mean_two_firms_is_rejected_and_adds_none() {
    let p = Program::start().await;
    let two = "nama,nib,npwp\nPT Contoh,9120000000001,0013121660091000\n\
        PT Contoh,9120000000002,0013121660091000\n";
    import(&p, two).await;
    let vague = "nama,npwp\nPT Contoh,0013121660091000\n";
    for _ in 0..2 {
        let told = p.import(Kind::Employers, vague, day(2026, 3, 16)).await;
        assert_eq!((told.accepted, told.rejected, told.created), (0, 1, 0));
    }
    assert_eq!(rows(&p, "employer").await, 2);
}

#[tokio::test]
async fn a_like_name_is_never_merged() {
    let p = Program::start().await;
    import(&p, "nama,nib,kelurahan\nPT Contoh,9120000000001,Kanaan\n").await;
    let others = "nama,kode_bu,npwp,nib\nPT Contoh,00000011,,\nPT CONTOH,,0013121660091000,\n\
        \"Contoh, PT\",,,9120000000003\n";
    assert_eq!(import(&p, others).await, (3, 0, 0));
    assert_eq!(rows(&p, "employer").await, 4);
}

#[tokio::test]
async fn a_form_in_the_words_of_the_register_is_the_same_form_the_next_time() {
    let p = Program::start().await;
    let text = "nama,nib,bentuk\nContoh Sentosa,9120000000001,Persekutuan Komanditer (CV)\n";
    assert_eq!(import(&p, text).await, (1, 0, 0));
    assert_eq!(import(&p, text).await, (0, 0, 1));
    p.check(day(2026, 3, 16)).await;
    assert_eq!(cell(&line(&p, "9120000000001").await, "form"), "CV");
}

#[tokio::test]
async fn a_form_that_only_the_name_told_follows_the_name() {
    let p = Program::start().await;
    import(&p, "nama,nib\nCV Contoh,9120000000001\n").await;
    import(&p, "nama,nib\nPT Contoh,9120000000001\n").await;
    p.check(day(2026, 3, 16)).await;
    assert_eq!(cell(&line(&p, "9120000000001").await, "form"), "PT");
}

#[tokio::test]
async fn what_a_newer_list_confirmed_is_not_undone_by_an_older_one() {
    let p = Program::start().await;
    let named = |name: &str| format!("nama,nib,pekerja_wlkp\nPT {name},9120000000001,5\n");
    let days = [(day(2026, 3, 10), "Contoh"), (day(2026, 3, 16), "Contoh")];
    for (as_of, name) in days {
        p.import(Kind::Employers, &named(name), as_of).await;
    }
    let older = named("Lain").replace(",5\n", ",9\n");
    let told = p.import(Kind::Employers, &older, day(2026, 3, 12)).await;
    assert_eq!(counts(&told), (0, 0, 1));
    p.check(day(2026, 3, 16)).await;
    let firm = line(&p, "9120000000001").await;
    assert_eq!(
        [cell(&firm, "name"), cell(&firm, "headcount")],
        ["PT Contoh", "5"]
    );
}

#[tokio::test]
async fn a_like_record_of_bpjs_holds_a_firm_up_until_either_is_called_otherwise() {
    let p = Program::start().await;
    import(
        &p,
        "nama,nib,pekerja_wlkp,kelurahan\nPT Contoh Jaya,9120000000001,3,Lok Tuan\n",
    )
    .await;
    let verdict = async |name: &str| {
        let text = format!("nama,kode_bu,kelurahan\n{name},00000011,Loktuan\n");
        let request = ImportRequest {
            kind: Kind::Employers,
            files: vec![p.folder.file("bpjs.csv", text)],
            as_of: Some(day(2026, 3, 16)),
            source: Some(Source::Bpjs),
            dry_run: false,
            report: None,
            demo: false,
        };
        p.services.import(request, Arc::new(())).await.unwrap();
        p.check(day(2026, 3, 16)).await;
        cell(&line(&p, "9120000000001").await, "verdict")
    };
    assert_eq!(verdict("\"CONTOH JAYA, PT.\"").await, "unknown");
    assert_eq!(verdict("CV Contoh Jaya").await, "unregistered");
    assert_eq!(verdict("PT Contoh Jaya").await, "unknown");
    assert_eq!(verdict("PT Contoh Lain").await, "unregistered");
}
