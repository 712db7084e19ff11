//! One identifier under the names of several firms.

use std::sync::Arc;

use patuh::{intake::Kind, services::ImportRequest};

use super::{counts, rows};
use crate::support::{Program, day};

fn request(p: &Program, text: &str) -> ImportRequest {
    ImportRequest {
        kind: Kind::Employers,
        files: vec![p.folder.file("agen.csv", text)],
        as_of: Some(day(2026, 3, 16)),
        source: None,
        dry_run: false,
        report: None,
        demo: false,
    }
}

const AGENT: &str = "nama,npwp\nPT Angin Barat,0013121660091000\nCV Batu Karang,0013121660091000\n\
    UD Cahaya Timur,0013121660091000\nPT Daun Hijau,0013121660091000\n\
    Yayasan Embun Pagi,0013121660091000\n";

#[tokio::test]
async fn a_list_in_which_everybody_typed_the_agents_number_is_refused_with_its_rows() {
    let p = Program::start().await;
    let refused = p.services.import(request(&p, AGENT), Arc::new(())).await;
    let words = refused.unwrap_err().to_string();
    for part in [
        "agen.csv",
        "npwp 0013121660091000",
        "3 (CV Batu Karang)",
        "6 (Yayasan",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert_eq!(rows(&p, "employer").await, 0);
    assert_eq!(rows(&p, "batch").await, 0);
    let mixed = format!("{AGENT}PT Fajar Baru,0012345675091000\n");
    let report = p.import(Kind::Employers, &mixed, day(2026, 3, 16)).await;
    assert_eq!(
        report.accepted, 6,
        "beside another firm it is told, row by row"
    );
    let told = report.warnings.iter().any(|w| w.starts_with("4 baris"));
    assert!(told, "{:?}", report.warnings);
}

#[tokio::test]
async fn many_projects_of_one_firm_are_no_clash() {
    let p = Program::start().await;
    let text = "nib,nama_perusahaan,kbli,tki\n9120000000001,PT Angin Barat,10110,1\n\
        9120000000001,\"Angin Barat, PT\",10120,1\n9120000000001,PT. ANGIN BARAT,10130,1\n\
        9120000000001,PT Angin Barat (Cabang Bontang),10140,1\n\
        9120000000001,PT Angin Barta,10150,1\n9120000000001,PT Angin Barat,10160,1\n";
    let report = p.import(Kind::Employers, text, day(2026, 3, 16)).await;
    assert_eq!((report.accepted, report.created), (6, 1));
    assert_eq!(report.warnings, Vec::<String>::new());
}

#[tokio::test]
async fn a_number_that_the_registry_knows_under_quite_another_name_is_told_with_both() {
    let p = Program::start().await;
    let known = "nama,nib,npwp,kode_bu\nPT Angin Barat,9120000000001,0013121660091000,00000011\n";
    p.import(Kind::Employers, known, day(2026, 3, 16)).await;
    let other = "nama,kode_bu,telepon\nCV Batu Karang,00000011,0548111\n";
    let report = p.import(Kind::Employers, other, day(2026, 3, 16)).await;
    assert_eq!(
        counts(&report),
        (0, 1, 0),
        "identifiers decide who is meant"
    );
    let told = report.warnings.join("\n");
    for part in [
        "baris 2: CV Batu Karang",
        "kode_bu 00000011",
        "PT Angin Barat",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let apart = "nama,nib,npwp\nUD Cahaya Timur,9120000000002,0013121660091000\n";
    let report = p.import(Kind::Employers, apart, day(2026, 3, 16)).await;
    assert_eq!(counts(&report), (1, 0, 0));
    let told = report.warnings.join("\n");
    for part in [
        "UD Cahaya Timur",
        "npwp 0013121660091000",
        "CV Batu Karang",
        "tetap terpisah",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}
