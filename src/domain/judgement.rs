//! What people say of two records: one firm, two firms, or that nobody can tell yet.
//!
//! "One firm" is transitive: who is one with A and with B makes A and B one. "Two firms" then
//! spreads over both groups. "Unsure" says nothing about anybody. What stands never contradicts
//! itself, because what would is refused with the judgements that stand against it; and as
//! everything is worked out from what stands, taking one back leaves exactly what follows
//! without it.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use crate::ids::{EmployerId, JudgementId};

/// What a person says of two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Judgement {
    /// They are one firm.
    Same,
    /// They are two firms, however alike.
    Different,
    /// It can't be told yet.
    Unsure,
}

impl Judgement {
    /// All of them, in the order of their buttons.
    pub const ALL: [Self; 3] = [Self::Same, Self::Different, Self::Unsure];

    /// Name in the database and in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Unsure => "unsure",
        }
    }

    /// The judgement of a [`Judgement::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// How a person knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ground {
    /// Both records were compared.
    Compared,
    /// The firm was asked.
    Asked,
    /// Papers were looked at: NIB, NPWP, deed.
    Documents,
    /// Somebody went there.
    Visited,
    /// One is a branch or a unit of its own of the other's owner.
    Branch,
    /// What the person wrote.
    Other,
}

impl Ground {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Compared,
        Self::Asked,
        Self::Documents,
        Self::Visited,
        Self::Branch,
        Self::Other,
    ];

    /// Name in the database and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Compared => "compared",
            Self::Asked => "asked",
            Self::Documents => "documents",
            Self::Visited => "visited",
            Self::Branch => "branch",
            Self::Other => "other",
        }
    }

    /// The ground of a [`Ground::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Two different records, the lesser id first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair(EmployerId, EmployerId);

impl Pair {
    /// The pair of two records, whichever way round; `None` where both are one record.
    ///
    /// ```
    /// use patuh_domain::{ids::EmployerId, judgement::Pair};
    /// # let a = EmployerId::from_uuid(uuid::Uuid::from_u128(1));
    /// # let b = EmployerId::from_uuid(uuid::Uuid::from_u128(2));
    ///
    /// assert_eq!(Pair::of(b, a), Pair::of(a, b));
    /// assert_eq!(Pair::of(a, a), None);
    /// ```
    #[must_use]
    pub fn of(a: EmployerId, b: EmployerId) -> Option<Self> {
        (a != b).then(|| Self(a.min(b), a.max(b)))
    }

    /// Both ids, the lesser first.
    #[must_use]
    pub const fn ids(self) -> [EmployerId; 2] {
        [self.0, self.1]
    }

    /// The other one, as seen from one of them.
    #[must_use]
    pub fn other(self, than: EmployerId) -> EmployerId {
        if self.0 == than { self.1 } else { self.0 }
    }
}

/// A judgement that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// Which judgement.
    pub id: JudgementId,
    /// Of whom.
    pub pair: Pair,
    /// What.
    pub says: Judgement,
}

/// The judgements that stand against a new one: a chain from the one record to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction(pub Vec<JudgementId>);

/// All judgements that stand, and what follows from them.
#[derive(Debug, Clone, Default)]
pub struct Judgements {
    said: BTreeMap<JudgementId, Said>,
    /// What a person said to be one firm with whom, and in which judgement.
    same: HashMap<EmployerId, Vec<(EmployerId, JudgementId)>>,
    /// The least id of each record's group, where it has one.
    group: HashMap<EmployerId, EmployerId>,
    /// Groups that are two firms.
    apart: HashSet<Pair>,
    unsure: HashSet<Pair>,
}

impl Judgements {
    /// What follows from judgements, in whatever order they come.
    #[must_use]
    pub fn of(said: impl IntoIterator<Item = Said>) -> Self {
        let mut all = Self::default();
        all.said.extend(said.into_iter().map(|one| (one.id, one)));
        all.follow();
        all
    }

    /// Works out what follows from what stands.
    fn follow(&mut self) {
        self.same.clear();
        for one in self.said.values().filter(|s| s.says == Judgement::Same) {
            let [a, b] = one.pair.ids();
            self.same.entry(a).or_default().push((b, one.id));
            self.same.entry(b).or_default().push((a, one.id));
        }
        self.group.clear();
        let mut members: Vec<EmployerId> = self.same.keys().copied().collect();
        members.sort_unstable();
        for least in members {
            let mut reached = vec![least];
            while let Some(one) = reached.pop() {
                if self.group.contains_key(&one) {
                    continue;
                }
                self.group.insert(one, least);
                reached.extend(self.same[&one].iter().map(|(other, _)| *other));
            }
        }
        let of = |wanted| self.said.values().filter(move |s| s.says == wanted);
        self.unsure = of(Judgement::Unsure).map(|s| s.pair).collect();
        self.apart = of(Judgement::Different)
            .filter_map(|s| self.groups(s.pair))
            .collect();
    }

