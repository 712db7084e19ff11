//! What a month changed, and what was known on a past day.

use patuh::{
    domain::{
        difference::{Change, ChangeKind},
        employer::Field,
        ids::{EmployerId, OfficerId},
        ladder::Stage,
        month::Month,
        role::Role,
        tongue::Tongue,
        verdict::Verdict,
    },
    intake::Kind,
    services::{Forms, MonthDifference, Past, Rehearsal},
};

use crate::support::{Program, day};

/// Eight firms by the manpower report of January.
const MARCH: &str = "nama,nib,kode_bu,alamat,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
    CV Contoh Sentosa,9120000000001,00000011,Jl. Melati 5,Lok Tuan,hrd@contoh.example,2,2026-01-05\n\
    PT Misal Jaya,9120000000002,00000012,Jl. Melati 6,Kanaan,hrd@misal.example,1,2026-01-05\n\
    PT Umpama Bahari,9120000000003,00000013,Jl. Melati 7,Tanjung Laut,hrd@umpama.example,1,2026-01-05\n\
    UD Rekaan Makmur,9120000000004,00000014,Jl. Melati 8,Guntung,hrd@rekaan.example,10,2026-01-05\n\
    CV Andaian Abadi,9120000000005,00000015,Jl. Melati 9,Berbas Tengah,hrd@andaian.example,3,2026-01-05\n\
    PT Tiruan Nusantara,9120000000006,00000016,Jl. Melati 10,Satimpo,hrd@tiruan.example,4,2026-01-05\n";

/// The first has enrolled its two, the second has more than it registered, the fourth has grown, the fifth
/// has closed, the third has moved, the sixth is not named any more, and the seventh is new.
const APRIL: &str = "nama,nib,kode_bu,alamat,kelurahan,email,pekerja_wlkp,tanggal_wlkp,status\n\
    CV Contoh Sentosa,9120000000001,00000011,Jalan Melati No. 5,LOKTUAN,hrd@contoh.example,2,2026-01-05,aktif\n\
    PT Misal Jaya,9120000000002,00000012,Jl. Melati 6,Kanaan,hrd@misal.example,3,2026-04-01,aktif\n\
    PT Umpama Bahari,9120000000003,00000013,Jl. Kenanga 70,Tanjung Laut,hrd@umpama.example,1,2026-01-05,aktif\n\
    UD Rekaan Makmur,9120000000004,00000014,Jl. Melati 8,Guntung,hrd@rekaan.example,40,2026-04-01,aktif\n\
    CV Andaian Abadi,9120000000005,00000015,Jl. Melati 9,Berbas Tengah,hrd@andaian.example,3,2026-01-05,tutup\n\
    CV Baru Terbit,9120000000007,00000017,Jl. Melati 11,Gunung Elai,hrd@baru.example,1,2026-04-01,aktif\n";

const BEFORE: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000012,5000000\n\
    6474010101900005,1,PPU BU,AKTIF,00000013,5000000\n";
const AFTER: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900001,1,PPU BU,AKTIF,00000011,5000000\n\
    6474010101900002,1,PPU BU,AKTIF,00000011,5000000\n\
    6474010101900005,1,PPU BU,AKTIF,00000013,5000000\n";

fn month(number: u8) -> Month {
    Month::new(2026, number).unwrap()
}

async fn bring(p: &Program, employers: &str, participants: &str) {
    let today = p.services.today();
    p.import(Kind::Employers, employers, today).await;
    p.import(Kind::Participants, participants, today).await;
    p.check(today).await;
}

async fn told(p: &Program, number: u8) -> MonthDifference {
    p.services.month_difference(month(number)).await.unwrap()
}

/// Names and changes of a kind.
async fn list(p: &Program, number: u8, kind: ChangeKind) -> Vec<(String, Change)> {
    let difference = told(p, number).await;
    let firms = p.services.month_firms(&difference, kind, (0, 100)).await;
    let firms = firms.unwrap().into_iter();
    firms.map(|one| (one.firm.name, one.change)).collect()
}

async fn counts(p: &Program, number: u8) -> [u64; 6] {
    let difference = told(p, number).await;
    ChangeKind::ALL.map(|kind| difference.count(kind))
}

async fn firm(p: &Program, name: &str) -> EmployerId {
    let lines = p.list().await;
    lines
        .iter()
        .find(|line| line.row.name == name)
        .unwrap()
        .row
        .id
}

async fn officer(p: &Program) -> OfficerId {
    p.officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await
}

