//! What the program remembers, and the only room that speaks SQL.
//!
//! Callers open a [`Tx`], ask it questions in domain words and get domain types back. Row types
//! stay in `rows`, which nothing outside this room can name. The big tables (workers,
//! participants, contributions) are loaded by `supersede` and counted by `check`; everything else
//! is ordinary.

mod accounts;
mod almanac;
mod answer_files;
mod answer_workers;
mod answers;
mod approvals;
mod assessments;
mod attachments;
mod attempts;
mod audit;
mod batch_kinds;
mod batch_list;
mod batches;
mod bulk;
mod case_marks;
mod case_proofs;
mod case_rows;
mod case_steps;
mod cases;
mod catalogue;
mod certificates;
mod changes;
mod check;
mod circulars;
mod city_days;
mod confirmations;
mod connections;
mod contact_choice;
mod contact_events;
mod contact_questions;
mod contacts;
mod corrections;
mod digests;
mod directive_files;
mod directive_progress;
mod directives;
mod error;
mod feed;
mod firms;
mod found_pairs;
mod holds;
mod import_jobs;
mod installation;
mod judgements;
mod ladders;
mod leases;
mod letter_batches;
mod letter_list;
mod letter_moves;
mod letter_numbers;
mod letter_templates;
mod letter_texts;
mod letterheads;
mod letters;
mod list;
mod loads;
mod mail_language;
mod mail_states;
mod mergers;
mod months;
mod officers;
mod openings;
mod origins;
mod outbox;
mod pair_queue;
mod past;
mod post;
mod proofs;
mod provenance;
mod reach;
mod recipients;
mod referral_packs;
mod registry;
mod relatives;
mod remarks;
mod reply_links;
mod retention;
mod returned;
mod rows;
mod runs;
mod said;
mod schedules;
mod sessions;
mod sign_in;
mod signatories;
mod source_lists;
mod source_records;
mod sql;
mod states;
mod step_letters;
mod supersede;
mod thanks;
mod undo;
mod views;
mod waiting;
mod withdrawals;
mod wordings;
mod worklist;

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use patuh_migrations::Migrator;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use tokio::sync::OnceCell;
use uuid::Uuid;

