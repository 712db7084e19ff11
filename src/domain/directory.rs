//! Finding the employer that a row means, by identifiers alone.
//!
//! NIB decides; where one side has none, the tax number does; then the BPJS code. Two records
//! with different NIBs are never the same employer, whatever else they share. A like name is
//! never enough.

use std::collections::HashMap;

use crate::joined::Joined;

/// The identifiers of a row or an employer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ids {
    /// Nomor Induk Berusaha.
    pub nib: Option<Box<str>>,
    /// What tax numbers are compared by.
    pub npwp: Option<Box<str>>,
    /// Own code at BPJS Kesehatan.
    pub code: Option<u32>,
}

impl Ids {
    /// Whether there is nothing to be found by.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nib.is_none() && self.npwp.is_none() && self.code.is_none()
    }

    /// The first identifier that both have the same, in the order in which they decide.
    ///
    /// ```
    /// use patuh_domain::{directory::Ids, joined::Joined};
    ///
    /// let known = Ids { nib: Some("1".into()), npwp: Some("n".into()), code: Some(7) };
    /// let row = Ids { nib: None, npwp: Some("n".into()), code: Some(7) };
    /// assert_eq!(row.shared(&known), Some(Joined::Npwp));
    /// assert_eq!(row.shared(&Ids::default()), None);
    /// ```
    #[must_use]
    pub fn shared(&self, other: &Self) -> Option<Joined> {
        if self.nib.is_some() && self.nib == other.nib {
            Some(Joined::Nib)
        } else if self.npwp.is_some() && self.npwp == other.npwp {
            Some(Joined::Npwp)
        } else if self.code.is_some() && self.code == other.code {
            Some(Joined::Code)
        } else {
            None
        }
    }
}

/// By which further numbers a firm is known: those of records that a person made one with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Further {
    /// Codes at BPJS Kesehatan.
    pub codes: Vec<u32>,
    /// Its tax number as somebody wrote it wrongly, in the form that is compared.
    pub npwps: Vec<Box<str>>,
}

impl Further {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty() && self.npwps.is_empty()
    }
}

/// What a search by identifiers answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// This entry.
    One(usize),
    /// Nobody.
    Nobody,
    /// Several entries share the identifier, which is named by its column.
    Several(&'static str),
}

/// Entries numbered from 0, searchable by their identifiers.
#[derive(Debug, Default)]
pub struct Directory {
    entries: Vec<Ids>,
    by_nib: HashMap<Box<str>, usize>,
    by_npwp: HashMap<Box<str>, Vec<usize>>,
    by_code: HashMap<u32, Vec<usize>>,
}

impl Directory {
    /// Adds an entry; answers its number.
    pub fn add(&mut self, ids: Ids) -> usize {
        let number = self.entries.len();
        self.index(number, &ids);
        self.entries.push(ids);
        number
    }

    /// Fills in identifiers that an entry lacked.
    pub fn learn(&mut self, number: usize, ids: &Ids) {
        let mut entry = self.entries[number].clone();
        let had = entry.clone();
        entry.nib = entry.nib.or_else(|| ids.nib.clone());
        entry.npwp = entry.npwp.or_else(|| ids.npwp.clone());
        entry.code = entry.code.or(ids.code);
        let new = Ids {
            nib: entry.nib.clone().filter(|_| had.nib.is_none()),
            npwp: entry.npwp.clone().filter(|_| had.npwp.is_none()),
            code: entry.code.filter(|_| had.code.is_none()),
        };
        self.index(number, &new);
        self.entries[number] = entry;
    }

    /// Lets an entry be found by further numbers too.
    pub fn also(&mut self, number: usize, further: &Further) {
        for code in &further.codes {
            self.by_code.entry(*code).or_default().push(number);
        }
        for npwp in &further.npwps {
            self.by_npwp.entry(npwp.clone()).or_default().push(number);
        }
    }

    fn index(&mut self, number: usize, ids: &Ids) {
        if let Some(nib) = &ids.nib {
            self.by_nib.entry(nib.clone()).or_insert(number);
        }
        if let Some(npwp) = &ids.npwp {
            self.by_npwp.entry(npwp.clone()).or_default().push(number);
        }
        if let Some(code) = ids.code {
            self.by_code.entry(code).or_default().push(number);
        }
    }

    /// The identifiers of an entry.
    #[must_use]
    pub fn ids(&self, number: usize) -> &Ids {
        &self.entries[number]
    }

