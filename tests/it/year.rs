//! A year of the whole program: firms that answer and firms that stay silent, day by day.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write,
};

use chrono::{Datelike, NaiveDate};
use patuh::{
    domain::{
        finding::CaseType,
        ids::{CaseId, EmployerId, OfficerId},
        ladder::Stage,
        receipt::How,
        remark::{Outcome as Settled, RemarkKind},
        role::Role,
    },
    intake::Kind,
    services::{NewRuling, Reach, Rehearsal, SeenReceipt},
    store::CaseRow,
};

use crate::support::{Program, day, rounds};

/// What a firm does about a notice, in its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Complies,
    Disputes,
    Silent,
}

/// Firms with two workers each; nobody is enrolled at first. Every third has no address.
struct Town {
    p: Program,
    firms: u32,
    enrolled: Vec<bool>,
    rina: OfficerId,
    tono: OfficerId,
}

/// A number below 100 that is the same for the same question.
fn dice(firm: u32, salt: u32) -> u32 {
    let mut x = firm
        .wrapping_mul(0x9e37_79b9)
        .wrapping_add(salt.wrapping_mul(0x85eb_ca6b));
    x ^= x >> 15;
    x = x.wrapping_mul(0xc2b2_ae35);
    (x ^ (x >> 13)) % 100
}

/// Shares after the design's assumptions: 20, 30 and 35 in a hundred answer within the term.
fn answer(firm: u32, stage: Stage) -> Answer {
    let (share, salt) = match stage {
        Stage::Appeal => (20, 1),
        Stage::Reprimand1 => (30, 2),
        Stage::Reprimand2 => (35, 3),
        _ => return Answer::Silent,
    };
    if dice(firm, salt) >= share {
        Answer::Silent
    } else if dice(firm, salt + 10) < 80 {
        Answer::Complies
    } else {
        Answer::Disputes
    }
}

impl Town {
    async fn open(firms: u32) -> Self {
        let p = Program::start().await;
        p.morning_of(day(2026, 1, 5));
        let mut employers = "nama,nib,kode_bu,email,pekerja_wlkp,tanggal_wlkp\n".to_owned();
        for n in 0..firms {
            let mail = if n % 3 == 0 {
                String::new()
            } else {
                format!("hrd@firma{n:04}.example")
            };
            writeln!(
                employers,
                "CV Contoh {n:04} Jaya,9130000{n:06},{:08},{mail},2,2026-01-02",
                n + 1
            )
            .unwrap();
        }
        p.import(Kind::Employers, &employers, day(2026, 1, 5)).await;
        let rina = p
            .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
            .await;
        let tono = p
            .officer("Tono Contoh", "tono@kota.example", Role::Approver)
            .await;
        p.officers().await;
        Self {
            p,
            firms,
            enrolled: vec![false; firms as usize],
            rina,
            tono,
        }
    }

    /// The month's list of participants, and a check.
    async fn news(&self, on: NaiveDate) {
        let mut list = "nik,pisa,segmen,status,kode_bu,upah\n".to_owned();
        // Somebody is always in the list, so that it is a list.
        list.push_str("6474010101909999,1,PPU BU,AKTIF,00099999,5000000\n");
        for n in (0..self.firms).filter(|n| self.enrolled[*n as usize]) {
            for worker in 0..2 {
                let nik = 6_474_010_101_900_001_u64 + u64::from(n) * 2 + worker;
                writeln!(list, "{nik},1,PPU BU,AKTIF,{:08},5000000", n + 1).unwrap();
            }
        }
        self.p.import(Kind::Participants, &list, on).await;
        self.p.check(on).await;
    }

    async fn cases(&self) -> Vec<CaseRow> {
        self.p.services.open_cases().await.unwrap()
    }

    /// What officers do on a day: confirm, record receipts and answers, settle, approve.
    async fn work(&mut self, today: NaiveDate, diary: &mut Diary) {
        let calendar = self.p.services.calendar();
        self.p.confirm_all().await;
        for case in self.cases().await {
            let firm = number(&case);
            let facts = &case.facts;
            if facts.stage == Stage::Verification || facts.stage.is_recorded() {
                continue;
            }
            let taken = diary.taken(&case);
            let received = calendar.term(taken, 2).due;
            if facts.received_on.is_none() && received <= today {
                let seen = SeenReceipt {
                    how: How::Post,
                    on: received,
                    words: "Resi kurir ada di map.".to_owned(),
                };
                let services = &self.p.services;
                services
                    .record_receipt(case.id, &seen, self.rina)
                    .await
                    .unwrap();
            }
            let what = answer(firm, facts.stage);
            let spoken = calendar.term(taken, 4).due;
            if spoken == today && what == Answer::Complies {
                self.enrolled[firm as usize] = true;
                self.speak(&case, today, diary).await;
            } else if spoken == today && what == Answer::Disputes {
                self.speak(&case, today, diary).await;
            }
        }
        for (employer, (since, remark)) in diary.speaking.clone() {
            if calendar.term(since, 5).due <= today {
                let words = (Settled::InPart, "Sudah diperiksa.");
                self.p
                    .services
                    .settle(remark, words, self.rina)
                    .await
                    .unwrap();
                diary.speaking.remove(&employer);
            }
        }
        let plan = self.p.services.plan().await.unwrap();
        if !plan.steps.is_empty() {
            let services = &self.p.services;
            services
                .approve(&plan.print, None, self.tono)
                .await
                .unwrap();
        }
    }