    fn leader(&self, of: EmployerId) -> EmployerId {
        self.group.get(&of).copied().unwrap_or(of)
    }

    /// The groups of both; `None` where they are one group.
    fn groups(&self, pair: Pair) -> Option<Pair> {
        let [a, b] = pair.ids();
        Pair::of(self.leader(a), self.leader(b))
    }

    /// What is known of two records; `None` where nobody said anything that decides it or doubts
    /// it.
    #[must_use]
    pub fn know(&self, pair: Pair) -> Option<Judgement> {
        let Some(groups) = self.groups(pair) else {
            return Some(Judgement::Same);
        };
        if self.apart.contains(&groups) {
            return Some(Judgement::Different);
        }
        self.unsure.contains(&pair).then_some(Judgement::Unsure)
    }

    /// Whether two records are decided: one firm or two.
    #[must_use]
    pub fn decide(&self, pair: Pair) -> bool {
        matches!(
            self.know(pair),
            Some(Judgement::Same | Judgement::Different)
        )
    }

    /// The records that are one firm with this one, itself among them, in the order of their ids.
    #[must_use]
    pub fn group_of(&self, one: EmployerId) -> Vec<EmployerId> {
        let leader = self.leader(one);
        let members = self.group.iter().filter(|(_, of)| **of == leader);
        let mut members: Vec<EmployerId> = members.map(|(member, _)| *member).collect();
        if members.is_empty() {
            members.push(one);
        }
        members.sort_unstable();
        members
    }

    /// Whether something may be said of two records beside what stands.
    ///
    /// # Errors
    /// The judgements that stand against it, as a chain from the first record to the second.
    pub fn allow(&self, pair: Pair, says: Judgement) -> Result<(), Contradiction> {
        let chain = match (says, self.know(pair)) {
            (Judgement::Different, Some(Judgement::Same)) => self.way(pair.0, pair.1),
            (Judgement::Same, Some(Judgement::Different)) => self.way_apart(pair),
            _ => return Ok(()),
        };
        Err(Contradiction(chain))
    }

    /// Adds a judgement to those that stand.
    ///
    /// # Errors
    /// When they contradict it; nothing is added then.
    pub fn add(&mut self, said: Said) -> Result<(), Contradiction> {
        self.allow(said.pair, said.says)?;
        self.said.insert(said.id, said);
        self.follow();
        Ok(())
    }

    /// Takes a judgement back; `false` where it does not stand.
    pub fn take_back(&mut self, id: JudgementId) -> bool {
        let stood = self.said.remove(&id).is_some();
        self.follow();
        stood
    }

    /// The judgements that make two records one firm, from the one to the other.
    fn way(&self, from: EmployerId, to: EmployerId) -> Vec<JudgementId> {
        let mut came: HashMap<EmployerId, (EmployerId, JudgementId)> = HashMap::new();
        let mut next = VecDeque::from([from]);
        while let Some(one) = next.pop_front().filter(|one| *one != to) {
            for (other, by) in self.same.get(&one).into_iter().flatten() {
                if *other != from && !came.contains_key(other) {
                    came.insert(*other, (one, *by));
                    next.push_back(*other);
                }
            }
        }
        let mut way = Vec::new();
        let mut at = to;
        while let Some((before, by)) = came.get(&at).filter(|_| at != from) {
            way.push(*by);
            at = *before;
        }
        way.reverse();
        way
    }

    /// The shortest chain that makes two records two firms.
    fn way_apart(&self, pair: Pair) -> Vec<JudgementId> {
        let [from, to] = pair.ids();
        let groups = self.groups(pair);
        let different = self
            .said
            .values()
            .filter(|one| one.says == Judgement::Different && self.groups(one.pair) == groups);
        let chains = different.map(|one| {
            let [a, b] = one.pair.ids();
            let near = if self.leader(a) == self.leader(from) {
                a
            } else {
                b
            };
            let mut chain = self.way(from, near);
            chain.push(one.id);
            chain.extend(self.way(one.pair.other(near), to));
            chain
        });
        chains.min_by_key(Vec::len).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
