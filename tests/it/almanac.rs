//! The days off: kept in the database, followed by every node, and never a reason for less time.

use chrono::NaiveDate;
use patuh::{
    config,
    domain::{
        almanac::{BadDayOff, day_off},
        ids::OfficerId,
        receipt::How,
        role::Role,
        workdays::DayOff,
    },
    intake::Kind,
    mail::Transport,
    services::{Almanac, Rehearsal, SeenReceipt, ServiceError},
    store::CheckScope,
};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use sea_orm::{ConnectionTrait, Database};

use crate::{
    first_story::{EMPLOYERS, PARTICIPANTS, ROSTER},
    support::{Program, day},
};

async fn admin(p: &Program) -> OfficerId {
    p.officer("Adi Misal", "adi@kota.example", Role::Admin)
        .await
}

fn off(date: &str, name: &str) -> DayOff {
    day_off(date, name, "libur nasional").unwrap()
}

fn code(error: ServiceError) -> &'static str {
    match error {
        ServiceError::Barred(why) => why.code,
        other => panic!("{other}"),
    }
}

/// What the audit log holds of an action, oldest first.
async fn audited(p: &Program, action: &str) -> Vec<String> {
    let db = Database::connect(&p.url).await.unwrap();
    let text = format!("SELECT subject FROM audit_log WHERE action = '{action}' ORDER BY id");
    let rows = db
        .query_all_raw(sea_orm::Statement::from_string(
            db.get_database_backend(),
            text,
        ))
        .await
        .unwrap();
    db.close().await.unwrap();
    rows.iter()
        .map(|row| row.try_get("", "subject").unwrap())
        .collect()
}

/// One firm was written to on Monday, 16 March 2026; answers the end of its term.
async fn written_to(p: &Program) -> NaiveDate {
    let today = p.services.today();
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Roster, ROSTER, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 1);
    p.services.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!(p.services.send_mail().await.unwrap().sent, 1);
    due(p).await
}

async fn due(p: &Program) -> NaiveDate {
    let cases = p.services.open_cases().await.unwrap();
    cases[0].facts.due_on.unwrap()
}

#[tokio::test]
async fn terms_end_by_the_days_that_the_database_keeps() {
    let mut p = Program::start().await;
    // Whatever the file says: the database began with it, and is asked from then on.
    let empty = toml_list("known_years = []\nholiday = []\n[sources]\n");
    for (joint_leave_counts, at) in [(true, 2), (false, 3)] {
        let almanac = Almanac::new(empty.clone(), joint_leave_counts);
        p.services.almanac = std::sync::Arc::new(almanac);
        p.services.follow_calendar().await.unwrap();
        let calendar = p.services.calendar();
        for vector in [
            ((1, 5), 3, (1, 8), (1, 8)),
            ((1, 12), 10, (1, 27), (1, 27)),
            ((2, 9), 10, (2, 25), (2, 24)),
            ((3, 9), 10, (3, 30), (3, 24)),
            ((3, 12), 10, (4, 2), (3, 27)),
            ((5, 8), 10, (5, 26), (5, 25)),
            ((5, 18), 10, (6, 4), (6, 3)),
            ((6, 8), 10, (6, 23), (6, 23)),
            ((8, 10), 10, (8, 26), (8, 26)),
            ((8, 20), 14, (9, 10), (9, 10)),
            ((12, 14), 10, (12, 30), (12, 29)),
        ] {
            let ends = if at == 2 { vector.2 } else { vector.3 };
            let received = day(2026, vector.0.0, vector.0.1);
            let term = calendar.term(received, vector.1);
            assert_eq!(term.due, day(2026, ends.0, ends.1), "{received}");
            assert!(term.unknown_years.is_empty());
        }
    }
}

fn toml_list(text: &str) -> patuh::domain::workdays::HolidayTable {
    let folder = crate::support::Folder::new();
    let file = folder.file("hari-libur.toml", text);
    config::holidays(&file.to_string_lossy()).unwrap()
}

