//! Rates of the law: the minimum wage, the ceiling, the shares, each from a day on.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::money::{Sen, decimal_text};

/// The rates that hold on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// The city's minimum wage (UMK), which is the least that contributions are reckoned from.
    pub umk: Sen,
    /// The most that contributions are reckoned from.
    pub wage_ceiling: Sen,
    /// The employer's share of the wage, in basis points (1/100 of a percent).
    pub employer_share_bp: u32,
    /// The worker's share of the wage, in basis points.
    pub worker_share_bp: u32,
    /// What the city pays a month for one person of the segment PBPU Pemda.
    pub pbpu_pemda_monthly: Sen,
}

/// A monthly contribution, each part rounded half up to the sen on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The wage that counts.
    pub base: Sen,
    /// The employer's share.
    pub employer: Sen,
    /// The worker's share.
    pub worker: Sen,
    /// Both together, reckoned from the base and not from the rounded shares.
    pub total: Sen,
}

/// The contribution for a monthly wage.
///
/// ```
/// use patuh_domain::money::Sen;
/// use patuh_domain::rates::{Rates, contribution};
///
/// let rates = Rates {
///     umk: Sen::from_rupiah(3_799_480),
///     wage_ceiling: Sen::from_rupiah(12_000_000),
///     employer_share_bp: 400,
///     worker_share_bp: 100,
///     pbpu_pemda_monthly: Sen::from_rupiah(37_800),
/// };
/// let due = contribution(Sen::from_rupiah(2_500_000), &rates);
/// assert_eq!(due.employer, Sen(15_197_920));
/// assert_eq!(due.worker, Sen(3_799_480));
/// assert_eq!(due.total, Sen(18_997_400));
/// ```
#[must_use]
pub fn contribution(wage: Sen, rates: &Rates) -> Contribution {
    let base = wage.clamp(rates.umk, rates.wage_ceiling);
    Contribution {
        base,
        employer: base.share(rates.employer_share_bp),
        worker: base.share(rates.worker_share_bp),
        total: base.share(rates.employer_share_bp + rates.worker_share_bp),
    }
}

/// An amount that holds from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountRow {
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// The amount.
    #[serde(deserialize_with = "decimal_text::deserialize")]
    pub value: Sen,
    /// The legal source, as people are told it.
    pub source: String,
}

/// The shares of a wage that hold from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareRow {
    /// The first day on which they hold.
    pub valid_from: NaiveDate,
    /// The employer's share in basis points.
    pub employer_bp: u32,
    /// The worker's share in basis points.
    pub worker_bp: u32,
    /// The legal source, as people are told it.
    pub source: String,
}

/// The fine on inpatient care soon after a suspended membership comes back (*denda pelayanan*).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceFineRow {
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// The share of the cost of the first diagnosis per month in arrears, in basis points.
    pub share_bp: u32,
    /// The most months in arrears that count.
    pub max_months: u32,
    /// The most that is fined.
    #[serde(deserialize_with = "decimal_text::deserialize")]
    pub cap: Sen,
    /// The legal source, as people are told it.
    pub source: String,
}

impl ServiceFineRow {
    /// The fine for a cost of the first diagnosis after so many months in arrears.
    #[must_use]
    pub fn amount(&self, cost: Sen, months: u32) -> Sen {
        cost.share(self.share_bp)
            .times(months.min(self.max_months))
            .min(self.cap)
    }
}

/// The dated rates of a ruleset, as `config/rules.toml` holds them: every list has at least one
/// row, rows in order of their day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RawRateTable")]
pub struct RateTable {
    ruleset: String,
    umk: Vec<AmountRow>,
    wage_ceiling: Vec<AmountRow>,
    share: Vec<ShareRow>,
    pbpu_pemda_monthly: Vec<AmountRow>,
    service_fine: Vec<ServiceFineRow>,
}

/// One rate with its source, to be shown beside a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateSource<'a> {
    /// Stable name.
    pub code: &'static str,
    /// What the rate is, in Indonesian.
    pub label: &'static str,
    /// The rate, ready to print.
    pub value: String,
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// The legal source.
    pub source: &'a str,
}

