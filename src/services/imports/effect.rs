//! What an import did, or would do, as it is kept with its job.

use serde::{Deserialize, Serialize};

use super::{Alikes, Clashes, reading::Reading};
use crate::{
    domain::{employer::Field, ids::EmployerId},
    services::{ServiceError, flips::Flips},
    store::{Batch, LoadCounts, Source, Tx},
};

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// Data rows in the files.
    pub rows: u64,
    /// Rows that were taken.
    pub accepted: u64,
    /// Rows that were not.
    pub rejected: u64,
    /// Records that were not known.
    pub created: u64,
    /// Records that said something else before.
    pub updated: u64,
    /// Records that said the same before.
    pub unchanged: u64,
    /// Rows left out because newer facts are known.
    pub older: u64,
    /// Where a list of employers comes from.
    pub source: Option<String>,
    /// Why rows were rejected.
    pub reasons: Vec<Reason>,
    /// The first rejected rows.
    pub examples: Vec<RejectedRow>,
    /// What an officer should know of rows that were taken.
    pub remarks: Vec<Remark>,
    /// Names that are near others.
    pub alike: Alikes,
    /// Numbers that firms of quite different names use.
    #[serde(default)]
    pub clashes: Clashes,
    /// Employers that were judged again.
    pub assessed: u64,
    /// Verdicts that turned over.
    pub flips: Vec<FlipCount>,
    /// The first employers among them, by name.
    pub employers: Vec<Flip>,
    /// Rows that came back to their place.
    pub back: u64,
    /// Rows, or employers, that went.
    pub gone: u64,
}

/// Rows that were rejected for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The canonical column at fault.
    pub column: String,
    /// Stable name of what is wrong.
    pub code: String,
    /// How many rows.
    pub count: u64,
}

/// One rejected row; its value is masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedRow {
    /// The file.
    pub file: String,
    /// The sheet, where the file has any.
    pub sheet: Option<String>,
    /// Row as the officer counts it.
    pub row: u32,
    /// The canonical column at fault.
    pub column: String,
    /// What stands there, masked.
    pub value: String,
    /// Stable name of what is wrong.
    pub code: String,
}

/// Something to know of rows that were taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Stable name of what it says.
    pub code: String,
    /// The column or sheet that it names, if any.
    pub about: String,
    /// How many rows.
    pub count: u64,
    /// File, sheet and row of the first of them.
    pub file: String,
    /// The sheet.
    pub sheet: Option<String>,
    /// The row.
    pub row: u32,
}

/// Employers whose verdict turned over in the same way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlipCount {
    /// The verdict before; `None` for new employers.
    pub before: Option<String>,
    /// The verdict now.
    pub after: String,
    /// How many.
    pub count: u64,
}

/// One employer whose verdict turned over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flip {
    /// Which; a preview's new employers have no page.
    pub id: EmployerId,
    /// Its name.
    pub name: String,
    /// The verdict before; `None` for new employers.
    pub before: Option<String>,
    /// The verdict now.
    pub after: String,
}

impl Effect {
    /// What was read and put in place.
    pub(super) fn of(batch: &Batch, counts: LoadCounts, reading: &Reading<()>) -> Self {
        let name = |file: usize| {
            let file = reading.files.get(file);
            file.map_or_else(String::new, |file| file.name.clone())
        };
        let reasons = reading.rejections.reasons.iter();
        let mut reasons: Vec<Reason> = reasons
            .map(|((column, code), count)| Reason {
                column: (*column).to_owned(),
                code: (*code).to_owned(),
                count: *count,
            })
            .collect();
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.count));
        let remarks = reading.warnings.iter().map(|warning| Remark {
            code: warning.code.to_owned(),
            about: warning.about.clone(),
            count: warning.count,
            file: name(warning.file),
            sheet: warning.sheet.clone(),
            row: warning.row,
        });
        Self {
            rows: reading.rows,
            accepted: reading.rows - reading.rejected,
            rejected: reading.rejected,
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            older: counts.older,
            source: batch.source.map(|source| Source::code(source).to_owned()),
            reasons,
            examples: reading.rejections.first.clone(),
            remarks: remarks.collect(),
            alike: reading.alike.clone(),
            clashes: reading.clashes.clone(),
            ..Self::default()
        }
    }

    /// The same with the verdicts that turned over.
    pub(super) async fn turning(
        mut self,
        tx: &Tx,
        assessed: u64,
        flips: Flips,
    ) -> Result<Self, ServiceError> {
        self.assessed = assessed;
        let owned = |code: Option<&'static str>| code.map(str::to_owned);
        let counts = flips.counts.into_iter();
        self.flips = counts
            .map(|((before, after), count)| FlipCount {
                before: owned(before),
                after: after.to_owned(),
                count,
            })
            .collect();
        self.flips.sort_by_key(|flip| std::cmp::Reverse(flip.count));
        let ids: Vec<EmployerId> = flips.first.iter().map(|(id, ..)| *id).collect();
        let known = tx.employers(&ids).await?;
        for (id, before, after) in flips.first {
            let employer = known.iter().find(|employer| employer.id == id);
            let name = employer.and_then(|employer| employer.record.get(Field::Name));
            self.employers.push(Flip {
                id,
                name: name.unwrap_or_default().to_owned(),
                before: owned(before),
                after: after.to_owned(),
            });
        }
        self.employers
            .sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(self)
    }
}
