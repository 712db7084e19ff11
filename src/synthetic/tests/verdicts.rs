//! A plain count of verdicts after the published rules, without the program's own rulebook.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Days, NaiveDate};

use super::{Written, day};

type Row = HashMap<String, String>;
type Test<'a> = &'a dyn Fn(&Member) -> bool;

/// The verdicts of a city.
#[derive(Debug)]
pub(super) struct Verdicts {
    firms: usize,
    firms_by_verdict: BTreeMap<&'static str, usize>,
    findings: BTreeMap<&'static str, usize>,
    /// Of those in arrears, how many months.
    pub(super) arrears_months: Vec<usize>,
    /// Percent of the members whose insurance runs.
    pub(super) active_share: f64,
}

struct Member {
    segment: String,
    active: bool,
    is_main: bool,
    code: String,
    wage: u64,
}

struct Files {
    as_of: NaiveDate,
    members: HashMap<String, Vec<Member>>,
    registered: HashMap<String, HashSet<String>>,
    rosters: HashMap<String, Vec<Row>>,
    missed: HashMap<String, usize>,
}

impl Verdicts {
    pub(super) fn of(city: &Written, as_of: NaiveDate) -> Self {
        let files = Files::read(city, as_of);
        let mut verdicts = BTreeMap::new();
        let mut findings = BTreeMap::new();
        let mut arrears_months = Vec::new();
        let employers = city.rows("employers");
        for employer in &employers {
            let (verdict, found) = files.judge(employer);
            *verdicts.entry(verdict).or_default() += 1;
            for finding in found {
                *findings.entry(finding).or_default() += 1;
            }
            if let Some(&months) = files.missed.get(&employer["kode_bu"]) {
                arrears_months.push(months);
            }
        }
        let all = files.members.values().flatten();
        let active = all.clone().filter(|member| member.active).count();
        let active_share = percent(active, all.count());
        Self {
            firms: employers.len(),
            firms_by_verdict: verdicts,
            findings,
            arrears_months,
            active_share,
        }
    }

    pub(super) fn share(&self, verdict: &str) -> f64 {
        percent(
            self.firms_by_verdict.get(verdict).copied().unwrap_or(0),
            self.firms,
        )
    }

    pub(super) fn finding_share(&self, finding: &str) -> f64 {
        percent(self.findings.get(finding).copied().unwrap_or(0), self.firms)
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap()) * 100.0 / f64::from(u32::try_from(whole).unwrap())
}

impl Files {
    fn read(city: &Written, as_of: NaiveDate) -> Self {
        let mut members: HashMap<_, Vec<_>> = HashMap::new();
        let mut registered: HashMap<_, HashSet<_>> = HashMap::new();
        for mut row in city.rows("participants") {
            let nik = row.remove("nik").unwrap();
            let member = Member {
                is_main: row["pisa"] == "1",
                active: row["status"] == "AKTIF",
                wage: row["upah"].parse().unwrap_or(0),
                segment: row.remove("segmen").unwrap(),
                code: row.remove("kode_bu").unwrap(),
            };
            if member.segment == "PPU BU" && member.is_main {
                registered
                    .entry(member.code.clone())
                    .or_default()
                    .insert(nik.clone());
            }
            members.entry(nik).or_default().push(member);
        }
        let mut rosters: HashMap<_, Vec<_>> = HashMap::new();
        for row in city.rows("roster") {
            rosters.entry(row["nib"].clone()).or_default().push(row);
        }
        let mut missed: HashMap<_, usize> = HashMap::new();
        for row in city.rows("contributions") {
            let sum = |column: &str| row[column].parse::<u64>().unwrap();
            assert!(sum("tagihan") > 0);
            if sum("dibayar") < sum("tagihan") {
                *missed.entry(row["kode_bu"].clone()).or_default() += 1;
            }
        }
        Self {
            as_of,
            members,
            registered,
            rosters,
            missed,
        }
    }