#[tokio::test]
async fn a_day_off_reaches_every_node_and_the_next_check_judges_everybody() {
    let p = Program::start().await;
    let told = written_to(&p).await;
    let (transport, _) = Transport::memory("Disnaker <jkn@kota.example>").unwrap();
    let other = Program::services(&p.url, p.folder.path(), (p.clock.clone(), transport)).await;
    other.follow_calendar().await.unwrap();
    let today = p.services.today();
    assert_eq!(p.check(today).await.assessed, 0, "nobody is owed a check");

    let city_day = off("2026-10-12", "Hari jadi kota");
    let adi = admin(&p).await;
    p.services.put_day_off(None, city_day, adi).await.unwrap();
    let feast = day(2026, 10, 12);
    assert!(!p.services.calendar().is_working_day(feast));
    assert!(other.calendar().is_working_day(feast), "not yet asked");
    other.run_owed().await.unwrap();
    assert_eq!(other.calendar().reason_off(feast), Some("Hari jadi kota"));

    let everybody = EMPLOYERS.lines().count() as u64 - 1;
    let report = other.check(Some(today), CheckScope::Owed).await.unwrap();
    assert_eq!(report.assessed, everybody);
    assert_eq!(p.check(today).await.assessed, 0);
    assert_eq!(due(&p).await, told);
}

#[tokio::test]
async fn running_terms_grow_with_the_days_off_and_never_shrink() {
    let p = Program::start().await;
    assert_eq!(written_to(&p).await, day(2026, 4, 7));
    let adi = admin(&p).await;
    let services = &p.services;
    let feast = off("2026-04-01", "Hari pilihan");
    assert_eq!(services.put_day_off(None, feast, adi).await.unwrap(), 1);
    assert_eq!(due(&p).await, day(2026, 4, 8));
    // Somebody moves it, and takes it back: who was told a day keeps it.
    let moved = off("2026-04-06", "Hari pilihan");
    let was = Some(day(2026, 4, 1));
    assert_eq!(services.put_day_off(was, moved, adi).await.unwrap(), 0);
    assert_eq!(due(&p).await, day(2026, 4, 8));
    services.remove_day_off(day(2026, 4, 6), adi).await.unwrap();
    assert_eq!(due(&p).await, day(2026, 4, 8));
    // A day after the term gives nobody anything.
    let late = off("2026-04-30", "Hari lain");
    assert_eq!(services.put_day_off(None, late, adi).await.unwrap(), 0);
    assert_eq!(
        audited(&p, "calendar.day").await,
        [
            "2026-04-01: - -> Hari pilihan (national)",
            "2026-04-01: Hari pilihan (national) -> -",
            "2026-04-06: - -> Hari pilihan (national)",
            "2026-04-06: Hari pilihan (national) -> -",
            "2026-04-30: - -> Hari lain (national)",
        ]
    );
    let terms = audited(&p, "case.term").await;
    assert_eq!(terms.len(), 1);
    assert!(terms[0].ends_with("2026-04-07 -> 2026-04-08"), "{terms:?}");
}

#[tokio::test]
async fn a_term_whose_receipt_is_taken_back_has_grown_with_the_days_off_too() {
    let p = Program::start().await;
    assert_eq!(written_to(&p).await, day(2026, 4, 7));
    let adi = admin(&p).await;
    let rina = p
        .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await;
    let case = p.services.open_cases().await.unwrap()[0].id;
    let seen = SeenReceipt {
        how: How::Hand,
        on: day(2026, 3, 16),
        words: "Diterima bagian umum.".to_owned(),
    };
    p.services.record_receipt(case, &seen, rina).await.unwrap();
    let feast = off("2026-04-01", "Hari pilihan");
    p.services.put_day_off(None, feast, adi).await.unwrap();
    assert_eq!(due(&p).await, day(2026, 4, 8));
    p.services.take_receipt_back(case, rina).await.unwrap();
    assert_eq!(due(&p).await, day(2026, 4, 8));
}

#[tokio::test]
async fn next_year_is_missed_from_october_until_somebody_vouches_for_its_list() {
    let p = Program::start().await;
    let adi = admin(&p).await;
    p.morning_of(day(2026, 9, 30));
    assert_eq!(p.services.missing_year(), None);
    p.morning_of(day(2026, 10, 1));
    assert_eq!(p.services.missing_year(), Some(2027));
    let new_year = off("1 Januari 2027", "Tahun Baru 2027 Masehi");
    p.services
        .put_day_off(None, new_year.clone(), adi)
        .await
        .unwrap();
    let twice = p.services.put_day_off(None, new_year, adi).await;
    assert_eq!(code(twice.unwrap_err()), "day-taken");
    assert_eq!(p.services.missing_year(), Some(2027), "a day is no list");
    let nameless = p.services.set_year(2027, (" ", true), adi).await;
    assert_eq!(code(nameless.unwrap_err()), "year-source");
    let decree = "SKB 3 Menteri Nomor 1 Tahun 2026";
    p.services
        .set_year(2027, (decree, true), adi)
        .await
        .unwrap();
    assert_eq!(p.services.missing_year(), None);
    let list = p.services.year_list(2027).await.unwrap();
    let about = list.about.unwrap();
    assert_eq!((about.source.as_str(), about.is_complete), (decree, true));
    assert_eq!(about.by.unwrap().1, "Adi Misal");
    assert_eq!(list.years, [2025, 2026, 2027]);
    assert_eq!(
        audited(&p, "calendar.year").await,
        [format!("2027: incomplete,  -> complete, {decree}")]
    );
}