pub use accounts::Account;
pub use almanac::{CalendarYear, RunningTerm};
pub use answer_files::AnswerFile;
pub use answer_workers::{AnswerWorker, Stood};
pub use answers::{Answer, AnswerMessage, NewAnswer};
pub use approvals::{AgreedPlan, AgreedStep, Approval, NewApproval, PlannedReminders};
pub use assessments::{Assessed, Assessment, CheckedFacts, Inputs};
pub use attachments::Attachment;
pub use attempts::{Attempt, AttemptRow, Handed, Outcome, pack};
pub use audit::{Actor, Entry};
pub use batch_kinds::{BatchKind, BatchState};
pub use batch_list::BatchLine;
pub use batches::{Batch, BatchFile, Source};
pub use bulk::{Clustered, Packed};
pub use case_marks::{CaseMarks, StepMark};
pub use case_proofs::{ApprovalMark, ReceiptMark, ReminderMark};
pub use case_rows::CaseRow;
pub use case_steps::{MailTerm, NewReceipt, NewStep};
pub use cases::{NewCase, OpenCase};
pub use catalogue::{Begin, Catalogue, Hits, ListDay, Order, Question, Slice, Sort};
pub use certificates::{Certificate, CertifiedFacts};
pub use check::{CheckDay, CheckScope};
pub use circulars::MailRecipient;
pub use city_days::{CityDay, CityFigures};
pub use confirmations::{Handling, Returned};
pub use contact_events::{ContactEvent, LastMail};
pub use contact_questions::ContactQuestion;
pub use contacts::{ContactRow, NewMark, Proved, ReaderProof};
pub use corrections::{Brought, FieldChange, NewCorrection};
pub use digests::{DigestState, NewDigest};
pub use directive_files::DirectiveFile;
pub use directive_progress::{Progress, Standings};
pub use directives::{DirectiveRecord, DirectiveVersion, NewDirective, Withdrawal};
pub use error::StoreError;
pub use firms::RegistryState;
pub use found_pairs::FoundPair;
pub use holds::{Hold, NewHold};
pub use import_jobs::{ImportJob, JobEnd, JobFile, JobSettings, JobState};
pub use installation::Setting;
pub use ladders::{LadderVersion, Ladders};
pub use leases::Lease;
pub use letter_batches::{BatchItem, LetterBatch, PrintedFile};
pub use letter_list::LetterFilter;
pub use letter_moves::LetterDeed;
pub use letter_templates::TemplateVersion;
pub use letter_texts::{LetterEvent, LetterVersion, TextOrigin};
pub use letterheads::Letterhead;
pub use letters::{Letter, LetterNumber, SignedCopy};
pub use list::{ListFilter, ListRow};
pub use loads::{BilledRow, EmployedRow, LoadCounts, MemberRow};
pub use mail_states::{MailState, StateCount};
pub use mergers::Merger;
pub use months::{Named, Regrouped, Span, SpanField, SpanJudged};
pub use officers::Officer;
pub use origins::{Origin, Origins};
pub use outbox::{MailRow, Queued, TO_BPJS};
pub use pair_queue::{PairFilter, PairSide, WaitingPair};
pub use proofs::{NewProof, ProofMails};
pub use provenance::{RosterSource, ScopeSource, Standing};
pub use reach::{NewAttempt, ReachAttempt, ReachContact};
pub use recipients::{Fitting, Receipt, Recipient, RecipientCounts, RecipientFilter};
pub use referral_packs::ReferralPack;
pub use registry::{EmployerFacts, EmployerKeys, KnownEmployer};
pub use relatives::Relative;
pub use remarks::{NewRemark, Remark, RemarkEnd};
pub use reply_links::ReplyLink;
pub use returned::{NewReturned, ReturnedRow};
pub use runs::{Claim, ScheduleRun};
pub use said::{NewJudgement, PairJudgement};
pub use schedules::Schedule;
pub use sessions::{Session, Stage};
pub use sign_in::{LinkKind, SignInLink};
pub use signatories::SignatoryRow;
pub use source_lists::SourceList;
pub use source_records::{NewSourceRecord, Said, Sighting, SourceRecord};
pub use thanks::{SentNotice, Thankable};
pub use undo::{EmployerBefore, TakenBack};
pub use views::{MOST_VIEWS, SavedView};
pub use waiting::{WaitingDetail, WaitingMail};
pub use withdrawals::Withdrawn;
pub use wordings::WordingVersion;
pub use worklist::{OBSTACLES, TERMS, Whose, WorkCell, WorkDays, WorkFilter, WorkMark};

use catalogue::Shelf;

/// A handle on the database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    write: DatabaseConnection,
    read: DatabaseConnection,
    /// The numbers of the work list, for as long as nothing changes.
    counted: worklist::Counted,
    shelf: Arc<Shelf>,
}

