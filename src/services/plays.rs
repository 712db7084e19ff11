//! Playing schedules and ladders ahead over the cases there are, before anybody is written to.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Months, NaiveDate};
use sha2::{Digest, Sha256};

use super::{Odd, ServiceError, Services, approvals::oddities, barred, capacity::answering};
use crate::{
    domain::{
        ids::{CaseId, EmployerId},
        ladder::{
            Ladder, Stage,
            play::{
                Act, Assumed, Board, Difference, Event, Firing, Piece, Played, Silent, Week,
                difference, weeks,
            },
        },
        schedule::Action,
    },
    store::{CaseRow, Ladders, Tx},
};

/// The longest play.
pub const MOST_MONTHS: u32 = 12;
/// How long people are assumed to take, in working days.
const ASSUMED: Assumed = Assumed {
    confirm_after: 3,
    receipt_after: 3,
};

/// One notice of a play, with its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlayLine {
    /// What reaches whom, and when.
    pub event: Event,
    /// The case's short code.
    pub code: String,
    /// The employer's name.
    pub employer: String,
    /// What is odd about the case, so that it is looked at first.
    pub odd: Vec<Odd>,
}

/// What is to come.
#[derive(Debug, Clone)]
pub struct PlayView {
    /// Signs every notice of it, with its day and what the case says.
    pub print: String,
    /// The last day that was played.
    pub until: NaiveDate,
    /// The schedules that took part.
    pub schedules: Vec<String>,
    /// Every notice in the order of days.
    pub lines: Vec<PlayLine>,
    /// What each week brings.
    pub weeks: Vec<Week>,
    /// Officers who may answer firms.
    pub officers: u64,
    /// Cases that nothing comes of, by where they stand.
    pub silent: Vec<(Stage, u64)>,
    /// How the notices would differ from those of the ladders as they are.
    pub difference: Option<Difference>,
    /// Years whose holidays are not known, so that days may move.
    pub unknown_years: Vec<i32>,
}

impl PlayView {
    /// The cases to look at first, each once.
    #[must_use]
    pub fn odd(&self) -> Vec<&PlayLine> {
        let mut seen = HashSet::new();
        let odd = self.lines.iter().filter(|line| !line.odd.is_empty());
        odd.filter(|line| seen.insert(line.event.case)).collect()
    }
}

/// A schedule's firings, and whom they may reach.
struct Part {
    days: Vec<NaiveDate>,
    act: Act,
    most: Option<usize>,
    only: Option<HashSet<EmployerId>>,
}

/// What a play is played on: the schedules that take part, and the last day.
pub(super) struct Scenery {
    until: NaiveDate,
    parts: Vec<Part>,
    schedules: Vec<String>,
}

impl Services {
    /// Plays what is configured over the open cases for some months, every firm staying silent: the
    /// most that there can be. With a ladder, it stands in for the one of its name, and the
    /// difference is told.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it is not 1 to [`MOST_MONTHS`] months.
    pub async fn play(
        &self,
        months: u32,
        instead: Option<&Ladder>,
    ) -> Result<PlayView, ServiceError> {
        let scenery = self.set_stage(months).await?;
        let tx = self.store.read().await?;
        let cases = tx.open_cases(self.today()).await?;
        self.play_in(&tx, &cases, &scenery, instead).await
    }

    /// What there is to play, as far as it isn't read in the transaction that plays.
    pub(super) async fn set_stage(&self, months: u32) -> Result<Scenery, ServiceError> {
        if !(1..=MOST_MONTHS).contains(&months) {
            return Err(barred("play-months", "Pilih 1 sampai 12 bulan."));
        }
        let today = self.today();
        let until = today
            .checked_add_months(Months::new(months))
            .unwrap_or(today);
        let (parts, schedules) = self.parts(until).await?;
        Ok(Scenery {
            until,
            parts,
            schedules,
        })
    }