#[tokio::test]
async fn a_file_shows_what_it_would_do_and_names_the_rows_it_can_not() {
    let p = Program::start().await;
    let adi = admin(&p).await;
    let csv = "Daftar libur 2027\ntanggal,nama,jenis\n\
        2027-01-01,Tahun Baru 2027 Masehi,Libur nasional\n\
        ,,\n\
        32 Januari 2027,Entah,Libur nasional\n\
        8 Februari 2027,Cuti bersama rekaan,cuti bersama\n\
        2027-02-08,Sekali lagi,cuti bersama\n\
        2027-03-10,Setengah hari rekaan,setengah hari\n\
        2027-03-11,,nasional\n";
    let read = p.services.read_days("2027.csv", csv.into()).await.unwrap();
    let refused: Vec<(u32, BadDayOff)> = read.refused.iter().map(|r| (r.row, r.why)).collect();
    assert_eq!(
        refused,
        [
            (5, BadDayOff::Date),
            (7, BadDayOff::Twice),
            (8, BadDayOff::Kind),
            (9, BadDayOff::Name),
        ]
    );
    let found = p.services.compare_days(&read.days).await.unwrap();
    assert_eq!(
        (found.added.len(), found.same, found.absent.len()),
        (2, 0, 0)
    );
    let list = p.services.year_list(2027).await.unwrap();
    assert!(
        list.days.is_empty(),
        "nothing counts before it is confirmed"
    );
    let (found, grown) = p.services.take_days(&read.days, false, adi).await.unwrap();
    assert_eq!((found.added.len(), grown), (2, 0));
    let list = p.services.year_list(2027).await.unwrap();
    assert_eq!(list.days.len(), 2);
    assert!(!list.about.unwrap().is_complete);
    let again = p.services.compare_days(&read.days).await.unwrap();
    assert_eq!((again.added.len(), again.same), (0, 2));
    // A revised list with only one of them: the other goes only where that is asked for.
    let one = &read.days[..1];
    let kept = p.services.take_days(one, false, adi).await.unwrap().0;
    assert!(kept.absent.is_empty());
    let gone = p.services.take_days(one, true, adi).await.unwrap().0;
    assert_eq!(gone.absent.len(), 1);
    assert_eq!(p.services.year_list(2027).await.unwrap().days, one);

    for (name, text) in [
        ("bukan.csv", "a,b\n1,2\n"),
        ("kosong.toml", "x = 1\n"),
        ("rusak.toml", "[[holiday]\n"),
        ("pdf.csv", "%PDF-1.4\n"),
    ] {
        let error = p.services.read_days(name, text.into()).await;
        assert!(matches!(error, Err(ServiceError::Intake(_))), "{name}");
    }
    let left = std::fs::read_dir(p.folder.path().join("tmp"));
    assert_eq!(left.map_or(0, Iterator::count), 0, "no file stays behind");
}

#[tokio::test]
async fn the_shipped_file_and_a_workbook_say_what_the_database_says() {
    let p = Program::start().await;
    let shipped = include_str!("../../config/holidays.toml");
    let read = p.services.read_days("holidays.toml", shipped.into());
    let read = read.await.unwrap();
    assert!(read.refused.is_empty());
    let found = p.services.compare_days(&read.days).await.unwrap();
    assert_eq!((found.same, found.added.len()), (read.days.len(), 0));
    assert!(found.absent.is_empty() && found.changed.is_empty());

    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (at, head) in (0..).zip(["No", "Tanggal", "Keterangan", "Jenis"]) {
        sheet.write(0, at, head).unwrap();
    }
    let may = ExcelDateTime::from_ymd(2026, 5, 1).unwrap();
    sheet.write(1, 0, 1).unwrap();
    sheet.write_with_format(1, 1, &may, &date).unwrap();
    sheet.write(1, 2, "Hari Buruh Internasional").unwrap();
    sheet.write(1, 3, "Libur Nasional").unwrap();
    let book = book.save_to_buffer().unwrap();
    let read = p.services.read_days("libur.xlsx", book).await.unwrap();
    assert_eq!(read.days, [off("2026-05-01", "Hari Buruh Internasional")]);
    let found = p.services.compare_days(&read.days).await.unwrap();
    assert_eq!(found.same, 1);
}
