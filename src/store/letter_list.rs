//! Letters as the list shows them: a page at a time, and how many there are of each.

use super::{
    Letter, StoreError, Tx,
    letters::{SELECT, letter_of},
    sql::{self, get},
};
use crate::domain::letter::{LetterKind, LetterState};

/// Which letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LetterFilter {
    /// Only those that stand there.
    pub state: Option<LetterState>,
    /// Only those of this kind.
    pub kind: Option<LetterKind>,
}

impl LetterFilter {
    /// Whether letters of a kind and a state are among them.
    #[must_use]
    pub fn holds(&self, kind: LetterKind, state: LetterState) -> bool {
        self.kind.is_none_or(|own| own == kind) && self.state.is_none_or(|own| own == state)
    }
}

impl Tx {
    /// The letters that a filter finds, what was drafted last first: so many behind the first
    /// `skipped`.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn letters_found(
        &self,
        filter: &LetterFilter,
        (limit, skipped): (u32, u32),
    ) -> Result<Vec<Letter>, StoreError> {
        let (mut tests, mut values) = (vec!["1 = 1"], Vec::new());
        if let Some(state) = filter.state {
            tests.push("l.state = ?");
            values.push(state.code().into());
        }
        if let Some(kind) = filter.kind {
            tests.push("l.kind = ?");
            values.push(kind.code().into());
        }
        values.extend([i64::from(limit).into(), i64::from(skipped).into()]);
        let text = format!(
            "{SELECT} WHERE {} ORDER BY l.no DESC, l.id LIMIT ? OFFSET ?",
            tests.join(" AND ")
        );
        let rows = sql::rows(&self.tx, &text, values).await?;
        rows.iter().map(letter_of).collect()
    }

    /// How many letters there are of each kind in each state.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn letter_counts(&self) -> Result<Vec<(LetterKind, LetterState, u64)>, StoreError> {
        let text = "SELECT kind, state, COUNT(*) AS n FROM letter GROUP BY kind, state \
            ORDER BY kind, state";
        let corrupt = |column| StoreError::Corrupt {
            table: "letter",
            column,
        };
        let mut counts = Vec::new();
        for row in sql::rows(&self.tx, text, vec![]).await? {
            let (kind, state): (String, String) = (get(&row, "kind")?, get(&row, "state")?);
            counts.push((
                LetterKind::from_code(&kind).ok_or(corrupt("kind"))?,
                LetterState::from_code(&state).ok_or(corrupt("state"))?,
                get::<i64>(&row, "n")?.unsigned_abs(),
            ));
        }
        Ok(counts)
    }
}
