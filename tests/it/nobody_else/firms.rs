//! The firms of a random city, and what is to be true of their addresses, written down apart from
//! the program.

use std::collections::{BTreeMap, BTreeSet};

use patuh::domain::{contact::Standing, ids::EmployerId};

/// Parts of names, each of one firm alone.
pub const WORDS: [&str; 24] = [
    "Akasia",
    "Bakau",
    "Cempaka",
    "Damar",
    "Eboni",
    "Flamboyan",
    "Gaharu",
    "Hanjuang",
    "Ilalang",
    "Jelutung",
    "Kenanga",
    "Lontar",
    "Meranti",
    "Nipah",
    "Opsir",
    "Pinang",
    "Quersia",
    "Rotan",
    "Sengon",
    "Trembesi",
    "Ulin",
    "Vinca",
    "Waru",
    "Xilema",
];
/// Addresses of agents; any firm may have them.
pub const AGENTS: [&str; 2] = ["agen@biro.example", "kantor@konsultan.example"];
/// How many workers each declared: numbers that stand in no other sentence.
const FIGURES: [u32; 7] = [113, 127, 131, 137, 139, 149, 151];

/// A firm as the story knows it.
pub struct Firm {
    pub id: EmployerId,
    /// Beginning of its numbers.
    pub no: usize,
    /// What it was ever called.
    pub words: Vec<&'static str>,
    pub figure: u32,
    /// The registry's text, as the record has it now.
    pub registry: Vec<String>,
    /// Addresses that an officer wrote down.
    pub added: BTreeSet<String>,
    /// What was said of addresses last.
    pub marks: BTreeMap<String, Standing>,
    /// The firm that it was merged into.
    pub into: Option<usize>,
}

impl Firm {
    pub fn new(no: usize) -> Self {
        Self {
            id: EmployerId::from_uuid(uuid::Uuid::nil()),
            no,
            words: vec![WORDS[no]],
            figure: FIGURES[no],
            registry: Vec::new(),
            added: BTreeSet::new(),
            marks: BTreeMap::new(),
            into: None,
        }
    }

    pub fn name(&self) -> String {
        format!("CV Contoh {}", self.words.last().unwrap())
    }

    pub fn code(&self) -> String {
        format!("0000001{}", self.no)
    }

    /// Every other firm has no NIB, so that it may be merged.
    pub fn nib(&self) -> String {
        if self.no.is_multiple_of(2) {
            format!("912000000000{}", self.no)
        } else {
            String::new()
        }
    }

    /// Addresses that nobody else would be told of.
    pub fn house(&self) -> Vec<String> {
        let names = ["hrd", "budi", "personalia", "keuangan"];
        names
            .iter()
            .map(|name| format!("{name}@firma{}.example", self.no))
            .collect()
    }

    /// What bounced is forgotten when the registry tells other addresses instead.
    pub fn settle(&mut self) {
        let (registry, added) = (&self.registry, &self.added);
        self.marks.retain(|address, standing| {
            let gone = !registry.is_empty() && !registry.contains(address);
            *standing != Standing::Bounced || added.contains(address) || !gone
        });
    }
}

/// All of them.
pub struct Firms(pub Vec<Firm>);

impl Firms {
    pub fn new() -> Self {
        Self((0..FIGURES.len()).map(Firm::new).collect())
    }

    /// The firm that stands for this one.
    pub fn owner(&self, no: usize) -> usize {
        self.0[no].into.unwrap_or(no)
    }

    pub fn by_id(&self, id: EmployerId) -> usize {
        self.0.iter().position(|firm| firm.id == id).unwrap()
    }

    /// A firm with those merged into it.
    pub fn family(&self, owner: usize) -> Vec<&Firm> {
        let mut family = vec![&self.0[owner]];
        family.extend(self.0.iter().filter(|firm| firm.into == Some(owner)));
        family
    }

    /// Whether a firm has an address and may be written to at it.
    pub fn may_write(&self, owner: usize, address: &str) -> bool {
        let family = self.family(owner);
        let has = |firm: &&Firm| {
            firm.registry.iter().any(|one| one == address) || firm.added.contains(address)
        };
        let said = family.iter().find_map(|firm| firm.marks.get(address));
        family.iter().any(has) && said.is_none_or(|standing| *standing == Standing::Usable)
    }

    /// Puts down what was said of an address of a firm.
    pub fn mark(&mut self, owner: usize, address: &str, standing: Standing, by_person: bool) {
        let firm = &mut self.0[owner];
        let barred = firm.marks.get(address) == Some(&Standing::DoNotMail);
        if by_person || !barred {
            firm.marks.insert(address.to_owned(), standing);
        }
        firm.settle();
    }
}
