//! Random histories of a small registry: imports, mergers, partings, judgements, imports taken
//! back, in any order. Whatever happens, no row that stands is lost from the records, and a merger that is
//! undone leaves nothing behind.

use std::{collections::BTreeSet, sync::Arc};

use patuh::{
    domain::{
        ids::EmployerId,
        judgement::{Ground, Judgement},
    },
    intake::Kind,
    services::{Forms, ImportRequest, NewSaying},
    store::{Officer, Source},
};

use crate::{
    officers_work::mergers::everything,
    site_imports::rest,
    support::{Program, on_postgres, rounds},
};

/// Things that happen in one history.
const TURNS: usize = 10;
const FIRMS: u64 = 5;

struct Dice(u64);

impl Dice {
    /// A number below `sides`, the same for the same seed.
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn often(&mut self) -> bool {
        self.below(10) < 6
    }

    /// A row of a list: a firm, some of its identifiers, now and then one of another firm.
    fn row(&mut self) -> String {
        let firm = self.below(FIRMS);
        let mut number = |of: fn(u64) -> String| {
            let whose = if self.below(12) == 0 {
                self.below(FIRMS)
            } else {
                firm
            };
            if self.often() {
                of(whose)
            } else {
                String::new()
            }
        };
        let nib = number(|n| format!("912000000000{n}"));
        let npwp = number(|n| format!("001234567{n}091000"));
        let code = number(|n| format!("0000001{n}"));
        let name = ["Satu", "Dua", "Tiga", "Empat", "Lima"][usize::try_from(firm).unwrap()];
        let title = if self.below(6) == 0 { "PT." } else { "PT" };
        let (phone, workers) = (self.below(3), self.below(4));
        format!("{title} Contoh {name},{nib},{npwp},{code},054811{phone},Kanaan,{workers}\n")
    }
}

/// A place where a row stood: batch and row.
type Place = (i32, u32);

struct History {
    seed: u64,
    p: Program,
    dice: Dice,
    rina: Officer,
    /// The rows of imports that stand.
    standing: BTreeSet<Place>,
}

impl History {
    async fn begin(seed: u64) -> Self {
        let p = Program::start().await;
        let (rina, _) = p.officers().await;
        Self {
            seed,
            rina: p.services.officer_by_email(rina).await.unwrap(),
            p,
            dice: Dice(seed),
            standing: BTreeSet::new(),
        }
    }

    async fn last_batch(&self) -> i32 {
        let tx = self.p.services.store.read().await.unwrap();
        tx.last_batch("employers")
            .await
            .unwrap()
            .map_or(0, |b| b.no)
    }

    async fn import(&mut self) {
        let count = 1 + self.dice.below(8);
        let rows: String = (0..count).map(|_| self.dice.row()).collect();
        let text = format!("nama,nib,npwp,kode_bu,telepon,kelurahan,pekerja_wlkp\n{rows}");
        let report = self.p.folder.path().join("rejected.csv");
        let sources = [Source::City, Source::Wlkp];
        let request = ImportRequest {
            kind: Kind::Employers,
            files: vec![self.p.folder.file("list.csv", text)],
            as_of: Some(self.p.services.today()),
            source: Some(sources[usize::try_from(self.dice.below(2)).unwrap()]),
            dry_run: false,
            report: Some(report.clone()),
            demo: false,
        };
        // A list in which all use one number is refused, and nothing of it is kept.
        if self.p.services.import(request, Arc::new(())).await.is_err() {
            return;
        }
        let rejected = std::fs::read_to_string(report).unwrap();
        let rejected: BTreeSet<u32> = rejected
            .lines()
            .skip(1)
            .map(|line| line.split(',').nth(2).unwrap().parse().unwrap())
            .collect();
        let no = self.last_batch().await;
        let last = u32::try_from(count).unwrap() + 1;
        let accepted = (2..=last).filter(|row| !rejected.contains(row));
        self.standing.extend(accepted.map(|row| (no, row)));
    }

