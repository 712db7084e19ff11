//! The mayor's instructions: keeping them, and what has become of their cases.

mod files;
mod force;
mod save;

use super::{ServiceError, Services, barred};
use crate::{
    domain::{
        audience::Crowd,
        directive::Span,
        ids::DirectiveId,
        sieve::{BadSieve, Sieve},
    },
    services::ListLine,
    store::{
        Begin, DirectiveFile, DirectiveRecord, DirectiveVersion, Order, Progress, Question, Tx,
    },
};

pub(super) use force::InForce;
pub use save::{Saved, Sure};

/// Employers of an audience that a preview names.
const PREVIEWED: usize = 20;

/// Where an instruction stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its first day is still to come.
    Ahead,
    /// It opens cases.
    InForce,
    /// Its last day is over.
    Over,
    /// Somebody withdrew it.
    Withdrawn,
}

impl Standing {
    /// Stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::InForce => "in_force",
            Self::Over => "over",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// An instruction in a list.
#[derive(Debug, Clone)]
pub struct View {
    /// What is kept of it.
    pub record: DirectiveRecord,
    /// Where it stands today.
    pub standing: Standing,
    /// Its open cases.
    pub open: u64,
    /// All its cases.
    pub cases: u64,
}

/// An instruction with all that is known of it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The instruction.
    pub view: View,
    /// What it said before, the newest first.
    pub versions: Vec<DirectiveVersion>,
    /// Its files, removed ones too.
    pub files: Vec<DirectiveFile>,
    /// How far its cases have come.
    pub progress: Progress,
    /// Whom it reaches today; `None` where its audience can't be read.
    pub crowd: Option<Crowd>,
}

impl Services {
    /// Every instruction, the one that began last first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn directives(&self) -> Result<Vec<View>, ServiceError> {
        let tx = self.store.read().await?;
        let counts = tx.directive_cases().await?;
        let all = tx.directives().await?.into_iter();
        Ok(all
            .map(|record| {
                let (open, cases) = counts.get(&record.id).copied().unwrap_or_default();
                self.directive_view(record, open, cases)
            })
            .collect())
    }

    /// One instruction with its cases, versions and files.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is none.
    pub async fn directive(&self, id: DirectiveId) -> Result<Seen, ServiceError> {
        let tx = self.store.read().await?;
        let record = known(&tx, id).await?;
        let (versions, files) = (
            tx.directive_versions(id).await?,
            tx.directive_files(id).await?,
        );
        let progress = tx.directive_progress(id).await?;
        drop(tx);
        let crowd = match self.crowd_of(record.says.audience.as_deref()).await {
            Ok((crowd, _)) => Some(crowd),
            Err(ServiceError::Refused(_)) => None,
            Err(error) => return Err(error),
        };
        let all = |open_only: bool| -> u64 {
            let standing = progress.standing.iter();
            let counted = standing.filter(|s| !open_only || s.stage.is_some());
            counted.map(|s| s.cases).sum()
        };
        let (open, cases) = (all(true), all(false));
        Ok(Seen {
            view: self.directive_view(record, open, cases),
            versions,
            files,
            progress,
            crowd,
        })
    }

    fn directive_view(&self, record: DirectiveRecord, open: u64, cases: u64) -> View {
        let today = self.today();
        let Span {
            from, withdrawn_on, ..
        } = record.span();
        let standing = if withdrawn_on.is_some() {
            Standing::Withdrawn
        } else if record.span().holds(today) {
            Standing::InForce
        } else if from > today {
            Standing::Ahead
        } else {
            Standing::Over
        };
        View {
            record,
            standing,
            open,
            cases,
        }
    }

    /// How many employers an audience holds now, and the first of them by name. `None` means
    /// everybody.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when it asks for something that is not known.
    pub async fn crowd_of(
        &self,
        query: Option<&str>,
    ) -> Result<(Crowd, Vec<ListLine>), ServiceError> {
        let sieve = Sieve::parse(query.unwrap_or_default()).map_err(|BadSieve(part)| {
            ServiceError::Refused(format!("Saringan memuat `{part}` yang tidak dikenal."))
        })?;
        let question = Question::from(&sieve);
        let (order, begin) = (Order::default(), Begin::Top);
        let found = self.find(&question, (order, begin), PREVIEWED).await?;
        let all = self.find(&Question::default(), (order, begin), 1).await?;
        let crowd = Crowd {
            matched: found.count,
            total: all.count,
        };
        Ok((crowd, found.lines))
    }
}

async fn known(tx: &Tx, id: DirectiveId) -> Result<DirectiveRecord, ServiceError> {
    let found = tx.directive(id).await?;
    found.ok_or_else(|| ServiceError::Missing("Arahan itu".to_owned()))
}
