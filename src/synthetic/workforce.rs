//! The workers of a firm: its roster and what the health insurance knows of each.

use chrono::{Datelike, Days, NaiveDate};

use super::{
    SyntheticError,
    bills::{CEILING, Payroll, minimum_wage},
    city::City,
    dice::Dice,
    firm::{Firm, Registration},
    members::Membership,
    names,
    people::Person,
    rows::{Segment, Worker},
    shares::Story,
};

const GRACE_DAYS: u32 = 30;

/// Where a worker is insured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Enrolled,
    Inactive,
    Elsewhere,
    CityFunded,
    StateFunded,
    SelfFunded,
    Dependant,
    Lapsed,
    NotFound,
}

/// How workers whom their firm left out are insured instead.
const UNCOVERED: [(u32, Standing); 6] = [
    (32, Standing::CityFunded),
    (15, Standing::StateFunded),
    (14, Standing::SelfFunded),
    (9, Standing::Dependant),
    (12, Standing::Lapsed),
    (18, Standing::NotFound),
];

/// What a worker is in the firm's story.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Long there and registered wherever anybody is.
    Anchor,
    /// Long there and left out.
    LeftOut,
    Other,
}

/// Somebody at work.
pub(super) struct Post {
    person: Person,
    name: String,
    wage: u64,
    reported: u64,
    started_on: NaiveDate,
    ended_on: Option<NaiveDate>,
    is_new: bool,
    /// Already written down as a member at another firm.
    is_known: bool,
}

impl City<'_> {
    /// Writes down all workers of a firm and tells what it is billed for.
    pub(super) fn staff(
        &mut self,
        firm: &Firm,
        dice: &mut Dice,
    ) -> Result<Payroll, SyntheticError> {
        let workers = firm.outline.workers;
        let left_out = left_out(firm, dice);
        // Those who decide the verdict stand anywhere in the list.
        let offset = dice.below(workers);
        let mut payroll = Payroll::default();
        let mut anchor = None;
        for place in 0..workers {
            let part = match (place + offset) % workers {
                0 => Part::Anchor,
                nth if nth <= left_out => Part::LeftOut,
                _ => Part::Other,
            };
            let post = self.post(firm, part, dice);
            self.enter_in_roster(firm, &post)?;
            if post.is_known {
                continue;
            }
            let standing = standing(firm, part, &post, dice);
            let code = member_code(firm.registration, part, dice);
            self.join(&post, (standing, code), firm, dice)?;
            let registered = matches!(standing, Standing::Enrolled | Standing::Inactive);
            if registered && code.is_some() && code == firm.registration.own() {
                payroll.add(post.reported);
            }
            if part == Part::Anchor && standing == Standing::Enrolled && firm.outline.has_roster {
                anchor = Some((post.person, post.name));
            }
        }
        self.staff_who_left(firm, dice)?;
        if anchor.is_some() {
            self.second_job = anchor;
        }
        Ok(payroll)
    }

    fn post(&mut self, firm: &Firm, part: Part, dice: &mut Dice) -> Post {
        let has_roster = firm.outline.has_roster;
        let is_ordinary = part == Part::Other && has_roster;
        let taken = if is_ordinary && dice.chance(15) {
            self.second_job.take()
        } else {
            None
        };
        let is_known = taken.is_some();
        let (person, name) = taken.unwrap_or_else(|| {
            let person = self.somebody_of(19, 57, dice);
            (
                person,
                if has_roster {
                    names::person(dice)
                } else {
                    String::new()
                },
            )
        });
        let is_new = is_ordinary && !is_known && dice.chance(30);
        let days = if is_new {
            dice.between(1, GRACE_DAYS)
        } else {
            let adult_days = 365 * person.age_in(self.plan.as_of.year()).saturating_sub(18);
            let longest = adult_days.clamp(100, 5000);
            dice.between(GRACE_DAYS + 1, longest)
                .min(dice.between(GRACE_DAYS + 1, longest))
        };
        let wage = self.wage(firm, dice);
        // A contract that is going to end is still work today.
        let ended_on = dice
            .chance(5)
            .then(|| self.plan.as_of + Days::new(dice_days(dice, 300)));
        Post {
            reported: self.reported(firm, part, wage, dice),
            person,
            name,
            wage,
            started_on: self.plan.as_of - Days::new(u64::from(days)),
            ended_on,
            is_new,
            is_known,
        }
    }

    /// People who left during the last two years; their old membership mostly ended with it.
    fn staff_who_left(&mut self, firm: &Firm, dice: &mut Dice) -> Result<(), SyntheticError> {
        // Where a number is all that is known, people who left would hide those left out.
        if matches!(firm.outline.story, Story::Closed)
            || (!firm.outline.has_roster && firm.outline.story == Story::Partial)
        {
            return Ok(());
        }
        let workers = firm.outline.workers;
        let left = workers / 25 + u32::from(dice.below(25) < workers % 25);
        for _ in 0..left {
            let mut post = self.post(firm, Part::Anchor, dice);
            let ended_on = self.plan.as_of - Days::new(dice_days(dice, 700));
            post.ended_on = Some(ended_on);
            post.started_on = post.started_on.min(ended_on - Days::new(60));
            self.enter_in_roster(firm, &post)?;
            let code = member_code(firm.registration, Part::Other, dice);
            let standing = if code.is_some() && dice.chance(500) {
                Standing::Inactive
            } else {
                dice.weighted(&UNCOVERED)
            };
            self.join(&post, (standing, code), firm, dice)?;
        }
        Ok(())
    }

    fn enter_in_roster(&mut self, firm: &Firm, post: &Post) -> Result<(), SyntheticError> {
        if !firm.outline.has_roster {
            return Ok(());
        }
        self.book.worker(&Worker {
            firm: firm.outline.number,
            firm_size: firm.outline.workers,
            nib: firm.nib,
            nik: post.person.nik,
            name: &post.name,
            born_on: post.person.born_on,
            wage: post.wage,
            started_on: post.started_on,
            ended_on: post.ended_on,
        })
    }

    /// Writes down how a worker, with a family, is insured.
    fn join(
        &mut self,
        post: &Post,
        (standing, code): (Standing, Option<u32>),
        firm: &Firm,
        dice: &mut Dice,
    ) -> Result<(), SyntheticError> {
        let person = &post.person;
        let earlier = self.some_past_day(dice);
        let alone = |segment, active| Membership::without_employer(segment, active, earlier);
        let employed = |active, code, wage, since| Membership {
            segment: Segment::PpuBu,
            active,
            code,
            wage: Some(wage),
            since,
        };
        let terms = match standing {
            Standing::Enrolled => employed(true, code, post.reported, post.started_on),
            Standing::Inactive => employed(false, code, post.reported, post.started_on),
            Standing::Elsewhere => match dice.below(10) {
                0..6 => employed(true, Some(self.outsider_code(dice)), post.wage, earlier),
                6..8 => alone(Segment::PpuPn, true),
                _ => alone(Segment::Bp, true),
            },
            Standing::CityFunded => return self.insure(person, 1, alone(Segment::Pemda, true)),
            Standing::StateFunded => return self.insure(person, 1, alone(Segment::PbiJk, true)),
            Standing::SelfFunded => alone(Segment::Mandiri, true),
            Standing::Dependant => {
                let terms = employed(true, Some(self.outsider_code(dice)), 0, earlier);
                return self.insure(person, if person.female { 2 } else { 3 }, terms);
            }
            Standing::Lapsed if dice.chance(500) => alone(Segment::Mandiri, false),
            Standing::Lapsed => employed(false, Some(self.outsider_code(dice)), post.wage, earlier),
            Standing::NotFound => return Ok(()),
        };
        self.insure(person, 1, terms)?;
        if firm.leaves_families_out && terms.segment == Segment::PpuBu {
            return Ok(());
        }
        self.insure_family(person, terms, dice)
    }

    /// A month's wage in rupiah: the least that is allowed for one in four, more in large firms.
    fn wage(&self, firm: &Firm, dice: &mut Dice) -> u64 {
        let least = minimum_wage(self.plan.as_of.year()).div_ceil(100);
        if firm.pays_low {
            return 2_000_000 + u64::from(dice.below(3000)) * 500;
        }
        let floor = if firm.outline.underreports {
            least + 500_000
        } else {
            least
        };
        if dice.chance(250) && !firm.outline.underreports {
            return least;
        }
        let reach = match firm.outline.workers {
            0..20 => 2_500,
            20..100 => 5_000,
            _ => 11_000,
        };
        let skewed = u64::from(dice.below(1000)) * u64::from(dice.below(1000)) * reach / 1000;
        (floor + skewed).div_ceil(500) * 500
    }

    fn reported(&self, firm: &Firm, part: Part, wage: u64, dice: &mut Dice) -> u64 {
        let least = minimum_wage(self.plan.as_of.year()).div_ceil(100);
        if firm.outline.underreports && (part == Part::Anchor || dice.chance(400)) {
            least
        } else if wage > CEILING && dice.chance(500) {
            CEILING
        } else {
            wage
        }
    }
}

