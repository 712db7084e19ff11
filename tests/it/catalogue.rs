//! The list on the site: whatever is asked, it finds what a plain reading of the lines finds, and
//! it follows what happens.

mod holds;
mod reading;

use std::fmt::Write;

use chrono::Days;
use patuh::{
    domain::{
        facet::{Contact, Facet},
        ids::EmployerId,
        ladder::Stage,
        verdict::Verdict,
    },
    intake::Kind,
    mail::Transport,
    services::{Rehearsal, Services},
    store::{Begin, ListRow, Order, Question, Sort},
};

use crate::support::{Program, day};
use reading::{holds, random_question, says, sort};

const FIRMS: usize = 260;

/// Numbers that look thrown, the same on every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.throw(all.len())]
    }
}

const WORDS: [&str; 8] = [
    "Contoh", "Misal", "Umpama", "Jaya", "Sentosa", "Abadi", "88", "Élok",
];
const PLACES: [&str; 6] = ["Loktuan", "Kanaan", "Satimpo", "Guntung", "Samarinda", ""];

/// A registry in which everything is mixed, after a check, with mails to some.
async fn mixed() -> Program {
    let p = Program::start().await;
    let mut dice = Dice(7);
    let mut employers =
        "nama,nib,npwp,kode_bu,bentuk,kelurahan,pekerja_wlkp,tanggal_wlkp,email,status\n"
            .to_owned();
    let mut members = "nik,segmen,status,pisa,kode_bu\n".to_owned();
    let mut roster = "nib,nik,tanggal_masuk\n".to_owned();
    for n in 0..FIRMS {
        let form = dice.one_of(&["PT", "CV", "UD", "Koperasi", "Yayasan", ""]);
        let name = format!(
            "{form} {} {} {n:03}",
            dice.one_of(&WORDS),
            dice.one_of(&WORDS)
        );
        let code = 100 + n;
        let headcount = dice.one_of(&[
            "", "0", "4", "9", "10", "30", "49", "50", "99", "100", "750",
        ]);
        let (email, status) = (
            ["", "hrd@misal.example"][dice.throw(2)],
            ["aktif", "aktif", "aktif", "aktif", "tutup"][dice.throw(5)],
        );
        let place = dice.one_of(&PLACES);
        writeln!(
            employers,
            "{},91200000{n:05},,{code:08},{form},{place},{headcount},2026-02-01,{email},{status}",
            name.trim()
        )
        .unwrap();
        for worker in 0..dice.one_of(&[0, 0, 1, 4, 10]) {
            let nik = format!("647401010190{:04}", n * 12 + worker + 1);
            writeln!(members, "{nik},PPU BU,AKTIF,1,{code:08}").unwrap();
        }
        if let Some(segment) = dice.one_of(&[None, None, Some("PBPU"), Some("PBPU Pemda")]) {
            writeln!(members, "647401010191{n:04},{segment},AKTIF,1,").unwrap();
            writeln!(roster, "91200000{n:05},647401010191{n:04},2020-01-01").unwrap();
        }
    }
    p.import(Kind::Employers, &employers, day(2026, 3, 16))
        .await;
    p.import(Kind::Roster, &roster, day(2026, 3, 16)).await;
    p.import(Kind::Participants, &members, day(2026, 3, 16))
        .await;
    p.check(day(2026, 3, 16)).await;
    p.confirm_all().await;
    p.services.remind(Rehearsal::No, None).await.unwrap();
    p.services.send_mail().await.unwrap();
    holds::hold_some(&p).await;
    p
}

async fn lines(p: &Program) -> Vec<ListRow> {
    p.list().await.into_iter().map(|line| line.row).collect()
}

