//! Verdicts, findings and the line of the list, asked in the order in which the rules stand.

use std::collections::BTreeSet;

use chrono::Months;

use super::{Books, Expected, Firm, STATES, bill_due, contribution, minimum_wage, value};

const KECAMATAN: [(&str, &str); 3] = [
    ("Lok Tuan", "Bontang Utara"),
    ("Satimpo", "Bontang Selatan"),
    ("Kanaan", "Bontang Barat"),
];

impl Books<'_> {
    /// Distinct registered persons: all, under the own code, under the head office's, and those
    /// reported under the minimum wage.
    fn registered(&self, own: Option<u32>, head: Option<u32>) -> [u32; 4] {
        let (mut all, mut by_own) = (BTreeSet::new(), BTreeSet::new());
        let (mut by_head, mut below) = (BTreeSet::new(), BTreeSet::new());
        for m in &self.members {
            let worker = m.main && m.segment == "PPU BU" && m.code.is_some();
            let (is_own, is_head) = (m.code == own, m.code == head);
            if !worker || !(is_own || is_head) {
                continue;
            }
            all.insert(m.person);
            if is_own {
                by_own.insert(m.person);
            } else {
                // A code that is both is the firm's own.
                by_head.insert(m.person);
            }
            if m.active && m.wage.is_some_and(|w| w * 100 < minimum_wage(self.on)) {
                below.insert(m.person);
            }
        }
        [all, by_own, by_head, below].map(|set| u32::try_from(set.len()).unwrap())
    }

    /// Overdue months and sen; `None` without any row.
    fn arrears(&self, own: Option<u32>) -> Option<(u32, i64)> {
        let mine = || self.bills.iter().filter(|b| Some(b.code) == own);
        let months: BTreeSet<_> = mine().map(|b| b.month).collect();
        let mut overdue = (0, 0);
        for month in &months {
            let rows = || mine().filter(|b| b.month == *month);
            let billed: i64 = rows().map(|b| b.billed).sum();
            let in_time = rows().filter(|b| b.paid_on.is_none_or(|d| d <= self.on));
            let paid: i64 = in_time.filter_map(|b| b.paid).sum();
            if bill_due(*month) < self.on && paid < billed {
                overdue = (overdue.0 + 1, overdue.1 + (billed - paid) * 100);
            }
        }
        (!months.is_empty()).then_some(overdue)
    }

    /// A record of BPJS that no other source tells of is called like it, or the matching finds
    /// them alike. How alike is measured elsewhere; here it counts that both rules hold a
    /// verdict, and that what tells firms apart keeps them apart.
    fn probable_match(&self, no: usize) -> bool {
        let me = &self.firms[&no];
        let same_or_none = |a: String, b: String| a.is_empty() || b.is_empty() || a == b;
        let may_be = |other: &Firm| {
            same_or_none(value(&me.nib), value(&other.nib))
                && same_or_none(value(&me.npwp), value(&other.npwp))
        };
        let called_like = |other: &Firm| {
            let (a, b) = (value(&me.name), value(&other.name));
            let near = same_or_none(value(&me.kelurahan).into(), value(&other.kelurahan).into());
            (a.1, a.2) == (b.1, b.2) && near
        };
        let is_probable = |other: usize| {
            let firm = &self.firms[&other];
            let found = self.alike.contains(&(no.min(other), no.max(other)));
            assert!(!found || may_be(firm), "{no} and {other} have two numbers");
            found || may_be(firm) && called_like(firm)
        };
        let mut others = self.firms.keys().copied().filter(|other| *other != no);
        !me.only_bpjs && others.any(|other| self.firms[&other].only_bpjs && is_probable(other))
    }

    /// Judges one firm.
    #[expect(
        clippy::too_many_lines,
        reason = "the rules are easiest to compare in one piece"
    )]
    pub fn judge(&self, no: usize) -> Expected {
        let firm = &self.firms[&no];
        let own = firm.code.map(|(_, code)| code);
        let head = firm.head.map(|(_, code)| code);
        let codes: BTreeSet<u32> = own.into_iter().chain(head).collect();
        let [registered, by_own, by_head, below] = self.registered(own, head);

        // The basis.
        let workers = self.employed(no, &codes);
        let roster_on = self.roster_on.get(&no).copied();
        let fresh = roster_on.is_some_and(|d| (self.on - d).num_days() <= 90);
        let year_ago = self.on - Months::new(12);
        let declared = [firm.wlkp, firm.bpjs_tk].map(|told| told.map(|(_, d)| d));
        let usable = declared.map(|d| d.filter(|(n, on)| *n >= 1 && *on >= year_ago));
        let (basis, number) = match usable {
            _ if fresh && !workers.is_empty() => ("roster", 0),
            [Some((n, _)), _] => ("wlkp", n),
            [None, Some((n, _))] => ("bpjs_tk", n),
            [None, None] => ("none", 0),
        };
        let on_roster = basis == "roster";
        let by_number = basis == "wlkp" || basis == "bpjs_tk";

        // Workers.
        let count = |test: &dyn Fn(usize) -> bool| {
            let due = workers.iter().filter(|w| on_roster && w.due);
            u32::try_from(due.filter(|w| test(w.state)).count()).unwrap()
        };
        let due = count(&|_| true);
        let short_by_roster = count(&|state| state >= 3);
        let mut states = [0; 9];
        for (state, number) in states.iter_mut().enumerate() {
            *number = count(&|s| s == state);
        }
        let rows = || self.workers.iter().filter(|w| w.firm == no);
        let (damaged, all_rows) = (rows().filter(|w| w.damaged).count(), rows().count());

        // The tests.
        let arrears = self.arrears(own);
        let probable_match = self.probable_match(no);
        let unregistered = registered == 0 && (due >= 1 || by_number);
        let partial_workers = short_by_roster >= 1 || (by_number && by_own < number);
        let in_arrears = arrears.is_some_and(|(months, _)| months >= 1);
        let partial_wages = on_roster && workers.iter().any(|w| w.underreported);
        let only_head = by_number && by_own == 0 && by_head > 0;
        // A roster too old to be used says nothing, how damaged it is neither.
        let damaged_share = fresh && damaged * 100 > all_rows * 2;
        // "Nothing newer is" a basis: whatever basis there is counts as the newer one.
        let too_old = roster_on.is_some_and(|_| !fresh)
            || declared
                .into_iter()
                .flatten()
                .any(|(n, on)| n >= 1 && on < year_ago);

        let verdict = if value(&firm.closed) {
            "closed"
        } else if basis == "none" || probable_match || only_head {
            "unknown"
        } else if unregistered {
            "unregistered"
        } else if partial_workers {
            "partial_workers"
        } else if in_arrears {
            "in_arrears"
        } else if partial_wages {
            "partial_wages"
        } else if damaged_share {
            "unknown"
        } else {
            "compliant"
        };
        let headcount = u32::try_from(workers.len()).unwrap();
        let smaller = usable.into_iter().flatten().any(|(n, _)| n > headcount);
        let findings = [
            ("unregistered", unregistered),
            ("partial_workers", partial_workers && !unregistered),
            ("in_arrears", in_arrears),
            ("partial_wages", partial_wages),
            ("inactive_members", states[1] > 0),
            ("elsewhere", states[2] > 0),
            ("city_funded", states[3] > 0),
            ("state_funded", states[4] > 0),
            ("wage_below_minimum", below > 0),
            ("via_head_office", by_head > 0),
            ("roster_smaller_than_declared", on_roster && smaller),
            ("stale_headcount", basis == "none" && too_old),
            ("roster_damaged", fresh && damaged > 0),
            ("probable_match", probable_match),
            ("no_email", value(&firm.email).is_empty()),
        ];
        let open = !value(&firm.closed);
        let holding = findings.into_iter().filter(|(_, holds)| *holds && open);
        let shortfall = if on_roster {
            short_by_roster
        } else {
            number.saturating_sub(registered)
        };
        let missing = workers
            .iter()
            .filter(|w| on_roster && w.due && w.state >= 3);
        let missing: i64 = if on_roster {
            missing.map(|w| contribution(w.wage, self.on)).sum()
        } else {
            i64::from(shortfall) * contribution(None, self.on)
        };
        let (arrears_months, arrears_amount) = arrears.unzip();
        Expected {
            verdict,
            findings: holding.map(|(name, _)| name).collect(),
            basis,
            headcount: if on_roster {
                Some(headcount)
            } else {
                by_number.then_some(number)
            },
            registered,
            states: on_roster.then_some(states),
            in_grace: on_roster.then_some(headcount - due),
            shortfall,
            coverage: if on_roster {
                (due > 0).then_some((states[0], due))
            } else {
                by_number.then_some((registered.min(number), number))
            },
            arrears_months,
            arrears_amount: arrears_amount.unwrap_or(0),
            missing_contribution: missing,
        }
    }

    /// The line of the list, without id, stage and due date, which are no matter of rules.
    pub fn line(&self, no: usize) -> Vec<(&'static str, String)> {
        let (firm, e) = (&self.firms[&no], self.judge(no));
        let some = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
        // Half a rupiah counts as one.
        let rupiah = |sen: i64| ((sen + 50) / 100).to_string();
        let kelurahan = value(&firm.kelurahan);
        let kecamatan = KECAMATAN.iter().find(|(name, _)| *name == kelurahan);
        let code = firm.code.map(|(_, code)| format!("{code:08}"));
        let mut line = vec![
            ("nib", value(&firm.nib)),
            ("npwp", value(&firm.npwp)),
            ("kode_bu", code.unwrap_or_default()),
            ("name", value(&firm.name).0),
            ("form", value(&firm.name).2.to_owned()),
            ("kelurahan", kelurahan.to_owned()),
            ("kecamatan", kecamatan.map_or("", |(_, k)| k).to_owned()),
            ("verdict", e.verdict.to_owned()),
            ("findings", e.findings.join(";")),
            ("basis", e.basis.to_owned()),
            ("headcount", some(e.headcount)),
            ("registered", e.registered.to_string()),
            ("in_grace", some(e.in_grace)),
            ("shortfall", e.shortfall.to_string()),
            ("coverage", e.coverage.map_or_else(String::new, share)),
            ("arrears_months", some(e.arrears_months)),
            ("arrears_amount", rupiah(e.arrears_amount)),
            ("missing_contribution", rupiah(e.missing_contribution)),
            ("as_of", self.on.to_string()),
        ];
        let states = STATES.iter().enumerate();
        line.extend(states.map(|(at, name)| (*name, some(e.states.map(|s| s[at])))));
        line
    }
}

/// Four decimals, the last one rounded half up.
fn share((part, whole): (u32, u32)) -> String {
    let scaled = (u64::from(part) * 100_000 / u64::from(whole) + 5) / 10;
    format!("{}.{:04}", scaled / 10_000, scaled % 10_000)
}