    /// The same as a part of somebody's transaction, over these cases.
    pub(super) async fn play_in(
        &self,
        tx: &Tx,
        cases: &[CaseRow],
        scenery: &Scenery,
        instead: Option<&Ladder>,
    ) -> Result<PlayView, ServiceError> {
        let (today, until) = (self.today(), scenery.until);
        let parts = &scenery.parts;
        let ladders = tx.ladders().await?;
        let usual = self.play_once(tx, (cases, &ladders), parts, None).await?;
        let officers = u64::from(answering(tx).await?);
        let (events, difference) = match instead {
            None => (usual, None),
            Some(ladder) => {
                let other = self
                    .play_once(tx, (cases, &ladders), parts, Some(ladder))
                    .await?;
                let difference = difference(&usual, &other);
                (other, Some(difference))
            }
        };
        let by_id: HashMap<CaseId, &CaseRow> = cases.iter().map(|case| (case.id, case)).collect();
        let told: HashSet<CaseId> = events.iter().map(|event| event.case).collect();
        let mut silent: BTreeMap<Stage, u64> = BTreeMap::new();
        for case in cases.iter().filter(|case| !told.contains(&case.id)) {
            *silent.entry(case.facts.stage).or_default() += 1;
        }
        let lines = events.iter().filter_map(|event| {
            let case = by_id.get(&event.case)?;
            Some(PlayLine {
                event: *event,
                code: case.code.clone(),
                employer: case.employer_name.clone(),
                odd: oddities(case),
            })
        });
        Ok(PlayView {
            print: print(until, &events, &by_id),
            until,
            schedules: scenery.schedules.clone(),
            lines: lines.collect(),
            weeks: weeks(&events),
            officers,
            silent: silent.into_iter().collect(),
            difference,
            unknown_years: self.calendar().unknown_years(today, until),
        })
    }

    async fn play_once(
        &self,
        tx: &Tx,
        (cases, known): (&[CaseRow], &Ladders),
        parts: &[Part],
        instead: Option<&Ladder>,
    ) -> Result<Vec<Event>, ServiceError> {
        let mut ladders: Vec<Ladder> = Vec::new();
        let mut places: HashMap<(String, i32), usize> = HashMap::new();
        let settled = tx.settled_reminders().await?;
        let mut pieces = Vec::with_capacity(cases.len());
        for case in cases {
            let place = if let Some(place) = places.get(&case.ladder) {
                *place
            } else {
                let own = known.of(case)?;
                let other = instead.filter(|other| other.name == own.name);
                ladders.push(other.unwrap_or(own).clone());
                places.insert(case.ladder.clone(), ladders.len() - 1);
                ladders.len() - 1
            };
            pieces.push(Piece {
                id: case.id,
                employer: case.employer,
                facts: case.facts.clone(),
                ladder: place,
                taken_on: case
                    .taken_at
                    .map_or(case.opened_on, |at| self.local(at).date_naive()),
                settled: settled.get(&case.id).cloned().unwrap_or_default(),
                is_over: false,
            });
        }
        let mut firings: Vec<Firing<'_>> = parts
            .iter()
            .flat_map(|part| {
                part.days.iter().map(|on| Firing {
                    on: *on,
                    act: part.act,
                    most: part.most,
                    only: part.only.as_ref(),
                })
            })
            .collect();
        firings.sort_by_key(|firing| (firing.on, firing.act == Act::Advance));
        let board = Board {
            ladders: &ladders,
            calendar: &self.calendar(),
            assumed: ASSUMED,
            new_firms: self.new_firms(tx).await?.map(|firms| (self.today(), firms)),
        };
        Ok(board.play(&mut pieces, &firings, &mut Silent))
    }

    /// When the schedules that write to firms fire, up to a day; and what they are called.
    async fn parts(&self, until: NaiveDate) -> Result<(Vec<Part>, Vec<String>), ServiceError> {
        let all = self.store.read().await?.schedules().await?;
        let (mut parts, mut names) = (Vec::new(), Vec::new());
        for schedule in all.into_iter().filter(|s| s.enabled && !s.rehearsal) {
            let act = match schedule.action {
                Action::Reminders => Act::Remind,
                Action::Advance => Act::Advance,
                _ => continue,
            };
            parts.push(Part {
                days: self.firing_days(&schedule, until)?,
                act,
                most: schedule.most.map(|most| most as usize),
                only: self.audience(&schedule.audience).await?,
            });
            names.push(schedule.name);
        }
        Ok((parts, names))
    }
}

/// What is signed: the last day, and every notice with its day, the round of its case and what
/// the case says.
fn print(until: NaiveDate, events: &[Event], cases: &HashMap<CaseId, &CaseRow>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(format!("{until}\n"));
    for event in events {
        let Some(case) = cases.get(&event.case) else {
            continue;
        };
        let what = match event.what {
            Played::Step(stage, notice) => format!("{} {}", stage.code(), notice.code()),
            Played::Reminder(stage, days) => format!("{} {days:+}", stage.code()),
        };
        let seen = case.seen().text();
        hasher.update(format!(
            "{} {} {} {what} {seen}\n",
            event.on, case.id, case.round
        ));
    }
    hex::encode(hasher.finalize())
}