fn ids(rows: &[ListRow]) -> Vec<EmployerId> {
    rows.iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn any_question_finds_what_a_plain_reading_of_the_lines_finds() {
    let p = mixed().await;
    let all = lines(&p).await;
    assert_eq!(all.len(), FIRMS);
    // Midnight in the city, thirty days before.
    let recent_from = "2026-02-13T16:00:00Z".parse().unwrap();
    let mut dice = Dice(99);
    let mut found_some = 0;
    for round in 0..400 {
        let (question, order) = random_question(&mut dice);
        let mut expected: Vec<ListRow> = all
            .iter()
            .filter(|row| says(row, &question.search))
            .filter(|row| {
                let mut groups = question.all_of.iter();
                groups.all(|group| group.iter().any(|facet| holds(row, *facet, recent_from)))
            })
            .cloned()
            .collect();
        sort(&mut expected, order);
        let found = p.services.find_all(&question, order).await.unwrap();
        assert_eq!(
            found,
            ids(&expected),
            "round {round}: {question:?} {order:?}"
        );
        let page = p
            .services
            .find(&question, (order, Begin::Top), 20)
            .await
            .unwrap();
        assert_eq!(page.count, expected.len() as u64);
        let shown: Vec<ListRow> = page.lines.into_iter().map(|line| line.row).collect();
        assert_eq!(shown, expected[..expected.len().min(20)], "round {round}");
        found_some += usize::from(!expected.is_empty());
    }
    assert!(found_some > 100, "{found_some}");
}

#[tokio::test]
async fn pages_show_every_line_once_forwards_and_backwards() {
    let p = mixed().await;
    let questions = [
        Question::default(),
        Question {
            all_of: vec![vec![
                Facet::Verdict(Verdict::Unregistered),
                Facet::Verdict(Verdict::Closed),
            ]],
            ..Question::default()
        },
        Question {
            search: "contoh".to_owned(),
            ..Question::default()
        },
    ];
    for question in questions {
        for sort in Sort::ALL {
            for falling in [false, true] {
                let order = Order { sort, falling };
                let all = p.services.find_all(&question, order).await.unwrap();
                let (mut begin, mut pages) = (Begin::Top, Vec::new());
                loop {
                    let page = p
                        .services
                        .find(&question, (order, begin), 17)
                        .await
                        .unwrap();
                    let ids: Vec<EmployerId> = page.lines.iter().map(|line| line.row.id).collect();
                    assert_eq!(page.before, !pages.is_empty());
                    pages.push(ids.clone());
                    if !page.after {
                        break;
                    }
                    begin = Begin::After(*ids.last().unwrap());
                }
                assert_eq!(pages.concat(), all, "{order:?}");
                for number in (0..pages.len() - 1).rev() {
                    let begin = Begin::Before(pages[number + 1][0]);
                    let page = p
                        .services
                        .find(&question, (order, begin), 17)
                        .await
                        .unwrap();
                    let ids: Vec<EmployerId> = page.lines.iter().map(|line| line.row.id).collect();
                    assert_eq!(ids, pages[number], "{order:?} page {number}");
                    assert_eq!(page.before, number > 0);
                }
            }
        }
    }
}

/// What every order shows, and who stands where.
async fn everything(services: &Services) -> Vec<Vec<EmployerId>> {
    let mut shown = Vec::new();
    for sort in Sort::ALL {
        for falling in [false, true] {
            let order = Order { sort, falling };
            shown.push(
                services
                    .find_all(&Question::default(), order)
                    .await
                    .unwrap(),
            );
        }
    }
    for stage in Stage::ALL {
        for contact in Contact::ALL {
            let question = Question {
                all_of: vec![
                    vec![Facet::Stage(Some(stage))],
                    vec![Facet::Contact(contact)],
                ],
                ..Question::default()
            };
            shown.push(
                services
                    .find_all(&question, Order::default())
                    .await
                    .unwrap(),
            );
        }
    }
    for verdict in Verdict::ALL {
        let question = Question {
            all_of: vec![vec![Facet::Verdict(verdict)]],
            ..Question::default()
        };
        shown.push(
            services
                .find_all(&question, Order::default())
                .await
                .unwrap(),
        );
    }
    shown
}

/// Another node that has read nothing yet must show the same.
async fn matches_a_fresh_reader(p: &Program, when: &str) {
    let (transport, _) = Transport::memory("Disnaker <jkn@kota.example>").unwrap();
    let fresh = Program::services(&p.url, p.folder.path(), (p.clock.clone(), transport)).await;
    assert_eq!(
        everything(&p.services).await,
        everything(&fresh).await,
        "{when}"
    );
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one story of many changes, each seen in the list at once"
)]
async fn the_list_follows_every_change() {
    let p = mixed().await;
    matches_a_fresh_reader(&p, "at first").await;
    let before = everything(&p.services).await;

    // A few firms change: one gets a roster of three workers, one closes.
    let roster = "nib,nik,tanggal_masuk\n9120000000000,6474010101900001,2020-01-01\n\
                  9120000000000,6474010101909001,2020-01-01\n\
                  9120000000000,6474010101909002,2020-01-01\n";
    p.import(Kind::Roster, roster, day(2026, 3, 16)).await;
    p.import(
        Kind::Employers,
        "nama,nib,status\nPT Umpama 001,9120000000001,tutup\n",
        day(2026, 3, 16),
    )
    .await;
    matches_a_fresh_reader(&p, "after an import that nobody judged yet").await;
    p.check(day(2026, 3, 16)).await;
    matches_a_fresh_reader(&p, "after a check of a few").await;
    assert_ne!(everything(&p.services).await, before);

    // New firms.
    let new = "nama,nib,pekerja_wlkp,email\nPT Baru Sekali,9120999999999,12,hrd@baru.example\n";
    p.import(Kind::Employers, new, day(2026, 3, 16)).await;
    p.check(day(2026, 3, 16)).await;
    matches_a_fresh_reader(&p, "after a new firm").await;
    let question = Question {
        search: "baru sek".to_owned(),
        ..Question::default()
    };
    let found = p
        .services
        .find_all(&question, Order::default())
        .await
        .unwrap();
    assert_eq!(found.len(), 1);

    // It is written to.
    let stage = |stage| vec![Facet::Stage(Some(stage))];
    let asked = |stage, contact| Question {
        search: "baru sek".to_owned(),
        all_of: vec![stage, vec![Facet::Contact(contact)]],
        only: None,
    };
    let count = async |question: Question| {
        p.services
            .find(&question, (Order::default(), Begin::Top), 5)
            .await
            .unwrap()
            .count
    };
    assert_eq!(
        count(asked(stage(Stage::Verification), Contact::Never)).await,
        1
    );
    let officers = ("rina@kota.example", "budi@kota.example");
    p.services.confirm_cases(None, officers).await.unwrap();
    p.services.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!(count(asked(stage(Stage::Appeal), Contact::Never)).await, 1);
    p.services.send_mail().await.unwrap();
    assert_eq!(count(asked(stage(Stage::Appeal), Contact::Recent)).await, 1);
    matches_a_fresh_reader(&p, "after a mail").await;

    // Time passes.
    p.morning_of(day(2026, 3, 16) + Days::new(30));
    assert_eq!(count(asked(stage(Stage::Appeal), Contact::Recent)).await, 1);
    p.morning_of(day(2026, 3, 16) + Days::new(31));
    assert_eq!(
        count(asked(stage(Stage::Appeal), Contact::Earlier)).await,
        1
    );
    p.check_everybody(day(2026, 4, 16)).await;
    matches_a_fresh_reader(&p, "after a check of everybody").await;
}