/// March as it was, and everything that April brought.
async fn april() -> Program {
    let p = Program::start().await;
    bring(&p, MARCH, BEFORE).await;
    assert!(p.confirm_all().await > 0);
    p.services.remind(Rehearsal::No, None).await.unwrap();
    p.services.send_mail().await.unwrap();
    p.morning_of(day(2026, 4, 13));
    bring(&p, APRIL, AFTER).await;
    p
}

#[tokio::test]
async fn a_month_says_what_changed_and_since_which_notice() {
    let p = april().await;
    assert_eq!(counts(&p, 2).await, [0; 6]);
    assert_eq!(counts(&p, 3).await, [6, 0, 0, 0, 0, 0]);
    assert_eq!(counts(&p, 4).await, [1, 2, 1, 1, 1, 1]);
    let gone = list(&p, 4, ChangeKind::Gone).await;
    let unnamed = Change::Unnamed {
        source: "wlkp".to_owned(),
    };
    assert_eq!(
        gone,
        [
            ("CV Andaian Abadi".to_owned(), Change::Closed),
            ("PT Tiruan Nusantara".to_owned(), unnamed),
        ]
    );
    let moved = list(&p, 4, ChangeKind::Moved).await;
    assert_eq!(moved[0].0, "PT Umpama Bahari");
    let Change::Headcount { from, to } = &list(&p, 4, ChangeKind::Headcount).await[0].1 else {
        panic!("no headcount");
    };
    assert_eq!((from.workers, to.workers), (10, 40));
    let (name, enrolled) = list(&p, 4, ChangeKind::Enrolled).await.remove(0);
    let Change::Enrolled {
        complies: true,
        gained: 2,
        notice: Some(notice),
    } = enrolled
    else {
        panic!("{enrolled:?}");
    };
    assert_eq!(
        (name.as_str(), notice.stage),
        ("CV Contoh Sentosa", Stage::Appeal)
    );
    assert_eq!(p.services.local(notice.at).date_naive(), day(2026, 3, 16));
    let fell = list(&p, 4, ChangeKind::FellBack).await.remove(0);
    assert_eq!(fell.0, "PT Misal Jaya");
    assert_eq!(
        fell.1,
        Change::FellBack {
            to: Verdict::PartialWorkers
        }
    );
    assert_eq!(
        told(&p, 4).await.words(Tongue::Indonesian),
        "Selama April 2026 sampai dengan 13 April 2026, satu badan usaha baru tercatat, satu badan \
         usaha tutup, dan satu badan usaha tidak lagi tercantum dalam daftar terbaru sumbernya. \
         Satu badan usaha berganti alamat dan jumlah pekerja satu badan usaha bertambah banyak. \
         Satu badan usaha kini memenuhi kewajibannya, setelah menerima surat dari kota. Dengan \
         demikian bertambah dua pekerja terdaftar. Satu badan usaha yang sebelumnya memenuhi \
         kewajibannya kini perlu perhatian kembali."
    );
}

#[tokio::test]
async fn a_month_that_is_over_stays_as_it_was_told() {
    let p = april().await;
    let before = told(&p, 4).await;
    p.morning_of(day(2026, 5, 11));
    // Everything is back where it was.
    bring(&p, &MARCH.replace("2026-01-05", "2026-05-02"), BEFORE).await;
    let mut after = told(&p, 4).await;
    assert_eq!(after.figures.until, None);
    after.figures.until = before.figures.until;
    assert_eq!(after.figures, before.figures);
    let moved = list(&p, 5, ChangeKind::Moved).await;
    assert_eq!(moved[0].0, "PT Umpama Bahari");
    p.morning_of(day(2026, 6, 2));
    let june = told(&p, 6).await;
    assert!(
        june.words(Tongue::English)
            .contains("no change was recorded")
    );
    assert_eq!(counts(&p, 6).await, [0; 6]);
}

#[tokio::test]
async fn the_same_lists_again_and_a_part_of_a_list_change_nothing() {
    let p = Program::start().await;
    bring(&p, MARCH, BEFORE).await;
    p.morning_of(day(2026, 4, 13));
    bring(&p, MARCH, BEFORE).await;
    assert_eq!(counts(&p, 4).await, [0; 6]);
    p.morning_of(day(2026, 5, 11));
    let two = MARCH.lines().take(3).collect::<Vec<_>>().join("\n");
    bring(&p, &two, BEFORE).await;
    assert_eq!(counts(&p, 5).await, [0; 6]);
}

/// A firm that BPJS knows by another name.
const TWIN: &str = "nama,kode_bu,kelurahan\nToko Rekaan Makmur,00000099,Guntung\n";

