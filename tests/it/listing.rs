//! The list as files that other programs read.

use std::{fmt::Write, fs, io::Read};

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::{
    first_story::{PARTICIPANTS, ROSTER},
    process::{Office, text},
};

const COLUMNS: &str = "id,nib,npwp,kode_bu,name,form,kelurahan,kecamatan,verdict,findings,basis,\
    headcount,registered,enrolled,inactive,elsewhere,city_funded,state_funded,self_funded,\
    dependant,lapsed,not_found,in_grace,shortfall,coverage,arrears_months,arrears_amount,\
    missing_contribution,stage,due_on,as_of";

/// Names that a spreadsheet would run.
const EVIL: [&str; 4] = ["=2+3 CV Uji", "+62 CV Uji", "-CV Uji", "@CV Uji"];

async fn listed() -> Office {
    let o = Office::open().await;
    let mut employers = "nama,nib,kode_bu,kelurahan,email\n\
        CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,hrd@contoh.example\n\
        PT Misal Jaya,9120000000002,00000012,Kanaan,hrd@misal.example\n"
        .to_owned();
    for (n, name) in EVIL.iter().enumerate() {
        writeln!(employers, "{name},912000000001{n},,,").unwrap();
    }
    o.import("employers", "employers.csv", employers).ends(0);
    o.import("roster", "roster.csv", ROSTER).ends(0);
    o.import("participants", "participants.csv", PARTICIPANTS)
        .ends(0);
    o.run(&["check"]).ends(0);
    o
}

#[tokio::test]
async fn as_csv_it_has_the_contract_s_columns_and_runs_nothing() {
    let o = listed().await;
    let out = o.folder.path().join("daftar.csv");
    o.run(&["list", "--format", "csv", "--out", text(&out)])
        .ends(0);
    let written = fs::read_to_string(&out).unwrap();
    assert_eq!(written, o.run(&["list", "--format", "csv"]).ends(0).out);
    assert_eq!(written.lines().next().unwrap(), COLUMNS);
    let mut reader = csv::Reader::from_reader(written.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 6);
    for row in &rows {
        for cell in row {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
    for name in EVIL {
        assert!(
            rows.iter().any(|row| row[4] == *format!("'{name}")),
            "{name}"
        );
    }
    let firm = rows.iter().find(|row| &row[1] == "9120000000001").unwrap();
    let shown: Vec<&str> = firm.iter().skip(1).collect();
    assert_eq!(
        shown.join("|"),
        "9120000000001||00000011|CV Contoh Sentosa|CV|Lok Tuan|Bontang Utara|unregistered|\
         unregistered;city_funded|roster|2|0|0|0|0|1|0|0|0|0|1|0|2|0.0000||0|400000|verification|\
         2026-03-30|2026-03-16"
    );
}

#[tokio::test]
async fn as_json_it_keeps_the_order_of_the_columns() {
    let o = listed().await;
    let list = o.run(&["list", "--format", "json"]).ends(0);
    assert_eq!(list.json().as_array().unwrap().len(), 6);
    assert_eq!(list.json(), o.json(&["list"]));
    let first = list.out.lines().nth(1).unwrap();
    let places: Vec<_> = COLUMNS
        .split(',')
        .map(|c| first.find(&format!("\"{c}\":")).unwrap())
        .collect();
    assert!(places.is_sorted(), "{first}");
    let list = list.json();
    let rows = list.as_array().unwrap();
    let firm = rows
        .iter()
        .find(|row| row["nib"] == "9120000000001")
        .unwrap();
    assert_eq!(
        (&firm["headcount"], &firm["coverage"]),
        (&2.into(), &0.0.into())
    );
    assert_eq!(
        (&firm["npwp"], &firm["arrears_months"]),
        (&().into(), &().into())
    );
    let only = o.json(&[
        "list",
        "--verdict",
        "compliant",
        "--verdict",
        "unregistered",
    ]);
    assert_eq!(only.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn as_a_workbook_it_has_typed_cells_and_a_header_that_stays() {
    let o = listed().await;
    let out = o.folder.path().join("daftar.xlsx");
    o.run(&["list", "--format", "xlsx", "--out", text(&out)])
        .ends(0);
    let mut book: Xlsx<_> = open_workbook(&out).unwrap();
    let sheets = book.sheet_names();
    let range = book.worksheet_range(&sheets[0]).unwrap();
    let mut rows = range.rows();
    let header: Vec<String> = rows
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(header.join(","), COLUMNS);
    let at = |column: &str| header.iter().position(|c| c == column).unwrap();
    let rows: Vec<&[Data]> = rows.collect();
    assert_eq!(rows.len(), 6);
    let firm = rows
        .iter()
        .find(|row| row[at("nib")] == Data::String("9120000000001".into()))
        .unwrap();
    assert_eq!(firm[at("kode_bu")], Data::String("00000011".into()));
    assert_eq!(firm[at("headcount")], Data::Float(2.0));
    assert_eq!(firm[at("coverage")], Data::Float(0.0));
    assert_eq!(firm[at("missing_contribution")], Data::Float(400_000.0));
    assert_eq!(firm[at("arrears_months")], Data::Empty);
    assert!(
        matches!(firm[at("as_of")], Data::DateTime(day) if day.to_ymd_hms_milli() == (2026, 3, 16, 0, 0, 0, 0))
    );
    for name in EVIL {
        assert!(
            rows.iter()
                .any(|row| row[at("name")] == Data::String(name.into())),
            "{name}"
        );
    }
    let mut zip = zip::ZipArchive::new(fs::File::open(&out).unwrap()).unwrap();
    let mut sheet = String::new();
    zip.by_name("xl/worksheets/sheet1.xml")
        .unwrap()
        .read_to_string(&mut sheet)
        .unwrap();
    assert!(sheet.contains("ySplit=\"1\"") && sheet.contains("state=\"frozen\""));
    assert!(!sheet.contains("<f>"));
}

#[tokio::test]
async fn a_file_that_can_not_be_written_is_an_error_and_leaves_the_old_one() {
    let o = listed().await;
    let list = |out: &str| o.run(&["list", "--format", "csv", "--out", out]);
    list("/dev/full").ends(1).says(&["/dev/full"]);
    let kind = fs::symlink_metadata("/dev/full").unwrap().file_type();
    assert!(!kind.is_file(), "the device was replaced by a file");
    list("/tidak/ada/daftar.csv").ends(1).says(&["daftar.csv"]);
    let folder = o.folder.path().join("sudah");
    fs::create_dir(&folder).unwrap();
    list(text(&folder)).ends(1).says(&["sudah"]);
    let left = fs::read_dir(o.folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name());
    assert!(
        left.map(|n| n.into_string().unwrap())
            .all(|n| !n.contains(".part"))
    );
}
