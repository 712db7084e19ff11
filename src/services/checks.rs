//! The check: the database counts, the domain decides, the store keeps what changed.

mod openings;

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::{ServiceError, Services, directives::InForce, flips::Flips};
use crate::{
    domain::{
        money::Sen,
        month::Month,
        rates::Rates,
        verdict::{Basis, Declared, judge},
        workdays::bill_due,
    },
    store::{
        Actor, Assessed, Assessment, CheckDay, CheckScope, CheckedFacts, Entry, Ladders, Setting,
        Tx,
    },
};

/// Employers judged and written at a time.
const PAGE: u32 = 1_000;

/// What a check did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// The day it speaks of.
    pub as_of: NaiveDate,
    /// The rules it used.
    pub ruleset: String,
    /// Employers that were judged.
    pub assessed: u64,
    /// Employers whose judgement now says something else.
    pub changed: u64,
    /// Employers at each verdict, over the whole registry.
    pub verdicts: BTreeMap<&'static str, u64>,
}

/// What every employer of a check is judged with.
struct Bench<'a> {
    services: &'a Services,
    day: CheckDay,
    minimum_share: Sen,
    next_rates_on: Option<NaiveDate>,
    latest_participants_on: Option<NaiveDate>,
    directives: InForce,
    ladders: Ladders,
}

impl Services {
    /// Judges the employers whose inputs changed or whose date has come, or everybody.
    ///
    /// # Errors
    /// When no rates are known for the day, or the store fails; nothing was changed then.
    pub async fn check(
        &self,
        as_of: Option<NaiveDate>,
        scope: CheckScope,
    ) -> Result<CheckReport, ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let (report, _) = self.check_within(&tx, as_of, scope).await?;
        tx.commit(self.check_entry(&report)).await?;
        Ok(report)
    }

    /// The audit line of a check.
    pub(super) fn check_entry(&self, report: &CheckReport) -> Entry {
        let subject = report.as_of.to_string();
        self.entry(Actor::Command("check"), "check.run", subject)
    }

    /// The check as a part of somebody's transaction, who must be alone; also tells which
    /// verdicts it turned over.
    pub(super) async fn check_within(
        &self,
        tx: &Tx,
        as_of: Option<NaiveDate>,
        scope: CheckScope,
    ) -> Result<(CheckReport, Flips), ServiceError> {
        self.follow_within(tx).await?;
        let on = as_of.unwrap_or_else(|| self.today());
        let rates = self.rates_on(on)?;
        let ruleset = self.rules.rates.ruleset().to_owned();
        let rules = self.rules_print(&ruleset);
        let scope = effective_scope(tx, scope, on, &rules).await?;
        let bench = Bench::new(self, tx, on, &rates).await?;
        let assessed = if self.participants_are_gone(tx).await? {
            tracing::warn!(
                "every participant list is past its retention: verdicts stand as they are"
            );
            0
        } else {
            tx.choose_targets(scope, on).await?
        };
        let mut changed = 0;
        let mut flips = Flips::default();
        if assessed > 0 {
            // With few employers their rows are looked up; with many, everything is read in order.
            let many = assessed * 4 > tx.employer_count().await?;
            if !many {
                tx.touches_targets().await?;
            }
            let plan = if many {
                CheckScope::Everybody
            } else {
                CheckScope::Owed
            };
            tx.tally(plan, &bench.day).await?;
            changed = bench.judge_all(tx, &ruleset, &mut flips).await?;
            tx.finish_targets().await?;
        } else {
            tx.touches([]);
        }
        tx.set(Setting::CheckedOn, &on.to_string()).await?;
        tx.set(Setting::Ruleset, &rules).await?;
        bench.directives.draft_circulars(self, tx, on).await?;
        self.forget_old_rows(tx).await?;
        let verdicts = self.remember_city(tx, on).await?;
        let report = CheckReport {
            as_of: on,
            ruleset,
            assessed,
            changed,
            verdicts: verdicts.into_iter().map(|(v, n)| (v.code(), n)).collect(),
        };
        Ok((report, flips))
    }

    /// Changes whenever a setting changes that a judgement rests on.
    fn rules_print(&self, ruleset: &str) -> String {
        let mut hasher = DefaultHasher::new();
        let rules = &self.rules;
        let calendar = self.calendar();
        format!("{:?} {:?} {calendar:?}", rules.limits, rules.rates).hash(&mut hasher);
        format!("{ruleset} {:016x}", hasher.finish())
    }

    pub(super) fn rates_on(&self, on: NaiveDate) -> Result<Rates, ServiceError> {
        self.rules.rates.on(on).ok_or_else(|| {
            ServiceError::Installation(format!(
                "Tarif untuk tanggal {on} belum ada; lengkapi config/rules.toml."
            ))
        })
    }
}

/// What was known to hold until a date holds only forwards, and only under the same rules.
async fn effective_scope(
    tx: &Tx,
    scope: CheckScope,
    on: NaiveDate,
    rules: &str,
) -> Result<CheckScope, ServiceError> {
    let before = tx
        .setting(Setting::CheckedOn)
        .await?
        .and_then(|d| d.parse::<NaiveDate>().ok());
    let same_rules = tx
        .setting(Setting::Ruleset)
        .await?
        .is_none_or(|r| r == rules);
    let backwards = before.is_none_or(|before| on < before);
    Ok(if backwards || !same_rules {
        CheckScope::Everybody
    } else {
        scope
    })
}