    async fn speak(&self, case: &CaseRow, today: NaiveDate, diary: &mut Diary) {
        let ruling = NewRuling {
            employer: case.employer,
            kind: RemarkKind::Reply,
            words: "Kami sedang mengurusnya.".to_owned(),
            until_on: None,
            file: None,
        };
        let remark = self.p.services.rule(ruling, self.rina).await.unwrap();
        diary.speaking.insert(case.employer, (today, remark));
        diary.spoke.push((case.id, today));
    }
}

fn number(case: &CaseRow) -> u32 {
    case.employer_name[10..14].parse().unwrap()
}

/// What the year's days showed.
#[derive(Default)]
struct Diary {
    /// Per case and round the steps, with the day each was taken.
    steps: HashMap<(CaseId, i32), Vec<(Stage, NaiveDate)>>,
    /// Who waits for an officer's decision, since when.
    speaking: BTreeMap<EmployerId, (NaiveDate, patuh::domain::ids::RemarkId)>,
    /// Who spoke, and when.
    spoke: Vec<(CaseId, NaiveDate)>,
    /// The end of the term of each step, as it was last seen.
    terms: HashMap<(CaseId, i32, Stage), NaiveDate>,
    letters: u64,
    mails: u64,
}

impl Diary {
    fn taken(&self, case: &CaseRow) -> NaiveDate {
        let steps = &self.steps[&(case.id, case.round)];
        steps[steps.len() - 1].1
    }

    /// Looks at every open case before and after the day's run.
    fn look(&mut self, before: &[CaseRow], after: &[CaseRow], town: &Town, today: NaiveDate) {
        let calendar = &town.p.services.calendar();
        for case in after {
            let stage = case.facts.stage;
            let key = (case.id, case.round);
            let was = before.iter().find(|c| (c.id, c.round) == key);
            if was.is_none_or(|was| was.facts.stage == stage) {
                if let Some(due) = case.facts.due_on {
                    self.terms.insert((case.id, case.round, stage), due);
                }
                continue;
            }
            assert!(calendar.is_working_day(today), "{today}");
            assert!(
                !self.speaking.contains_key(&case.employer),
                "{} while an answer waits",
                case.code
            );
            let steps = self.steps.entry(key).or_default();
            let order = [
                Stage::Appeal,
                Stage::Reprimand1,
                Stage::Reprimand2,
                Stage::Referral,
            ];
            assert_eq!(stage, order[steps.len()], "none skipped, none twice");
            if let Some((last, _)) = steps.last() {
                let due = self.terms[&(case.id, case.round, *last)];
                assert!(today > due, "{} before {due}", case.code);
                assert!(today >= calendar.next_working_day(due));
            }
            steps.push((stage, today));
            if stage == Stage::Appeal {
                assert_eq!(case.facts.due_on, Some(calendar.term(today, 10).due));
                self.terms
                    .insert((case.id, case.round, stage), case.facts.due_on.unwrap());
            }
        }
    }
}

#[tokio::test]
async fn a_year_of_working_days_takes_every_step_in_its_time_and_none_too_many() {
    let mut town = Town::open(12 * rounds(1)).await;
    let calendar = town.p.services.calendar();
    let mut diary = Diary::default();
    let mut month = 0;
    for today in day(2026, 1, 5).iter_days().take_while(|d| d.year() == 2026) {
        if !calendar.is_working_day(today) {
            continue;
        }
        town.p.morning_of(today);
        // Lists come with each month, and again in its middle.
        let half = today.month() * 2 + u32::from(today.day() > 15);
        if half != month {
            month = half;
            town.news(today).await;
        }
        town.work(today, &mut diary).await;
        let before = town.cases().await;
        let reach = Reach::default();
        let services = &town.p.services;
        diary.mails += services.remind(Rehearsal::No, None).await.unwrap().queued;
        diary.letters += services
            .advance(Rehearsal::No, &reach)
            .await
            .unwrap()
            .letters;
        services.send_mail().await.unwrap();
        diary.look(&before, &town.cases().await, &town, today);
    }
    assert!(diary.letters > 0 && diary.mails > 0);
    // Nobody who complied is still chased; those without an address wait for a visit.
    for case in town.cases().await {
        let firm = number(&case);
        assert_eq!(case.facts.case_type, CaseType::Registration);
        assert!(!town.enrolled[firm as usize], "{}", case.code);
        let wanted = if firm.is_multiple_of(3) {
            Stage::Verification
        } else {
            Stage::Referral
        };
        assert_eq!(case.facts.stage, wanted, "{}", case.code);
    }
    let complied = town.enrolled.iter().filter(|e| **e).count();
    assert!(complied > 0, "somebody answered");
    // The most that anybody got in a day is one mail.
    let mails = town.p.services.mails(None, 10_000).await.unwrap();
    let mut per_day: HashMap<(EmployerId, NaiveDate), u32> = HashMap::new();
    for mail in &mails {
        let on = town.p.services.local(mail.queued_at).date_naive();
        *per_day.entry((mail.employer, on)).or_default() += 1;
    }
    assert!(per_day.values().all(|n| *n == 1));
}
