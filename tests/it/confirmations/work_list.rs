//! The work list: its numbers, its obstacles, its pages.

use chrono::NaiveDate;
use patuh::{
    domain::{
        confirmation::Confirmation, finding::CaseType, ids::CaseId, ladder::Stage,
        remark::RemarkKind,
    },
    intake::Kind,
    services::NewRuling,
    store::{OBSTACLES, TERMS, Whose, WorkFilter},
};

use super::{Desk, ROSTER, day};

/// A firm that nobody has enrolled at.
const FIFTH: &str = "nama,nib,kelurahan,pekerja_wlkp,tanggal_wlkp\n\
    UD Contoh Kelima,9120000000005,Guntung,3,2026-03-01\n";

/// One case in every state that the list tells apart.
async fn mixed() -> Desk {
    let d = Desk::open().await;
    let contoh = d.contoh().await.id;
    let misal = d.case("PT Misal", CaseType::DataSubmission).await.id;
    let bill = d.case("PT Misal", CaseType::ContributionPayment).await.id;
    let later = day(2026, 3, 24);
    d.propose(contoh, d.rina).await.unwrap();
    d.propose(misal, d.budi).await.unwrap();
    d.propose(bill, d.rina).await.unwrap();
    d.second(bill, d.budi).await.unwrap();
    d.p.services
        .assign(&[misal], Some(d.rina), d.rina)
        .await
        .unwrap();
    let over = (RemarkKind::Exemption, Some(day(2026, 3, 20)));
    d.hold("PT Misal", over).await;
    d.p.morning_of(later);
    let roster = format!("{ROSTER}9120000000002,6474010101900009,5000000,2020-01-01\n");
    d.p.import(Kind::Roster, &roster, later).await;
    d.p.import(Kind::Employers, FIFTH, later).await;
    d.p.check(later).await;
    d.hold("CV Contoh", (RemarkKind::Dispute, None)).await;
    d.hold("UD Contoh", (RemarkKind::Exemption, Some(later)))
        .await;
    d.p.import(
        Kind::Employers,
        "nama,nib,pekerja_wlkp\nCV Umpama Bahari,9120000000003,9\n",
        later,
    )
    .await;
    d
}

impl Desk {
    /// Puts a ruling about the firm whose name begins so on record.
    async fn hold(&self, firm: &str, (kind, until_on): (RemarkKind, Option<NaiveDate>)) {
        let all = self.all().await;
        let case = all.iter().find(|case| case.employer_name.starts_with(firm));
        let ruling = NewRuling {
            employer: case.unwrap().employer,
            kind,
            words: "Menurut surat dari badan usaha.".to_owned(),
            until_on,
            file: None,
        };
        self.p.services.rule(ruling, self.rina).await.unwrap();
    }
}

/// Every single question, and each of them with each other one.
fn questions(d: &Desk) -> Vec<WorkFilter> {
    let none = WorkFilter::default;
    let mut single = vec![none()];
    single.extend(Stage::ALL.map(|stage| WorkFilter {
        stage: Some(stage),
        ..none()
    }));
    single.extend(CaseType::ALL.map(|kind| WorkFilter {
        kind: Some(kind),
        ..none()
    }));
    single.extend(Confirmation::CODES.map(|c| WorkFilter {
        confirmation: Some(c),
        ..none()
    }));
    let obstacles = OBSTACLES.into_iter().chain(["any"]);
    single.extend(obstacles.map(|o| WorkFilter {
        obstacle: Some(o),
        ..none()
    }));
    single.extend(TERMS.map(|term| WorkFilter {
        term: Some(term),
        ..none()
    }));
    single.extend(
        ["Bontang Utara", "Bontang Barat", ""].map(|place| WorkFilter {
            kecamatan: Some(place.to_owned()),
            ..none()
        }),
    );
    for me in [d.rina, d.budi] {
        single.extend(
            [Whose::Of(me), Whose::SecondOf(me)].map(|whose| WorkFilter {
                whose: Some(whose),
                ..none()
            }),
        );
    }
    let both = |a: &WorkFilter, b: &WorkFilter| WorkFilter {
        stage: a.stage.or(b.stage),
        kind: a.kind.or(b.kind),
        confirmation: a.confirmation.or(b.confirmation),
        obstacle: a.obstacle.or(b.obstacle),
        term: a.term.or(b.term),
        kecamatan: a.kecamatan.clone().or(b.kecamatan.clone()),
        whose: a.whose.or(b.whose),
    };
    let pairs = single
        .iter()
        .flat_map(|a| single.iter().map(move |b| both(a, b)));
    pairs.collect()
}

#[tokio::test]
async fn every_number_of_the_work_list_leads_to_as_many_cases() {
    let d = mixed().await;
    let cells = d.p.services.work_cells().await.unwrap();
    let seen: Vec<_> = cells
        .iter()
        .map(|c| (c.confirmation, c.obstacle, c.term))
        .collect();
    for confirmation in Confirmation::CODES {
        assert!(
            seen.iter().any(|s| s.0 == confirmation),
            "{confirmation} in {seen:?}"
        );
    }
    for obstacle in ["not_rechecked", "disputed", "exempt"] {
        let is = seen.iter().any(|s| s.1 == Some(obstacle));
        assert!(is, "{obstacle} in {seen:?}");
    }
    for question in questions(&d) {
        let number: u64 = cells
            .iter()
            .filter(|cell| question.holds(cell))
            .map(|cell| cell.count)
            .sum();
        assert_eq!(
            d.listed(&question).await.len() as u64,
            number,
            "{question:?}"
        );
    }
}

#[tokio::test]
async fn the_work_list_says_of_each_case_what_the_rules_say() {
    let d = mixed().await;
    let today = d.p.services.today();
    let named = async |filter: WorkFilter| -> Vec<CaseId> {
        d.listed(&filter)
            .await
            .into_iter()
            .map(|case| case.id)
            .collect()
    };
    let all = d.all().await;
    assert_eq!(all.len(), 5);
    for case in &all {
        for code in Confirmation::CODES {
            let listed = named(WorkFilter {
                confirmation: Some(code),
                ..WorkFilter::default()
            });
            let is = case.confirmation(today).code();
            let wanted = is == code || (is == "void" && code == "first");
            assert_eq!(
                listed.await.contains(&case.id),
                wanted,
                "{} {code}",
                case.code
            );
        }
        let blocked = d.p.services.obstacle(case);
        for code in OBSTACLES {
            let listed = named(WorkFilter {
                obstacle: Some(code),
                ..WorkFilter::default()
            });
            let wanted = blocked.as_ref().is_some_and(|b| b.code() == code);
            assert_eq!(
                listed.await.contains(&case.id),
                wanted,
                "{} {code}",
                case.code
            );
        }
    }
}

#[tokio::test]
async fn pages_of_the_work_list_follow_each_other_by_term_and_number() {
    let d = mixed().await;
    let (mut after, mut codes) = (None, Vec::new());
    loop {
        let filter = WorkFilter::default();
        let page = d.p.services.work_list(&filter, after, 1).await.unwrap();
        codes.extend(
            page.cases
                .iter()
                .map(|case| (case.facts.due_on, case.code.clone())),
        );
        match page.next {
            Some(mark) => after = Some(mark),
            None => break,
        }
    }
    let mut sorted = codes.clone();
    sorted.sort();
    assert_eq!((codes.len(), &codes), (5, &sorted));
}