    fn judge(&self, employer: &Row) -> (&'static str, Vec<&'static str>) {
        if employer["status"] == "tutup" {
            return ("closed", Vec::new());
        }
        let (own, head) = (&employer["kode_bu"], &employer["kode_bu_pusat"]);
        let count = |code: &String| self.registered.get(code).map_or(0, HashSet::len);
        let at_work = self.at_work(employer);
        let declared = self.declared(employer);
        let has_roster = !at_work.is_empty();
        let due: Vec<_> = at_work
            .iter()
            .filter(|row| day(&row["tanggal_masuk"]) < self.as_of - Days::new(30))
            .collect();
        let states: Vec<_> = due
            .iter()
            .map(|row| self.state(&row["nik"], [own, head]))
            .collect();
        if !has_roster && (declared.is_none() || (count(own) == 0 && count(head) > 0)) {
            return ("unknown", Vec::new());
        }
        let covered = ["enrolled", "inactive", "elsewhere"];
        let leaves_out = if has_roster {
            states.iter().any(|state| !covered.contains(state))
        } else {
            count(own) < declared.unwrap_or(0)
        };
        let mut found = Vec::new();
        if count(own) + count(head) == 0 && (!has_roster || !due.is_empty()) {
            found.push("unregistered");
        } else if leaves_out {
            found.push("partial_workers");
        }
        if self.missed.contains_key(own) {
            found.push("in_arrears");
        }
        if due
            .iter()
            .any(|row| self.is_underreported(row, [own, head]))
        {
            found.push("partial_wages");
        }
        (found.first().copied().unwrap_or("compliant"), found)
    }

    fn at_work(&self, employer: &Row) -> Vec<&Row> {
        let rows = self.rosters.get(&employer["nib"]).into_iter().flatten();
        rows.filter(|row| {
            let left = &row["tanggal_keluar"];
            day(&row["tanggal_masuk"]) <= self.as_of && (left.is_empty() || day(left) > self.as_of)
        })
        .collect()
    }

    fn declared(&self, employer: &Row) -> Option<usize> {
        let date = &employer["tanggal_wlkp"];
        let is_fresh = !date.is_empty() && day(date) >= self.as_of - Days::new(365);
        let wlkp = employer["pekerja_wlkp"].parse().ok().filter(|_| is_fresh);
        wlkp.or_else(|| employer["pekerja_bpjstk"].parse().ok())
            .filter(|&n| n >= 1)
    }

    fn state(&self, nik: &str, codes: [&String; 2]) -> &'static str {
        let Some(rows) = self.members.get(nik) else {
            return "not_found";
        };
        let any = |test: &dyn Fn(&Member) -> bool| rows.iter().any(test);
        let is_own = |m: &Member| {
            m.segment == "PPU BU" && m.is_main && !m.code.is_empty() && codes.contains(&&m.code)
        };
        let states: [(&'static str, Test<'_>); 7] = [
            ("enrolled", &|m| m.active && is_own(m)),
            ("inactive", &|m| is_own(m)),
            ("elsewhere", &|m| {
                m.active && m.is_main && (m.segment.starts_with("PPU") || m.segment == "BP")
            }),
            ("city_funded", &|m| m.active && m.segment == "PBPU Pemda"),
            ("state_funded", &|m| m.active && m.segment == "PBI JK"),
            ("self_funded", &|m| m.active && m.segment == "PBPU"),
            ("dependant", &|m| m.active && !m.is_main),
        ];
        states
            .iter()
            .find(|(_, test)| any(test))
            .map_or("lapsed", |(state, _)| state)
    }

    fn is_underreported(&self, row: &Row, codes: [&String; 2]) -> bool {
        let wage: u64 = row["upah"].parse().unwrap();
        self.state(&row["nik"], codes) == "enrolled"
            && self.members[&row["nik"]]
                .iter()
                .any(|m| m.wage < wage.min(12_000_000))
    }
}