/// The last month whose bill fell due before a day.
fn last_due_month(services: &Services, on: NaiveDate) -> Month {
    let mut month = Month::from_date(on);
    while bill_due(month, &services.calendar()) >= on {
        month = month.previous();
    }
    month
}

impl<'a> Bench<'a> {
    async fn new(
        services: &'a Services,
        tx: &Tx,
        on: NaiveDate,
        rates: &Rates,
    ) -> Result<Self, ServiceError> {
        let share_bp = rates.employer_share_bp + rates.worker_share_bp;
        Ok(Self {
            services,
            day: CheckDay {
                on,
                grace_days: services.rules.limits.enrolment_grace_days,
                minimum_wage: rates.umk,
                wage_ceiling: rates.wage_ceiling,
                share_bp,
                last_due_month: last_due_month(services, on),
            },
            minimum_share: rates.umk.share(share_bp),
            next_rates_on: services.rules.rates.next_change_after(on),
            latest_participants_on: tx.latest_participants().await?.map(|s| s.as_of),
            directives: InForce::on(tx, on).await?,
            ladders: tx.ladders().await?,
        })
    }

    async fn judge_all(
        &self,
        tx: &Tx,
        ruleset: &str,
        flips: &mut Flips,
    ) -> Result<u64, ServiceError> {
        let mut changed = 0;
        let mut after = None;
        loop {
            let page = tx.facts_after(after, PAGE).await?;
            let Some(last) = page.last() else {
                return Ok(changed);
            };
            after = Some(last.id);
            let assessed: Vec<Assessed> = page.iter().map(|facts| self.assess(facts)).collect();
            for (checked, now) in page.iter().zip(&assessed) {
                flips.add(checked, now);
            }
            changed += assessed.iter().filter(|one| one.changed).count() as u64;
            let now = self.services.clock.now();
            tx.put_assessments(&assessed, (self.day.on, ruleset), now)
                .await?;
            self.keep_cases(tx, &assessed).await?;
        }
    }

    fn assess(&self, checked: &CheckedFacts) -> Assessed {
        let on = self.day.on;
        let holds = |until: Option<NaiveDate>| until.is_some_and(|until| until >= on);
        let mut facts = checked.facts;
        facts.head_office_confirmed &=
            checked.head_office_until.is_none() || holds(checked.head_office_until);
        let facts = &facts;
        let limits = self.services.rules.limits;
        let result = judge(facts, on, limits, self.minimum_share);
        let roster = facts.roster.filter(|_| result.basis == Basis::Roster);
        let assessment = Assessment {
            verdict: result.verdict,
            findings: result.findings,
            basis: result.basis,
            headcount: result.headcount,
            registered: facts.registered.all,
            states: roster.map(|r| r.states),
            in_grace: roster.map(|r| r.employed - r.due),
            unreadable: facts.roster.map_or(0, |r| r.unreadable),
            shortfall: result.shortfall,
            coverage: result.coverage,
            arrears_months: facts.arrears.map(|a| a.months),
            arrears_amount: facts.arrears.map_or(Sen(0), |a| a.amount),
            missing_contribution: result.missing_contribution,
        };
        let inputs = checked.inputs.clone();
        let own_codes = inputs
            .own
            .iter()
            .chain(&inputs.head_office)
            .map(|s| s.as_of)
            .min();
        Assessed {
            id: checked.id,
            evidence: (
                own_codes.or(self.latest_participants_on),
                inputs.contributions.as_ref().map(|s| s.as_of),
            ),
            next_change_on: self.next_change(checked),
            changed: checked
                .before
                .as_ref()
                .is_none_or(|(before, _)| *before != assessment),
            exempt: holds(checked.exempt_until),
            assessment,
            inputs,
        }
    }

    /// The first day after the check on which the same facts may be judged otherwise.
    fn next_change(&self, checked: &CheckedFacts) -> Option<NaiveDate> {
        let facts = &checked.facts;
        let rules = &self.services.rules;
        let after_grace = u64::from(rules.limits.enrolment_grace_days) + 1;
        let roster_ends = u64::from(rules.limits.roster_days) + 1;
        let months = checked.next_month.into_iter();
        [
            checked
                .grace_started_on
                .map(|start| start + Days::new(after_grace)),
            checked.next_staff_change_on,
            facts.roster.map(|r| r.as_of + Days::new(roster_ends)),
            facts.wlkp.map(Declared::stale_from),
            facts.bpjs_tk.map(Declared::stale_from),
            months
                .map(|m| bill_due(m, &self.services.calendar()) + Days::new(1))
                .next(),
            checked.next_paid_on,
            self.next_rates_on,
            checked.head_office_until.map(|until| until + Days::new(1)),
            checked.exempt_until.map(|until| until + Days::new(1)),
        ]
        .into_iter()
        .flatten()
        .filter(|date| *date > self.day.on)
        .min()
    }
}
