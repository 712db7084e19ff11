//! Of a list of workers nothing stays anywhere, however it may be written.

use std::{fs, io::Read, path::Path};

use patuh::services::RosterReading;
use rust_xlsxwriter::Workbook;
use zip::ZipArchive;

use super::{Asked, file};
use crate::{
    privacy::{dump, files_in},
    support::{Program, on_postgres},
};

const PEOPLE: [(&str, &str, u32); 4] = [
    ("6474017003900311", "Tokoh Karangan Pertama", 7_654_321),
    ("6474017003900322", "Tokoh Rekaan Kedua", 8_765_432),
    ("6474010101900002", "Tokoh Umpama Ketiga", 9_876_543),
    ("6474019903900344", "Tokoh Misal Keempat", 6_543_217),
];

/// A list as a firm's office keeps it; the last NIK is impossible.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet
        .write(0, 0, "DAFTAR PEKERJA CV CONTOH SENTOSA")
        .unwrap();
    for (at, name) in ["No", "Nama Pekerja", "No KTP", "Gaji", "Mulai Kerja"]
        .into_iter()
        .enumerate()
    {
        sheet.write(2, u16::try_from(at).unwrap(), name).unwrap();
    }
    for (row, (nik, name, wage)) in (3..).zip(PEOPLE) {
        sheet.write(row, 0, row - 2).unwrap();
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 2, nik).unwrap();
        sheet.write(row, 3, wage).unwrap();
        sheet.write(row, 4, "2020-01-01").unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// Every way in which something of the list may be written, by a name for it.
fn traces(book: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut text = |name: &str, text: &str| {
        all.push((name.to_owned(), text.as_bytes().to_vec()));
        let units = || text.encode_utf16();
        all.push((
            format!("{name}, UTF-16"),
            units().flat_map(u16::to_le_bytes).collect(),
        ));
        all.push((
            format!("{name}, UTF-16BE"),
            units().flat_map(u16::to_be_bytes).collect(),
        ));
        all.push((format!("{name}, hex"), hex::encode(text).into_bytes()));
        let reversed: String = text.chars().rev().collect();
        all.push((format!("{name}, backwards"), reversed.into_bytes()));
    };
    for (at, (nik, name, wage)) in PEOPLE.into_iter().enumerate() {
        if at != 2 {
            text("NIK", nik);
            let dotted = nik.as_bytes().chunks(4).map(String::from_utf8_lossy);
            text("NIK in groups", &dotted.collect::<Vec<_>>().join("."));
        }
        text("name", &name.to_lowercase());
        text("wage", &wage.to_string());
        text("wage in sen", &(wage * 100).to_string());
    }
    for (at, (nik, _, wage)) in PEOPLE.into_iter().enumerate() {
        let number: u64 = nik.parse().unwrap();
        if at != 2 {
            all.push(("NIK, big".to_owned(), number.to_be_bytes()[1..].to_vec()));
            all.push(("NIK, little".to_owned(), number.to_le_bytes()[..7].to_vec()));
        }
        for wage in [u64::from(wage), u64::from(wage) * 100] {
            #[expect(clippy::cast_precision_loss, reason = "a wage is exact in a float")]
            let float = wage as f64;
            all.push(("wage, float".to_owned(), float.to_le_bytes().to_vec()));
            all.push(("wage, float".to_owned(), float.to_be_bytes().to_vec()));
            all.push(("wage, number".to_owned(), wage.to_be_bytes()[2..].to_vec()));
        }
    }
    let mut archive = ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    for at in 0..archive.len() {
        let mut part = archive.by_index_raw(at).unwrap();
        let mut packed = Vec::new();
        part.read_to_end(&mut packed).unwrap();
        let name = part.name().unwrap().into_owned();
        if name.contains("sheet1") || name.contains("sharedStrings") {
            packed.truncate(40);
            all.push((name, packed));
        }
    }
    all
}

fn search(place: &str, bytes: &[u8], traces: &[(String, Vec<u8>)]) {
    // Nearly every place is passed over by its first two bytes.
    let pair = |bytes: &[u8]| usize::from(bytes[0]) << 8 | usize::from(bytes[1]);
    let mut begun = vec![Vec::new(); 1 << 16];
    for trace in traces {
        begun[pair(&trace.1)].push(trace);
    }
    for view in [bytes, &bytes.to_ascii_lowercase()] {
        for at in 0..view.len().saturating_sub(1) {
            for (name, trace) in &begun[pair(&view[at..])] {
                assert!(!view[at..].starts_with(trace), "{name} in {place}");
            }
        }
    }
}

async fn search_everything(p: &Program, traces: &[(String, Vec<u8>)]) {
    for path in files_in(Path::new(p.folder.path())) {
        search(
            &path.display().to_string(),
            &fs::read(&path).unwrap(),
            traces,
        );
    }
    if on_postgres() {
        search("the database", dump(&p.url).await.as_bytes(), traces);
    }
}

/// Writes what is logged into memory.
#[derive(Clone, Default)]
struct Log(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_list_of_workers_leaves_nothing_but_hashes_and_counts() {
    let log = Log::default();
    let lines = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || lines.clone())
        .finish();
    let logging = tracing::subscriber::set_default(subscriber);
    tracing::info!("the story begins");
    let asked = Asked::begin().await;
    let book = workbook();
    let traces = traces(&book);
    let whole: Vec<u8> = [book.as_slice(), b"Tokoh Karangan Pertama"].concat();
    let caught = std::panic::catch_unwind(|| search("itself", &whole, &traces));
    assert!(caught.is_err(), "the search finds nothing");

    let name = "6474017003900311 Tokoh Karangan Pertama.xlsx";
    let RosterReading::Read(read) = asked.read(file(name, &book)).await.unwrap() else {
        panic!("another firm");
    };
    assert_eq!((read.counts.rows, read.counts.unreadable), (3, 1));
    assert_eq!(read.counts.told(), [("unregistered", 3)]);
    assert_eq!(read.counts.open_rows, [4, 5, 6]);
    assert_eq!((read.unread[0].row, read.unread[0].column), (7, "nik"));
    search(
        "what is told",
        format!("{:?}", read.unread).as_bytes(),
        &traces,
    );
    // Reading writes nothing at all.
    search_everything(&asked.p, &traces).await;
    let answer = asked.send_list(*read).await;
    search_everything(&asked.p, &traces).await;
    asked.accept(&answer).await;
    search_everything(&asked.p, &traces).await;
    drop(logging);
    let logged = log.0.lock().unwrap().clone();
    let logs = String::from_utf8_lossy(&logged);
    assert!(logs.contains("the story begins"), "nothing is logged");
    search("the log", &logged, &traces);
}
