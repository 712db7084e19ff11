//! What a month changed: by firm, in numbers, and in a paragraph.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};

use super::{ServiceError, Services};
use crate::{
    domain::{
        difference::{
            Between, Change, ChangeKind, Known, MonthFigures, Place, difference, paragraph,
            whole_lists,
        },
        employer::Field,
        ids::EmployerId,
        month::Month,
        tongue::Tongue,
    },
    store::{Named, Regrouped, SourceList, Span, SpanField, SpanJudged, Tx},
};

/// What a month changed about one firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirmChange {
    /// Which firm.
    pub firm: Named,
    /// What changed; one of the kind that was asked for.
    pub change: Change,
}

/// What a month changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthDifference {
    /// The numbers.
    pub figures: MonthFigures,
    /// Each kind with the firms that it is told of, by name.
    lists: BTreeMap<ChangeKind, Vec<(EmployerId, Change)>>,
}

impl MonthDifference {
    /// The number of firms of a kind.
    #[must_use]
    pub fn count(&self, kind: ChangeKind) -> u64 {
        self.lists.get(&kind).map_or(0, Vec::len) as u64
    }

    /// The month in a paragraph.
    #[must_use]
    pub fn words(&self, tongue: Tongue) -> String {
        paragraph(&self.figures, tongue)
    }
}

impl Services {
    /// What a month changed, as the city knew it at its ends; of the present month, until now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn month_difference(&self, month: Month) -> Result<MonthDifference, ServiceError> {
        let (now, end) = (self.clock.now(), self.begin_of(month.next().first_day()));
        let span = Span {
            from: self.begin_of(month.first_day()),
            until: end,
        };
        let tx = self.store.read().await?;
        let firms = self.firms_between(&tx, span).await?;
        let mut lists: BTreeMap<ChangeKind, Vec<(EmployerId, Change)>> = BTreeMap::new();
        for (id, between) in firms {
            for change in difference(&between) {
                lists.entry(change.kind()).or_default().push((id, change));
            }
        }
        for (kind, list) in &mut lists {
            if *kind != ChangeKind::New {
                by_name(&tx, list).await?;
            }
        }
        let until = (now < end).then(|| self.local(now).date_naive());
        Ok(MonthDifference {
            figures: figures(month, until, lists.values().flatten()),
            lists,
        })
    }

    /// Some of the firms of a kind, with their names.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn month_firms(
        &self,
        difference: &MonthDifference,
        kind: ChangeKind,
        (from, most): (usize, usize),
    ) -> Result<Vec<FirmChange>, ServiceError> {
        let all = difference.lists.get(&kind).map_or(&[][..], Vec::as_slice);
        let part: Vec<_> = all.iter().skip(from).take(most).collect();
        let ids: Vec<EmployerId> = part.iter().map(|(id, _)| *id).collect();
        let named = self.store.read().await?.named(&ids).await?;
        let mut named: HashMap<EmployerId, Named> =
            named.into_iter().map(|one| (one.id, one)).collect();
        let lines = part.into_iter().filter_map(|(id, change)| {
            Some(FirmChange {
                firm: named.remove(id)?,
                change: change.clone(),
            })
        });
        Ok(lines.collect())
    }

    /// The first instant of a day on the city's clocks.
    pub(super) fn begin_of(&self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = day.and_time(NaiveTime::MIN);
        let zone = self.city.zone;
        let begin = zone.from_local_datetime(&midnight).earliest();
        begin.map_or_else(|| midnight.and_utc(), |at| at.to_utc())
    }

    /// The firms of which something was written down in a span; those that came new first, by
    /// name.
    async fn firms_between(
        &self,
        tx: &Tx,
        span: Span,
    ) -> Result<Vec<(EmployerId, Between)>, ServiceError> {
        let regrouped = tx.regrouped_in(span).await?;
        let new = tx.created_in(span).await?;
        let mut firms: BTreeMap<EmployerId, Between> = BTreeMap::new();
        for judged in tx.judged_in(span).await? {
            take_judged(&mut firms, judged);
        }
        for field in tx.fields_changed_in(span).await? {
            take_field(&mut firms, field);
        }
        self.take_unnamed(tx, (span, &mut firms)).await?;
        for id in &new {
            firms.remove(id);
        }
        let told: Vec<EmployerId> = firms.keys().copied().collect();
        let asking = Tellable::of(&firms, &told);
        for (id, notices) in tx.notices_before(span.until, (span, &asking.0)).await? {
            firms.entry(id).or_default().notices = notices;
        }
        let new = new.into_iter().map(|id| {
            let after = Some(Known::default());
            (
                id,
                Between {
                    after,
                    ..Between::default()
                },
            )
        });
        let mut all: Vec<(EmployerId, Between)> = new.chain(firms).collect();
        for (id, between) in &mut all {
            regroup(&regrouped, *id, between);
        }
        Ok(all)
    }

    async fn take_unnamed(
        &self,
        tx: &Tx,
        (span, firms): (Span, &mut BTreeMap<EmployerId, Between>),
    ) -> Result<(), ServiceError> {
        let unnamed = self.unnamed(tx, span).await?;
        let ids: Vec<EmployerId> = unnamed.iter().map(|(_, id)| *id).collect();
        let closed = tx.closed_at(span.until, &ids).await?;
        // One that was closed all the time is not gone again.
        for (source, id) in unnamed.into_iter().filter(|(_, id)| !closed.contains(id)) {
            let after = entry(firms, id).1;
            after.unnamed_by.get_or_insert(source);
        }
        Ok(())
    }

    /// The firms that the newest whole list of a source does not name, and the one before did.
    async fn unnamed(
        &self,
        tx: &Tx,
        span: Span,
    ) -> Result<Vec<(String, EmployerId)>, ServiceError> {
        let mut sources: BTreeMap<String, BTreeMap<Month, Vec<SourceList>>> = BTreeMap::new();
        for list in tx.source_lists(span.until).await? {
            let month = Month::from_date(self.local(list.at).date_naive());
            let months = sources.entry(list.source.clone()).or_default();
            months.entry(month).or_default().push(list);
        }
        let mut gone = Vec::new();
        for (source, months) in sources {
            let months: Vec<Vec<SourceList>> = months.into_values().collect();
            let rows = |lists: &Vec<SourceList>| lists.iter().map(|list| list.rows).sum();
            let whole = whole_lists(&months.iter().map(rows).collect::<Vec<u64>>());
            let [.., before, last] = whole[..] else {
                continue;
            };
            if last + 1 != months.len() || months[last].iter().any(|list| list.at < span.from) {
                continue;
            }
            let batches = |lists: &[Vec<SourceList>]| -> Vec<i32> {
                lists.iter().flatten().map(|list| list.batch).collect()
            };
            let (before, after) = (batches(&months[before..last]), batches(&months[last..]));
            let ids = tx.named_no_more(&before, &after).await?;
            gone.extend(ids.into_iter().map(|id| (source.clone(), id)));
        }
        Ok(gone)
    }
}

