use chrono::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::{month::Month, tongue::Tongue};

fn at(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, day, 3, 0, 0).unwrap()
}

fn judged(day: u32, verdict: Verdict, (headcount, registered): (u32, u32)) -> Judged {
    Judged {
        at: at(day),
        verdict,
        headcount: Some(Count {
            basis: Basis::Wlkp,
            workers: headcount,
        }),
        registered,
    }
}

fn known(judged: Judged) -> Known {
    Known {
        judged: Some(judged),
        ..Known::default()
    }
}

fn between(was: Judged, is: Judged) -> Between {
    Between {
        before: Some(known(was)),
        after: Some(known(is)),
        judged: vec![is],
        ..Between::default()
    }
}

const APPEAL: Stage = Stage::Appeal;

#[test]
fn a_firm_is_enrolled_since_the_last_notice_before_it_complied() {
    let was = judged(1, Verdict::Unregistered, (4, 0));
    let is = judged(20, Verdict::Compliant, (4, 4));
    let mut firm = between(was, is);
    // A judgement after that, which changes nothing of it.
    firm.judged.push(judged(25, Verdict::Compliant, (5, 5)));
    for (stage, day) in [
        (APPEAL, 5),
        (Stage::Reprimand1, 19),
        (Stage::Reprimand2, 22),
    ] {
        firm.notices.push(Notice { stage, at: at(day) });
    }
    let [
        Change::Enrolled {
            complies: true,
            gained: 4,
            notice: Some(notice),
        },
    ] = difference(&firm)[..]
    else {
        panic!("{:?}", difference(&firm));
    };
    assert_eq!((notice.stage, notice.at), (Stage::Reprimand1, at(19)));
}

#[test]
fn workers_count_as_newly_enrolled_after_a_notice_alone() {
    let was = judged(1, Verdict::PartialWorkers, (9, 3));
    let mut firm = between(was, judged(20, Verdict::PartialWorkers, (9, 5)));
    assert_eq!(difference(&firm), []);
    firm.notices.push(Notice {
        stage: APPEAL,
        at: at(5),
    });
    assert_eq!(difference(&firm)[0].kind(), ChangeKind::Enrolled);
    firm.notices[0].at = at(5) - TimeDelta::days(NOTICE_DAYS);
    assert_eq!(difference(&firm), []);
}

#[test]
fn a_firm_that_fell_back_is_not_enrolled_however_many_it_registered() {
    let was = judged(1, Verdict::Compliant, (3, 3));
    let mut firm = between(was, judged(20, Verdict::InArrears, (4, 4)));
    firm.notices.push(Notice {
        stage: APPEAL,
        at: at(5),
    });
    let fell = Change::FellBack {
        to: Verdict::InArrears,
    };
    assert_eq!(difference(&firm), [fell]);
}

#[test]
fn a_headcount_jumps_from_a_number_to_a_number() {
    let firm = |from, to| {
        let verdict = Verdict::Unknown;
        let found = between(judged(1, verdict, (from, 0)), judged(9, verdict, (to, 0)));
        difference(&found).len()
    };
    assert_eq!((firm(10, 14), firm(10, 15), firm(15, 10)), (0, 1, 1));
    assert_eq!((firm(2, 6), firm(100, 149), firm(100, 150)), (0, 0, 1));
    assert_eq!(firm(u32::MAX, 0), 1);
}

#[test]
fn a_closed_firm_is_gone_and_has_not_fallen_back() {
    let mut firm = between(
        judged(1, Verdict::Compliant, (9, 9)),
        judged(9, Verdict::Closed, (9, 9)),
    );
    firm.after.as_mut().unwrap().closed = true;
    assert_eq!(difference(&firm), [Change::Closed]);
    firm.before = firm.after.clone();
    assert_eq!(difference(&firm), []);
}

#[test]
fn a_merged_firm_is_not_gone_and_the_one_that_stands_for_both_has_not_grown() {
    let was = judged(1, Verdict::Compliant, (9, 9));
    let mut firm = between(was, judged(9, Verdict::PartialWorkers, (90, 9)));
    firm.regrouped = true;
    assert_eq!(difference(&firm), []);
    firm.after = None;
    assert_eq!(difference(&firm), []);
}