#[tokio::test]
async fn a_merged_firm_is_not_gone_and_a_parted_one_is_not_new() {
    let p = Program::start().await;
    p.import(Kind::Employers, TWIN, day(2026, 3, 16)).await;
    bring(&p, MARCH, BEFORE).await;
    let rina = officer(&p).await;
    let kept = firm(&p, "UD Rekaan Makmur").await;
    let merged = firm(&p, "Toko Rekaan Makmur").await;
    p.morning_of(day(2026, 4, 13));
    let done = p
        .services
        .merge((kept, merged), Forms::SameFirm, rina)
        .await;
    done.unwrap();
    p.check_everybody(day(2026, 4, 13)).await;
    assert_eq!(counts(&p, 4).await, [0; 6]);
    p.morning_of(day(2026, 5, 11));
    p.services.unmerge(kept, rina).await.unwrap();
    p.check_everybody(day(2026, 5, 11)).await;
    assert_eq!(counts(&p, 5).await, [0; 6]);
    assert_eq!(counts(&p, 3).await, [7, 0, 0, 0, 0, 0]);
}

fn said(past: &Past, field: Field) -> Option<&str> {
    let found = past.fields.iter().find(|one| one.field == field);
    found.map(|one| one.value.as_str())
}

#[tokio::test]
async fn an_older_file_that_comes_later_was_true_and_was_not_known() {
    let p = Program::start().await;
    let list = |address: &str| {
        format!("nama,nib,alamat,kelurahan\nCV Contoh Sentosa,9120000000001,{address},Lok Tuan\n")
    };
    p.import(Kind::Employers, &list("Jl. Melati 5"), day(2026, 3, 10))
        .await;
    p.check(day(2026, 3, 16)).await;
    p.morning_of(day(2026, 3, 23));
    p.import(Kind::Employers, &list("Jl. Kenanga 7"), day(2026, 3, 20))
        .await;
    p.morning_of(day(2026, 3, 30));
    // Of the fifteenth, but it comes now: nothing that stands changes by it.
    let report = p
        .import(Kind::Employers, &list("Jl. Mawar 1"), day(2026, 3, 15))
        .await;
    assert_eq!(report.updated, 0);
    p.check(day(2026, 3, 30)).await;
    let id = firm(&p, "CV Contoh Sentosa").await;
    let address = async |on: u32, known: u32| {
        let asked = (Some(day(2026, 3, on)), Some(day(2026, 3, known)));
        let past = p.services.past_of(id, asked).await.unwrap();
        said(&past, Field::Address).map(str::to_owned)
    };
    let jalan = |text: &str| Some(text.to_owned());
    assert_eq!(address(30, 30).await, jalan("Jl. Kenanga 7"));
    assert_eq!(address(17, 30).await, jalan("Jl. Mawar 1"));
    assert_eq!(address(17, 25).await, jalan("Jl. Melati 5"));
    assert_eq!(address(30, 22).await, jalan("Jl. Melati 5"));
    assert_eq!(address(9, 30).await, None);
    assert_eq!(address(30, 15).await, None);
    let now = p.services.past_of(id, (None, None)).await.unwrap();
    assert!(now.fields.iter().all(|one| !one.changed), "{now:?}");
    let then = (Some(day(2026, 3, 17)), None);
    let then = p.services.past_of(id, then).await.unwrap();
    let street = then
        .fields
        .iter()
        .find(|one| one.field == Field::Address)
        .unwrap();
    assert!(street.changed);
    assert_eq!(
        (street.since, street.source.source.as_str()),
        (day(2026, 3, 15), "city")
    );
    assert_eq!(then.verdict.map(|(on, _)| on), Some(day(2026, 3, 16)));
}

#[tokio::test]
async fn now_and_today_the_past_is_the_record() {
    let p = april().await;
    for line in p.list().await {
        let past = p.services.past_of(line.row.id, (None, None)).await.unwrap();
        assert!(past.fields.iter().all(|one| !one.changed), "{past:?}");
        let dossier = p.services.dossier(line.row.id).await.unwrap();
        let known = |field: &Field| dossier.employer.record.get(*field).is_some();
        // None of them has a tax number, whose key is not shown.
        let fields: Vec<Field> = Field::ALL.into_iter().filter(known).collect();
        let shown: Vec<Field> = past.fields.iter().map(|one| one.field).collect();
        assert_eq!(shown, fields);
        assert_eq!(
            past.verdict.map(|(_, verdict)| verdict),
            Some(line.row.verdict)
        );
    }
    let id = firm(&p, "CV Andaian Abadi").await;
    let march = p
        .services
        .past_of(id, (None, Some(day(2026, 3, 31))))
        .await
        .unwrap();
    assert_eq!(said(&march, Field::Closed), Some("false"));
    assert_eq!(
        march.verdict.map(|(_, verdict)| verdict),
        Some(Verdict::Unregistered)
    );
}