#[tokio::test]
async fn another_node_sees_what_this_one_changed() {
    let p = mixed().await;
    let (transport, _) = Transport::memory("Disnaker <jkn@kota.example>").unwrap();
    let other = Program::services(&p.url, p.folder.path(), (p.clock.clone(), transport)).await;
    assert_eq!(everything(&p.services).await, everything(&other).await);
    p.import(
        Kind::Employers,
        "nama,nib,status\nPT Umpama,9120000000002,tutup\n",
        day(2026, 3, 16),
    )
    .await;
    p.check(day(2026, 3, 16)).await;
    assert_eq!(everything(&other).await, everything(&p.services).await);
}

#[tokio::test]
async fn ticked_lines_come_in_the_lists_order_and_only_if_they_are_listed() {
    let p = mixed().await;
    let all = p
        .services
        .find_all(&Question::default(), Order::default())
        .await
        .unwrap();
    let stranger = EmployerId::from_uuid(uuid::Uuid::from_u128(1));
    let question = Question {
        only: Some(vec![all[9], all[3], stranger, all[9]]),
        ..Question::default()
    };
    let found = p
        .services
        .find_all(&question, Order::default())
        .await
        .unwrap();
    assert_eq!(found, [all[3], all[9]]);
}

#[tokio::test]
async fn an_empty_registry_finds_nobody() {
    let p = Program::start().await;
    let question = Question {
        search: "misal".to_owned(),
        ..Question::default()
    };
    for order in [
        Order::default(),
        Order {
            sort: Sort::DueOn,
            falling: true,
        },
    ] {
        let found = p
            .services
            .find(&question, (order, Begin::Top), 50)
            .await
            .unwrap();
        assert!(found.lines.is_empty() && !found.before && !found.after && found.count == 0);
    }
}