#[test]
fn a_firm_moves_to_another_place_not_to_another_spelling() {
    let place = |address: &str, kelurahan: &str| Place {
        address: Some(address.to_owned()).filter(|text| !text.is_empty()),
        kelurahan: Some(kelurahan.to_owned()).filter(|text| !text.is_empty()),
    };
    let melati = place("Jl. Melati No. 05", "Lok Tuan");
    for same in [
        place("JALAN MELATI 5", "LOKTUAN"),
        place("Jl. Melatti 5 RT 12", "Loktuan"),
        place("", ""),
        place("Jl Melati", "Lok Tuan"),
    ] {
        assert!(!has_moved(&melati, &same), "{same:?}");
        assert!(!has_moved(&same, &melati), "{same:?}");
    }
    for other in [
        place("Jl. Melati No. 6", "Lok Tuan"),
        place("Jl. Melati No. 05", "Guntung"),
        place("Jl. Kenanga 5", "Lok Tuan"),
    ] {
        assert!(has_moved(&melati, &other), "{other:?}");
    }
}

fn quiet() -> MonthFigures {
    MonthFigures::none(Month::new(2026, 11).unwrap(), None)
}

#[test]
fn a_quiet_month_is_said_in_one_sentence() {
    assert_eq!(
        paragraph(&quiet(), Tongue::Indonesian),
        "Selama November 2026 tidak ada perubahan yang tercatat pada badan usaha di kota ini."
    );
    assert_eq!(
        paragraph(&quiet(), Tongue::English),
        "In November 2026, no change was recorded for the firms of this city."
    );
}

#[test]
fn a_month_reads_as_somebody_would_write_it() {
    let month = MonthFigures {
        until: chrono::NaiveDate::from_ymd_opt(2026, 11, 22),
        new: 1_250,
        closed: 2,
        unnamed: 1,
        moved: 3,
        grown: 1,
        shrunk: 12,
        complied: 14,
        complied_after_notice: 9,
        enrolling: 1,
        gained: 212,
        fell_back: 4,
        ..quiet()
    };
    assert_eq!(
        paragraph(&month, Tongue::Indonesian),
        "Selama November 2026 sampai dengan 22 November 2026, 1.250 badan usaha baru tercatat, dua \
         badan usaha tutup, dan satu badan usaha tidak lagi tercantum dalam daftar terbaru \
         sumbernya. Tiga badan usaha berganti alamat, jumlah pekerja satu badan usaha bertambah \
         banyak, dan jumlah pekerja 12 badan usaha jauh berkurang. 14 badan usaha kini memenuhi \
         kewajibannya, sembilan di antaranya setelah menerima surat dari kota. Satu badan usaha \
         lain mulai mendaftarkan pekerjanya setelah menerima surat dari kota. Dengan demikian \
         bertambah 212 pekerja terdaftar. Empat badan usaha yang sebelumnya memenuhi kewajibannya \
         kini perlu perhatian kembali."
    );
    assert_eq!(
        paragraph(&month, Tongue::English),
        "In November 2026, up to 22 November 2026, 1,250 firms were newly recorded, two firms \
         closed, and one firm is no longer named by the newest list of the source. Three firms \
         moved to another address, the headcount of one firm grew a lot, and that of 12 firms \
         shrank a lot. 14 firms now meet their duty, nine of them after a notice from the city. \
         One more firm began to register workers after a notice from the city. That way 212 more \
         workers are registered. Four firms that had met their duty need attention again."
    );
    let one = MonthFigures {
        complied: 1,
        complied_after_notice: 1,
        gained: 1,
        ..quiet()
    };
    assert_eq!(
        paragraph(&one, Tongue::Indonesian),
        "Selama November 2026 tidak ada badan usaha yang baru tercatat ataupun tutup. Satu badan \
         usaha kini memenuhi kewajibannya, setelah menerima surat dari kota. Dengan demikian \
         bertambah satu pekerja terdaftar."
    );
    assert_eq!(
        paragraph(&one, Tongue::English),
        "In November 2026, no firm was newly recorded, and none closed. One firm now meets its \
         duty, after a notice from the city. That way one more worker is registered."
    );
}

fn any_judged() -> impl Strategy<Value = Judged> {
    let verdict = proptest::sample::select(Verdict::ALL.to_vec());
    (1u32..28, verdict, 0u32..40, 0u32..40)
        .prop_map(|(day, verdict, headcount, own)| judged(day, verdict, (headcount, own)))
}