    /// The entry that these identifiers mean.
    #[must_use]
    pub fn find(&self, ids: &Ids) -> Found {
        if let Some(number) = ids.nib.as_ref().and_then(|nib| self.by_nib.get(nib)) {
            return Found::One(*number);
        }
        let with_npwp = ids.npwp.as_ref().and_then(|npwp| self.by_npwp.get(npwp));
        match self.one_of(with_npwp, "npwp", |e| {
            !clash(e.nib.as_deref(), ids.nib.as_deref())
        }) {
            Found::Nobody => {}
            found => return found,
        }
        let with_code = ids.code.and_then(|code| self.by_code.get(&code));
        self.one_of(with_code, "kode_bu", |e| {
            !clash(e.nib.as_deref(), ids.nib.as_deref())
                && !clash(e.npwp.as_deref(), ids.npwp.as_deref())
        })
    }

    /// Another entry that has the same tax number or code, whatever its NIB, and which of both.
    #[must_use]
    pub fn bearer(&self, ids: &Ids, except: Option<usize>) -> Option<(usize, Joined)> {
        let other = |entries: Option<&Vec<usize>>| {
            let mut entries = entries.into_iter().flatten().copied();
            entries.find(|entry| Some(*entry) != except)
        };
        let npwp = ids.npwp.as_ref().and_then(|npwp| self.by_npwp.get(npwp));
        let code = ids.code.and_then(|code| self.by_code.get(&code));
        let found = other(npwp).map(|entry| (entry, Joined::Npwp));
        found.or_else(|| other(code).map(|entry| (entry, Joined::Code)))
    }

    fn one_of(
        &self,
        candidates: Option<&Vec<usize>>,
        column: &'static str,
        fits: impl Fn(&Ids) -> bool,
    ) -> Found {
        let mut fitting = candidates
            .into_iter()
            .flatten()
            .copied()
            .filter(|n| fits(&self.entries[*n]));
        match (fitting.next(), fitting.next()) {
            (None, _) => Found::Nobody,
            (Some(number), None) => Found::One(number),
            (Some(_), Some(_)) => Found::Several(column),
        }
    }
}

fn clash(a: Option<&str>, b: Option<&str>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(nib: &str, npwp: &str, code: u32) -> Ids {
        let text = |t: &str| (!t.is_empty()).then(|| t.into());
        Ids {
            nib: text(nib),
            npwp: text(npwp),
            code: (code > 0).then_some(code),
        }
    }

    #[test]
    fn the_nib_decides_before_the_tax_number_and_the_code() {
        let mut directory = Directory::default();
        let a = directory.add(ids("1", "n1", 11));
        let b = directory.add(ids("2", "n2", 22));
        assert_eq!(directory.find(&ids("2", "n1", 11)), Found::One(b));
        assert_eq!(directory.find(&ids("", "n1", 22)), Found::One(a));
        assert_eq!(directory.find(&ids("", "", 22)), Found::One(b));
    }

    #[test]
    fn another_nib_is_another_employer_though_the_tax_number_is_the_same() {
        let mut directory = Directory::default();
        directory.add(ids("1", "n1", 11));
        assert_eq!(directory.find(&ids("9", "n1", 11)), Found::Nobody);
        assert_eq!(directory.find(&ids("", "n9", 11)), Found::Nobody);
    }

    #[test]
    fn an_identifier_of_two_firms_finds_neither() {
        let mut directory = Directory::default();
        directory.add(ids("1", "n1", 0));
        directory.add(ids("2", "n1", 0));
        assert_eq!(directory.find(&ids("", "n1", 0)), Found::Several("npwp"));
    }

    #[test]
    fn further_numbers_find_the_entry_unless_another_number_speaks_against_it() {
        let mut directory = Directory::default();
        let a = directory.add(ids("1", "n1", 11));
        let further = Further {
            codes: vec![22],
            npwps: vec!["n8".into()],
        };
        directory.also(a, &further);
        assert_eq!(directory.find(&ids("", "n8", 0)), Found::One(a));
        assert_eq!(directory.find(&ids("", "", 22)), Found::One(a));
        assert_eq!(directory.find(&ids("9", "", 22)), Found::Nobody);
    }

    #[test]
    fn another_bearer_of_a_number_is_told_whatever_its_nib() {
        let mut directory = Directory::default();
        let a = directory.add(ids("1", "n1", 11));
        assert_eq!(directory.bearer(&ids("1", "n1", 11), Some(a)), None);
        let meant = directory.bearer(&ids("2", "n1", 0), None);
        assert_eq!(meant, Some((a, Joined::Npwp)));
        let meant = directory.bearer(&ids("2", "n2", 11), None);
        assert_eq!(meant, Some((a, Joined::Code)));
    }

    #[test]
    fn an_entry_can_be_found_by_what_it_learnt_later() {
        let mut directory = Directory::default();
        let a = directory.add(ids("1", "", 0));
        directory.learn(a, &ids("1", "n1", 11));
        assert_eq!(directory.find(&ids("", "n1", 0)), Found::One(a));
        assert_eq!(directory.find(&ids("", "", 11)), Found::One(a));
    }
}