impl Store {
    /// Connects, without touching the schema.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        let (write, read) = connections::open(url).await?;
        Ok(Self {
            write,
            read,
            counted: worklist::Counted::default(),
            shelf: Arc::default(),
        })
    }

    /// Brings the schema up to date; only reads where it is.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when a newer program was here before.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        if !self.has_old_schema().await? {
            return Ok(());
        }
        Ok(Migrator::up(&self.write, None).await?)
    }

    /// Whether the schema is still to be brought up to date.
    async fn has_old_schema(&self) -> Result<bool, StoreError> {
        Ok(!Migrator::get_pending_migrations(&self.write)
            .await?
            .is_empty())
    }

    /// Opens a transaction that may write.
    ///
    /// On SQLite it takes the write lock at once: a transaction that reads first and writes later
    /// would otherwise fail with "database is locked" without ever waiting for the other writer.
    ///
    /// # Errors
    /// When no connection is free in time.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        open(&self.write, SqliteTransactionMode::Immediate).await
    }

    /// Opens a transaction that only reads; it waits for nobody and nobody waits for it.
    ///
    /// # Errors
    /// When no connection is free in time.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        open(&self.read, SqliteTransactionMode::Deferred).await
    }

    /// Copies a SQLite database to a new file, consistent while others write; `false` on others.
    ///
    /// # Errors
    /// When the database refuses, or the file can't be written.
    pub async fn copy_to(&self, path: &std::path::Path) -> Result<bool, StoreError> {
        let backend = self.read.get_database_backend();
        if backend != DbBackend::Sqlite {
            return Ok(false);
        }
        let values = vec![path.to_string_lossy().into_owned().into()];
        let copy = sql::statement(backend, "VACUUM INTO ?", values);
        self.read.execute_raw(copy).await?;
        Ok(true)
    }

    /// Lets go of the database; nothing can be asked of it afterwards.
    ///
    /// # Errors
    /// When it can't be closed.
    pub async fn close(self) -> Result<(), StoreError> {
        self.read.close().await?;
        Ok(self.write.close().await?)
    }

    /// Lets the database use what it has learnt about its tables; called after big loads.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn analyse(&self) -> Result<(), StoreError> {
        self.write
            .execute_unprepared(analysis(self.write.get_database_backend()))
            .await?;
        Ok(())
    }
}

async fn open(on: &DatabaseConnection, mode: SqliteTransactionMode) -> Result<Tx, StoreError> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(mode),
        ..TransactionOptions::default()
    };
    Ok(Tx {
        tx: on.begin_with_options(options).await?,
        touched: Mutex::default(),
        told: OnceCell::new(),
    })
}

fn analysis(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => "ANALYZE",
        _ => "PRAGMA optimize",
    }
}

/// One unit of work. Dropped without [`Tx::commit`], it never happened.
#[expect(clippy::struct_field_names, reason = "what it wraps is one too")]
pub struct Tx {
    tx: DatabaseTransaction,
    /// Employers of whom this transaction changes what a list shows; `None` until somebody says.
    touched: Mutex<Option<BTreeSet<Uuid>>>,
    /// The number of its change of the registry, once it writes employers.
    told: OnceCell<i64>,
}

impl Tx {
    /// Makes everything done through this transaction last, with a line in the audit log that
    /// says who did what. There is no way to save without one.
    ///
    /// # Errors
    /// When the database refuses; nothing was saved then.
    pub async fn commit(self, entry: Entry) -> Result<(), StoreError> {
        self.leave_sign(entry.action).await?;
        audit::write(&self.tx, entry).await?;
        self.count(Setting::Changes).await?;
        Ok(self.tx.commit().await?)
    }

    /// Ends the transaction as if it had never been, and waits until that is so.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn roll_back(self) -> Result<(), StoreError> {
        Ok(self.tx.rollback().await?)
    }

    /// Adds a line to the audit log, for a transaction that does more than one thing; the last
    /// one comes with [`Tx::commit`].
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn also(&self, entry: Entry) -> Result<(), StoreError> {
        audit::write(&self.tx, entry).await
    }

    /// Lets the database use what it has learnt about its tables within this transaction.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn analyse(&self) -> Result<(), StoreError> {
        self.tx
            .execute_unprepared(analysis(self.tx.get_database_backend()))
            .await?;
        Ok(())
    }

    /// Lets one import or check run at a time, and use more memory for it. SQLite has one writer
    /// anyway; on PostgreSQL the others wait here until this transaction ends.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn alone(&self) -> Result<(), StoreError> {
        if self.tx.get_database_backend() == DbBackend::Postgres {
            sql::run(&self.tx, "SELECT pg_advisory_xact_lock(7461747568)", vec![]).await?;
            return Ok(());
        }
        connections::grow(&self.tx).await
    }
}