/// How many of those long there a firm left out.
fn left_out(firm: &Firm, dice: &mut Dice) -> u32 {
    if firm.outline.story != Story::Partial {
        return 0;
    }
    let workers = firm.outline.workers;
    let percent = if workers < 100 {
        dice.between(5, 40)
    } else {
        dice.between(1, 8)
    };
    (workers * percent).div_ceil(100).clamp(1, workers - 1)
}

fn standing(firm: &Firm, part: Part, post: &Post, dice: &mut Dice) -> Standing {
    let registered = !matches!(firm.registration, Registration::Nowhere);
    let suspended = firm.outline.story == Story::Closed || firm.outline.arrears > 3;
    let member = if suspended {
        Standing::Inactive
    } else {
        Standing::Enrolled
    };
    match part {
        _ if !registered => match dice.below(100) {
            0..3 => Standing::Elsewhere,
            _ => dice.weighted(&UNCOVERED),
        },
        Part::Anchor => member,
        Part::LeftOut => dice.weighted(&UNCOVERED),
        Part::Other if post.is_new && dice.chance(500) => dice.weighted(&UNCOVERED),
        Part::Other => match dice.below(1000) {
            0..12 => Standing::Inactive,
            12..20 if firm.outline.has_roster => Standing::Elsewhere,
            _ => member,
        },
    }
}

fn member_code(registration: Registration, part: Part, dice: &mut Dice) -> Option<u32> {
    match registration {
        Registration::Nowhere => None,
        Registration::Own(code) | Registration::HeadOffice(code) => Some(code),
        Registration::Both { head, .. } if part != Part::Anchor && dice.chance(400) => Some(head),
        Registration::Both { own, .. } => Some(own),
    }
}

fn dice_days(dice: &mut Dice, most: u32) -> u64 {
    u64::from(dice.between(1, most))
}
