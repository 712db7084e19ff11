//! Names that are near each other are told to the officer, and nothing is merged.

use std::fmt::Write as _;

use patuh::intake::Kind;

use super::{counts, rows};
use crate::support::{Program, day};

/// A registry of three firms, one in a place.
const REGISTRY: &str = "nama,nib,kelurahan\nPT Rekaan Sentosa,9120000000001,Kanaan\n\
    CV Andai Bersama Makmur,9120000000002,\nPT Contoh,9120000000003,\n";

async fn registry() -> Program {
    let p = Program::start().await;
    assert!(warnings(&p, REGISTRY).await.is_empty());
    p
}

/// Imports a list of firms, all of whose rows must be taken; answers what was warned of.
async fn warnings(p: &Program, text: &str) -> Vec<String> {
    let told = p.import(Kind::Employers, text, day(2026, 3, 16)).await;
    assert_eq!(told.rejected, 0, "{told:?}");
    told.warnings
}

/// The warnings with every id as `ID`.
fn without_ids(warnings: &[String]) -> Vec<String> {
    let hide = |line: &String| match line.split_once("(er_") {
        Some((before, rest)) => {
            let end = rest.find([')', ',']).unwrap();
            format!("{before}(ID{}", &rest[end..])
        }
        None => line.clone(),
    };
    warnings.iter().map(hide).collect()
}

#[tokio::test]
async fn a_name_near_a_known_one_is_suggested_and_nothing_is_merged() {
    let p = registry().await;
    let bpjs = "nama,kode_bu\n\"REKAAN SENTOSO, PT\",00000011\nMakmur Andai Bersama,00000012\n\
        \"CONTOH, PT.\",00000013\nPT Umpama Lestari,00000014\n";
    let told = p.import(Kind::Employers, bpjs, day(2026, 3, 16)).await;
    assert_eq!(counts(&told), (4, 0, 0));
    assert_eq!((told.accepted, told.rejected), (4, 0));
    insta::assert_snapshot!(without_ids(&told.warnings).join("\n"), @r"
    3 kemiripan nama; tidak ada yang digabung. Periksa: bila badan usahanya sama, lengkapi NIB, NPWP atau Kode BU yang sama pada keduanya, atau nilai di halaman Kecocokan.
    employers.csv baris 2: REKAAN SENTOSO, PT mirip PT Rekaan Sentosa (ID, Kanaan); nama sama
    employers.csv baris 3: Makmur Andai Bersama mirip CV Andai Bersama Makmur (ID); nama mirip (urutan kata berbeda)
    employers.csv baris 4: CONTOH, PT. mirip PT Contoh (ID); nama sama
    ");
    assert_eq!(rows(&p, "employer").await, 7);

    p.check(day(2026, 3, 16)).await;
    let id = told.warnings[1]
        .split(['(', ','])
        .find(|t| t.starts_with("er_"));
    let near = p.services.explain(id.unwrap()).await.unwrap();
    assert!(
        near.record.contains(&("nib", "9120000000001".to_owned())),
        "{:?}",
        near.record
    );
}

#[tokio::test]
async fn another_form_or_another_identifier_of_the_same_kind_is_another_firm() {
    let p = registry().await;
    for others in [
        "nama,kode_bu\nCV Rekaan Sentosa,00000011\nUD Contoh,00000012\n",
        "nama,nib\nPT Rekaan Sentoso,9120000000011\nPT Contoh,9120000000012\n",
        "nama,kode_bu\nPT Rekaan Sentosa 2,00000021\nPT Rekaan,00000022\n",
    ] {
        assert_eq!(warnings(&p, others).await, [""; 0], "{others}");
    }
}

#[tokio::test]
async fn the_same_list_again_suggests_nothing_and_another_name_does() {
    let p = registry().await;
    let list = |name: &str| format!("nama,kode_bu\n{name},00000011\n");
    assert_eq!(warnings(&p, &list("PT Rekaan Sentoso")).await.len(), 2);
    assert_eq!(warnings(&p, &list("PT Rekaan Sentoso")).await, [""; 0]);
    assert_eq!(warnings(&p, &list("\"REKAAN SENTOSO, PT\"")).await, [""; 0]);
    assert_eq!(warnings(&p, &list("PT Rekaan Setnosa")).await.len(), 2);
    let other_form = warnings(&p, &list("CV Rekaan Setnosa")).await;
    assert!(
        other_form[0].contains("nama yang jauh berbeda"),
        "{other_form:?}"
    );
    assert_eq!(warnings(&p, REGISTRY).await, [""; 0]);
}

#[tokio::test]
async fn of_many_near_names_twenty_are_printed_in_the_order_of_the_rows() {
    let p = Program::start().await;
    let (mut known, mut list) = ("nama,nib\n".to_owned(), "nama,kode_bu\n".to_owned());
    for n in 0..26_u8 {
        let letter = char::from(b'A' + n);
        writeln!(known, "PT {letter}rekaan {letter}umpama,91200000000{n:02}").unwrap();
        writeln!(list, "PT {letter}rekan {letter}umpama,000000{:02}", n + 10).unwrap();
    }
    assert_eq!(warnings(&p, &known).await, [""; 0]);
    let told = warnings(&p, &list).await;
    assert_eq!(told.len(), 22);
    let (count, rest) = told[0].split_once(' ').unwrap();
    assert!(rest.starts_with("kemiripan nama; tidak ada yang digabung."));
    // Each is like its own, and some are like a neighbour too.
    let count: usize = count.parse().unwrap();
    assert!(count >= 26, "{count}");
    let row = |line: &String| -> usize {
        let row = line.strip_prefix("employers.csv baris ").unwrap();
        row.split_once(": ").unwrap().0.parse().unwrap()
    };
    let rows: Vec<usize> = told[1..21].iter().map(row).collect();
    assert!(rows.is_sorted() && rows[0] == 2, "{rows:?}");
    assert_eq!(told[21], format!("… dan {} lainnya.", count - 20));
}

#[tokio::test]
async fn names_of_two_firms_are_not_suggested_again() {
    let p = registry().await;
    let list = |name: &str| format!("nama,kode_bu\n{name},00000011\n");
    let told = warnings(&p, &list("PT Rekaan Sentoso")).await;
    let known = told[1].split(['(', ',']).find(|t| t.starts_with("er_"));
    let known = known.unwrap().parse().unwrap();
    p.check(day(2026, 3, 16)).await;
    let lines = p.list().await;
    let new = lines
        .iter()
        .find(|l| l.row.code == Some(11))
        .unwrap()
        .row
        .id;
    let rina = p.services.officer_by_email(p.officers().await.0).await;
    let rina = rina.unwrap().id;
    p.services
        .distinguish((known, new), "Pemiliknya lain.", rina)
        .await
        .unwrap();
    assert_eq!(warnings(&p, &list("PT Rekaan Setnosa")).await, [""; 0]);
    let other = "nama,kode_bu\nPT. REKAAN SENTOSA,00000012\n";
    assert_eq!(warnings(&p, other).await.len(), 2, "a third firm is");
    p.services
        .undo_distinction((known, new), rina)
        .await
        .unwrap();
    assert_eq!(warnings(&p, &list("PT Rekaan Sentoso")).await.len(), 2);
}
