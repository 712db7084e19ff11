//! Stories of `match`: two lists of firms that share no identifier, or some.

use std::{fs, path::PathBuf};

use patuh::{
    domain::matching::Status,
    services::{LinkedLists, link_files},
};

use crate::support::Folder;

/// A folder with two lists, and what links them.
fn linked(a: &str, b: &str) -> LinkedLists {
    let folder = Folder::new();
    let [first, second]: [PathBuf; 2] = [("a.csv", a), ("b.csv", b)].map(|(name, text)| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    });
    link_files(&first, &second).unwrap()
}

fn told(lists: &LinkedLists) -> Vec<[String; 2]> {
    let words = lists.links.iter().map(|link| lists.words(link));
    words.map(|[a, b, ..]| [a, b]).collect()
}

#[test]
fn a_cooperative_is_found_under_its_short_name_and_its_company_is_not_taken_for_it() {
    let lists = linked(
        "id,nama,kelurahan\nA1,Koperasi Karyawan Andai Khayal,Guntung\nA2,PT Andai Khayal,Guntung\n",
        "id;Nama BU;Kelurahan\nB1;KOPKAR ANDAI KHAYAL;GUNTUNG\n",
    );
    assert_eq!(told(&lists), [["A1", "B1"]]);
    assert_eq!(lists.links[0].status, Status::Probable);
    assert!(lists.words(&lists.links[0])[4].contains("kelurahan: sama"));
}

#[test]
fn an_identifier_confirms_whatever_the_names_say_and_one_that_is_broken_is_dropped_with_a_warning()
{
    let lists = linked(
        "id,nama,nib\nA1,CV Contoh Sentosa,1234567890123\nA2,CV Misal Jaya,2234567890123\n",
        "id,nama,nib\nB1,CV Kontoh Sentosa,1234567890123\nB2,CV Misal Jaya,22345\n",
    );
    assert_eq!(told(&lists), [["A1", "B1"], ["A2", "B2"]]);
    assert_eq!(lists.links[0].status, Status::Confirmed);
    assert_ne!(lists.links[1].status, Status::Confirmed);
    assert!(
        lists
            .warnings
            .iter()
            .any(|warning| warning.code == "nib_dropped"),
        "{:?}",
        lists.warnings
    );
}

#[test]
fn each_firm_of_the_second_list_is_linked_once_and_another_legal_form_is_another_firm() {
    let lists = linked(
        "id,nama,bentuk\nA1,Contoh Sentosa,PT\nA2,Contoh Sentosa,CV\n",
        "id,nama\nB1,\"CONTOH SENTOSA, PT\"\nB2,CV. Contoh Sentosa\n",
    );
    assert_eq!(told(&lists), [["A1", "B1"], ["A2", "B2"]]);
}

#[test]
fn a_list_without_ids_is_linked_by_its_row_numbers_and_a_row_without_a_firm_is_counted() {
    let lists = linked(
        "nama,telepon\nToko Khayal,0548111111\n",
        "nama,telepon\n,0548111111\nToko Khayal,0548 111111\n",
    );
    assert_eq!(told(&lists), [["1", "2"]]);
    assert_eq!(lists.rejected, 1);
}

#[test]
fn a_file_that_names_no_firm_is_refused_with_the_columns_it_lacks() {
    let folder = Folder::new();
    let path = folder.path().join("a.csv");
    fs::write(&path, "telepon,alamat\n0548111111,Jl. Contoh 1\n").unwrap();
    let refused = link_files(&path, &path).unwrap_err().to_string();
    let cause = format!(
        "{:#}",
        anyhow::Error::from(link_files(&path, &path).unwrap_err())
    );
    assert!(cause.contains("nama"), "{refused}: {cause}");
}