/// Firms of which a notice may be told.
struct Tellable(Vec<EmployerId>);

impl Tellable {
    fn of(firms: &BTreeMap<EmployerId, Between>, all: &[EmployerId]) -> Self {
        let gained = |id: &EmployerId| {
            let sides = firms
                .get(id)
                .and_then(|firm| firm.before.as_ref().zip(firm.after.as_ref()));
            let judged = sides.and_then(|(before, after)| before.judged.zip(after.judged));
            judged.is_some_and(|(was, is)| {
                is.registered > was.registered || is.verdict != was.verdict
            })
        };
        Self(all.iter().copied().filter(gained).collect())
    }
}

/// What was known of a firm on both sides, to begin with the same on both.
fn entry(firms: &mut BTreeMap<EmployerId, Between>, id: EmployerId) -> (&mut Known, &mut Known) {
    let firm = firms.entry(id).or_default();
    let before = firm.before.get_or_insert_default();
    let after = firm.after.get_or_insert_default();
    (before, after)
}

fn take_judged(firms: &mut BTreeMap<EmployerId, Between>, judged: SpanJudged) {
    let (before, after) = entry(firms, judged.employer);
    before.judged = Some(judged.before);
    after.judged = judged.within.last().copied();
    firms.entry(judged.employer).or_default().judged = judged.within;
}

fn take_field(firms: &mut BTreeMap<EmployerId, Between>, changed: SpanField) {
    let (before, after) = entry(firms, changed.employer);
    let put = |known: &mut Known, value: Option<String>| {
        let Place { address, kelurahan } = &mut known.place;
        match changed.field {
            Field::Address => *address = value,
            Field::Kelurahan => *kelurahan = value,
            _ => known.closed = value.as_deref() == Some("true"),
        }
    };
    put(before, changed.was);
    put(after, changed.is);
}

fn regroup(regrouped: &Regrouped, id: EmployerId, between: &mut Between) {
    if regrouped.merged.contains(&id) {
        between.after = None;
    }
    between.regrouped = regrouped.within.contains(&id);
}

async fn by_name(tx: &Tx, list: &mut [(EmployerId, Change)]) -> Result<(), ServiceError> {
    let ids: Vec<EmployerId> = list.iter().map(|(id, _)| *id).collect();
    let firms = tx.named(&ids).await?.into_iter();
    let names: HashMap<EmployerId, String> = firms.map(|one| (one.id, one.name)).collect();
    list.sort_by(|(one, _), (other, _)| (names.get(one), one).cmp(&(names.get(other), other)));
    Ok(())
}

fn figures<'a>(
    month: Month,
    until: Option<NaiveDate>,
    all: impl Iterator<Item = &'a (EmployerId, Change)>,
) -> MonthFigures {
    let mut sum = MonthFigures::none(month, until);
    all.for_each(|(_, change)| sum.add(change));
    sum
}
