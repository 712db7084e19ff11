//! Names of columns that an officer explained, over those that are known anyway.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::columns::{Column, Kind, key};

/// What names in the files stand for, where somebody said so: the name without case and
/// punctuation, and the canonical column, or nothing for one that is to be passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(BTreeMap<String, String>);

impl Mapping {
    /// Says what a name stands for; `""` for nothing.
    pub fn say(&mut self, name: &str, column: &str) {
        self.0.insert(key(name), column.to_owned());
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whose rows a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Of many firms: each row names its own.
    Any,
    /// Of one firm, which is known.
    One,
    /// Of firms that are to be linked with those of another list: any columns, and an id.
    Linked,
}

/// A kind with what its columns are called in these files.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'a> {
    pub kind: Kind,
    pub mapping: &'a Mapping,
    pub whose: Whose,
}

impl Names<'_> {
    /// Groups of columns; of each group at least one must be there.
    pub(super) const fn required(self) -> &'static [&'static [Column]] {
        match (self.kind, self.whose) {
            (Kind::Roster, Whose::One) => &[&[Column::Nik]],
            (Kind::Employers, Whose::Linked) => {
                &[&[Column::Nama, Column::Nib, Column::Npwp, Column::KodeBu]]
            }
            (kind, _) => kind.required(),
        }
    }

    /// The column that goes by this [`key`].
    pub(super) fn column(self, key: &str) -> Option<Column> {
        let id = (self.whose == Whose::Linked && key == "id").then_some(Column::Id);
        self.chosen(key).or(self.kind.column(key).or(id))
    }

    /// What somebody said about this [`key`].
    pub(super) fn chosen(self, key: &str) -> Chosen {
        let Some(name) = self.mapping.0.get(key) else {
            return Chosen::Unsaid;
        };
        let mut columns = self.kind.columns().iter().map(|(column, _)| *column);
        let column = columns.find(|column| column.name() == name);
        column.map_or(Chosen::Nothing, Chosen::Column)
    }
}

/// What somebody said about a name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Chosen {
    /// It stands for this.
    Column(Column),
    /// It is to be passed over.
    Nothing,
    /// Nobody said anything.
    Unsaid,
}

impl Chosen {
    /// The column, or what is found without anybody's word.
    pub(super) fn or(self, found: Option<Column>) -> Option<Column> {
        match self {
            Self::Column(column) => Some(column),
            Self::Nothing => None,
            Self::Unsaid => found,
        }
    }
}