/// Why dated rates can't be used; shown to the administrator who wrote them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRates {
    /// A list without rows.
    #[error("daftar `{0}` kosong; isi sedikitnya satu baris")]
    Empty(&'static str),
    /// Rows out of order, or two for one day.
    #[error("baris `{0}` harus urut menurut valid_from dan tidak boleh bertanggal sama")]
    Order(&'static str),
    /// A share over the whole wage.
    #[error("jumlah bagian pemberi kerja dan pekerja melebihi 100 persen upah (10000)")]
    Share,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRateTable {
    ruleset: String,
    umk: Vec<AmountRow>,
    wage_ceiling: Vec<AmountRow>,
    share: Vec<ShareRow>,
    pbpu_pemda_monthly: Vec<AmountRow>,
    service_fine: Vec<ServiceFineRow>,
}

trait Dated {
    fn first_day(&self) -> NaiveDate;
}

macro_rules! dated {
    ($($row:ty),*) => {
        $(impl Dated for $row {
            fn first_day(&self) -> NaiveDate {
                self.valid_from
            }
        })*
    };
}

dated!(AmountRow, ShareRow, ServiceFineRow);

fn in_order<T: Dated>(name: &'static str, rows: &[T]) -> Result<(), BadRates> {
    if rows.is_empty() {
        return Err(BadRates::Empty(name));
    }
    let ordered = rows.is_sorted_by(|a, b| a.first_day() < b.first_day());
    if ordered {
        Ok(())
    } else {
        Err(BadRates::Order(name))
    }
}

fn row_on<T: Dated>(rows: &[T], date: NaiveDate) -> Option<&T> {
    rows.iter().rev().find(|row| row.first_day() <= date)
}

impl TryFrom<RawRateTable> for RateTable {
    type Error = BadRates;

    fn try_from(raw: RawRateTable) -> Result<RateTable, BadRates> {
        in_order("umk", &raw.umk)?;
        in_order("wage_ceiling", &raw.wage_ceiling)?;
        in_order("share", &raw.share)?;
        in_order("pbpu_pemda_monthly", &raw.pbpu_pemda_monthly)?;
        in_order("service_fine", &raw.service_fine)?;
        if raw
            .share
            .iter()
            .any(|row| row.employer_bp.saturating_add(row.worker_bp) > 10_000)
        {
            return Err(BadRates::Share);
        }
        Ok(RateTable {
            ruleset: raw.ruleset,
            umk: raw.umk,
            wage_ceiling: raw.wage_ceiling,
            share: raw.share,
            pbpu_pemda_monthly: raw.pbpu_pemda_monthly,
            service_fine: raw.service_fine,
        })
    }
}

impl RateTable {
    /// The name of the ruleset, written beside every verdict.
    #[must_use]
    pub fn ruleset(&self) -> &str {
        &self.ruleset
    }

    /// The rates of a day; `None` before the first day for which all of them are known.
    #[must_use]
    pub fn on(&self, date: NaiveDate) -> Option<Rates> {
        let share = row_on(&self.share, date)?;
        Some(Rates {
            umk: row_on(&self.umk, date)?.value,
            wage_ceiling: row_on(&self.wage_ceiling, date)?.value,
            employer_share_bp: share.employer_bp,
            worker_share_bp: share.worker_bp,
            pbpu_pemda_monthly: row_on(&self.pbpu_pemda_monthly, date)?.value,
        })
    }

    /// The fine on inpatient care that holds on a day.
    #[must_use]
    pub fn service_fine_on(&self, date: NaiveDate) -> Option<&ServiceFineRow> {
        row_on(&self.service_fine, date)
    }

    /// The first day strictly after a day on which one of the [`Rates`] changes.
    #[must_use]
    pub fn next_change_after(&self, date: NaiveDate) -> Option<NaiveDate> {
        let amounts = [&self.umk, &self.wage_ceiling, &self.pbpu_pemda_monthly];
        let days = amounts.into_iter().flatten().map(Dated::first_day);
        days.chain(self.share.iter().map(Dated::first_day))
            .filter(|day| *day > date)
            .min()
    }

    /// The rates of a day with their legal sources; empty where [`RateTable::on`] is `None`.
    #[must_use]
    pub fn sources_on(&self, date: NaiveDate) -> Vec<RateSource<'_>> {
        let amounts = [
            ("umk", "Upah Minimum Kota (UMK)", &self.umk),
            ("wage_ceiling", "Batas atas upah", &self.wage_ceiling),
            (
                "pbpu_pemda",
                "Iuran PBPU Pemda per orang per bulan",
                &self.pbpu_pemda_monthly,
            ),
        ];
        let mut sources = Vec::new();
        for (code, label, rows) in amounts {
            let Some(row) = row_on(rows, date) else {
                return Vec::new();
            };
            let (value, source) = (row.value.to_string(), row.source.as_str());
            sources.push(RateSource {
                code,
                label,
                value,
                valid_from: row.valid_from,
                source,
            });
        }
        let Some(row) = row_on(&self.share, date) else {
            return Vec::new();
        };
        sources.push(RateSource {
            code: "ppu_share",
            label: "Iuran PPU dari upah (pemberi kerja + pekerja)",
            value: format!("{} + {}", percent(row.employer_bp), percent(row.worker_bp)),
            valid_from: row.valid_from,
            source: &row.source,
        });
        sources
    }
}

fn percent(basis_points: u32) -> String {
    match basis_points % 100 {
        0 => format!("{} %", basis_points / 100),
        rest => format!("{},{rest:02} %", basis_points / 100),
    }
}

#[cfg(test)]
mod tests;