fn any_known() -> impl Strategy<Value = Known> {
    let word = || proptest::option::of("[a-c]{0,2}");
    (
        any::<bool>(),
        word(),
        word(),
        word(),
        proptest::option::of(any_judged()),
    )
        .prop_map(|(closed, unnamed_by, address, kelurahan, judged)| Known {
            closed,
            unnamed_by,
            place: Place { address, kelurahan },
            judged,
        })
}

fn any_between() -> impl Strategy<Value = Between> {
    let notice = (1u32..28).prop_map(|day| Notice {
        stage: APPEAL,
        at: at(day),
    });
    (
        proptest::option::of(any_known()),
        proptest::option::of(any_known()),
        proptest::collection::vec(any_judged(), 0..4),
        proptest::collection::vec(notice, 0..3),
        any::<bool>(),
    )
        .prop_map(|(before, after, judged, notices, regrouped)| Between {
            before,
            after,
            judged,
            notices,
            regrouped,
        })
}

proptest! {
    #[test]
    fn a_firm_that_did_not_change_is_in_no_list(
        same in any_known(), notices in any_between(), regrouped in any::<bool>()
    ) {
        let firm = Between {
            before: Some(same.clone()),
            after: Some(same),
            notices: notices.notices,
            judged: Vec::new(),
            regrouped,
        };
        prop_assert_eq!(difference(&firm), []);
    }

    #[test]
    fn a_firm_is_told_once_of_each_kind_and_in_their_order(firm in any_between()) {
        let kinds: Vec<ChangeKind> = difference(&firm).iter().map(Change::kind).collect();
        prop_assert!(kinds.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", kinds);
        let last = [ChangeKind::New, ChangeKind::Gone];
        prop_assert!(kinds.len() < 2 || !kinds.iter().any(|kind| last.contains(kind)));
        let both = [ChangeKind::Enrolled, ChangeKind::FellBack];
        prop_assert!(!both.iter().all(|kind| kinds.contains(kind)) );
    }

    #[test]
    fn the_numbers_of_a_month_add_up(firms in proptest::collection::vec(any_between(), 0..20)) {
        let all: Vec<Change> = firms.iter().flat_map(difference).collect();
        let mut sum = quiet();
        for change in &all {
            sum.add(change);
        }
        for kind in ChangeKind::ALL {
            let told = all.iter().filter(|change| change.kind() == kind).count() as u64;
            let counted = match kind {
                ChangeKind::New => sum.new,
                ChangeKind::Gone => sum.closed + sum.unnamed,
                ChangeKind::Moved => sum.moved,
                ChangeKind::Headcount => sum.grown + sum.shrunk,
                ChangeKind::Enrolled => sum.complied + sum.enrolling,
                ChangeKind::FellBack => sum.fell_back,
            };
            prop_assert_eq!(counted, told);
        }
        prop_assert!(sum.complied_after_notice <= sum.complied);
        prop_assert_eq!(all.is_empty(), sum == quiet());
    }

    #[test]
    fn what_moved_there_moved_back_too(from in any_known(), to in any_known()) {
        prop_assert_eq!(has_moved(&from.place, &to.place), has_moved(&to.place, &from.place));
    }

    #[test]
    fn every_number_of_a_month_is_in_its_paragraph(
        counts in proptest::collection::vec(prop_oneof![Just(0), 1_000u64..9_000], 7),
        english in any::<bool>(),
    ) {
        let month = MonthFigures {
            new: counts[0],
            closed: counts[1],
            unnamed: counts[2],
            moved: counts[3],
            grown: counts[4],
            shrunk: counts[5],
            fell_back: counts[6],
            ..quiet()
        };
        let tongue = if english { Tongue::English } else { Tongue::Indonesian };
        let text = paragraph(&month, tongue);
        for count in counts.into_iter().filter(|count| *count > 0) {
            let mut digits = crate::words::group_thousands(count);
            if english {
                digits = digits.replace('.', ",");
            }
            prop_assert!(text.contains(&digits), "{} in {}", digits, text);
        }
        prop_assert!(text.ends_with('.') && !text.contains("  "));
    }
}