    async fn take_back(&mut self) {
        let no = self.last_batch().await;
        if let Ok(job) = self.p.services.undo_import(no, &self.rina).await {
            rest(&self.p, job).await;
            self.standing.retain(|(batch, _)| *batch != no);
        }
    }

    async fn employers(&self) -> Vec<EmployerId> {
        let tx = self.p.services.store.read().await.unwrap();
        let keys = tx.employer_keys().await.unwrap();
        keys.into_iter().map(|keys| keys.id).collect()
    }

    async fn one(&mut self) -> Option<EmployerId> {
        let all = self.employers().await;
        let sides = u64::try_from(all.len()).unwrap();
        let at = (sides > 0).then(|| self.dice.below(sides))?;
        Some(all[usize::try_from(at).unwrap()])
    }

    /// Merges two; what speaks against it is not this story's matter.
    async fn merge(&mut self) -> Option<EmployerId> {
        let pair = (self.one().await?, self.one().await?);
        let merged = self.p.services.merge(pair, Forms::SameFirm, self.rina.id);
        merged.await.is_ok().then_some(pair.0)
    }

    async fn merge_and_undo(&mut self) {
        self.p.check_everybody(self.p.services.today()).await;
        let before = everything(&self.p).await;
        if let Some(kept) = self.merge().await {
            self.p.services.unmerge(kept, self.rina.id).await.unwrap();
            assert_eq!(everything(&self.p).await, before, "history {}", self.seed);
        }
    }

    /// Says something of two; what contradicts other judgements is refused.
    async fn judge(&mut self) {
        let (Some(one), Some(other)) = (self.one().await, self.one().await) else {
            return;
        };
        let says = [Judgement::Same, Judgement::Different, Judgement::Unsure];
        let new = NewSaying {
            pair: (one, other),
            says: says[usize::try_from(self.dice.below(3)).unwrap()],
            ground: Ground::Compared,
            words: String::new(),
            kept: None,
            forms: Forms::SameFirm,
        };
        let _ = self.p.services.judge_pair(new, self.rina.id).await;
    }

    /// Takes back the newest judgement that can be taken back.
    async fn think_again(&mut self) {
        let newest = self.p.services.newest_judgements(20).await.unwrap();
        for one in newest.iter().filter(|one| one.stands()) {
            let undone = self.p.services.undo_judgement(one.said.id, self.rina.id);
            if undone.await.is_ok() {
                return;
            }
        }
    }

    async fn turn(&mut self) {
        match self.dice.below(15) {
            0..=4 => self.import().await,
            5..=6 => drop(self.merge().await),
            12..=13 => self.judge().await,
            14 => self.think_again().await,
            7 => {
                if let Some(one) = self.one().await {
                    let _ = self.p.services.unmerge(one, self.rina.id).await;
                }
            }
            8 => self.take_back().await,
            _ => self.merge_and_undo().await,
        }
    }

    /// Every row of an import that stands is a record of somebody, once.
    async fn compare(&self, turn: usize) {
        let mut found = Vec::new();
        for employer in self.employers().await {
            let tx = self.p.services.store.read().await.unwrap();
            for record in tx.source_records_of(employer).await.unwrap() {
                found.extend(record.seen.iter().map(|seen| (seen.batch, seen.row)));
            }
        }
        found.sort_unstable();
        let standing: Vec<Place> = self.standing.iter().copied().collect();
        assert_eq!(found, standing, "history {}, turn {turn}", self.seed);
    }
}

#[tokio::test]
async fn no_history_loses_a_row_and_a_merger_that_is_undone_leaves_nothing_behind() {
    let count = u64::from(if on_postgres() { rounds(3) } else { rounds(8) });
    for seed in 0..count {
        let mut history = History::begin(seed).await;
        history.import().await;
        for turn in 0..TURNS {
            history.turn().await;
            history.compare(turn).await;
        }
    }
}
