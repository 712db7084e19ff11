//! Files that officers send through the site: looked at, imported, taken back.

mod jobs;
mod privacy;
mod undo;

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use patuh::{
    domain::{ids::ImportJobId, role::Role},
    intake::Kind,
    services::{ColumnNames, JobView, NewImport, ServiceError},
    store::{JobState, Officer},
};
use sea_orm::{ConnectionTrait, Database, Statement};

use crate::support::{Program, day, on_postgres};

pub const TODAY: (i32, u32, u32) = (2026, 3, 16);

pub fn today() -> NaiveDate {
    day(TODAY.0, TODAY.1, TODAY.2)
}

/// An officer of a role.
pub async fn officer(p: &Program, role: Role) -> Officer {
    let email = format!("{}@kota.example", role.code());
    p.services
        .add_officer("Sari Contoh", &email, role)
        .await
        .unwrap();
    let tx = p.services.store.read().await.unwrap();
    tx.officer_by_email(&email).await.unwrap().unwrap()
}

pub fn said(kind: Option<Kind>, as_of: NaiveDate) -> NewImport {
    NewImport {
        kind,
        source: None,
        as_of,
        mapping: ColumnNames::default(),
    }
}

/// Sends one file; answers the job, whatever it is doing by now.
pub async fn send(
    p: &Program,
    officer: &Officer,
    said: NewImport,
    file: (&str, &[u8]),
) -> Result<ImportJobId, ServiceError> {
    let mut upload = p.services.begin_upload().unwrap();
    upload.file(file.0).unwrap();
    for part in file.1.chunks(7) {
        upload.write(part).unwrap();
    }
    p.services
        .receive_import(upload, said, officer, false)
        .await
}

/// Waits until nobody works on a job.
pub async fn rest(p: &Program, id: ImportJobId) -> JobView {
    let waited = async {
        loop {
            let job = p.services.import_job(id).await.unwrap();
            let queued = job.state == JobState::Uploaded && job.said.kind.is_some();
            let works = matches!(job.state, JobState::Previewing | JobState::Importing) || queued;
            if !works && p.services.desk.progress(id).is_none() {
                return job;
            }
            tokio::task::yield_now().await;
        }
    };
    let limit = std::time::Duration::from_mins(1);
    tokio::time::timeout(limit, waited).await.unwrap()
}

/// Sends a file, looks at its effect, and imports it.
pub async fn import(p: &Program, officer: &Officer, kind: Kind, text: &str) -> JobView {
    let id = send(
        p,
        officer,
        said(Some(kind), today()),
        ("data.csv", text.as_bytes()),
    )
    .await
    .unwrap();
    let looked = rest(p, id).await;
    assert_eq!(looked.state, JobState::Previewed, "{:?}", looked.fault);
    p.services.confirm_import(id, officer).await.unwrap();
    let done = rest(p, id).await;
    assert_eq!(done.state, JobState::Done, "{:?}", done.fault);
    done
}

/// Takes the last import of a kind back.
pub async fn undo(p: &Program, officer: &Officer, no: i32) -> JobView {
    let id = p.services.undo_import(no, officer).await.unwrap();
    let done = rest(p, id).await;
    assert_eq!(done.state, JobState::Done, "{:?}", done.fault);
    done
}

/// Why something was refused.
pub fn refusal<T: std::fmt::Debug>(answer: Result<T, ServiceError>) -> &'static str {
    match answer {
        Err(ServiceError::Barred(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    }
}

/// Every table of facts with its columns; `#` marks an id.
const FACTS: [(&str, &str); 16] = [
    (
        "source_record",
        "#id #employer_id source batch_no file_no row_no joined print said",
    ),
    ("source_sighting", "#record_id batch_no file_no row_no"),
    (
        "employer",
        "#id nib npwp npwp_key code head_code name match_name form kbli address kelurahan \
         kecamatan place wlkp wlkp_on bpjs_tk bpjs_tk_on planned contact_name email phone closed \
         head_office_confirmed sources origins changed next_change_on",
    ),
    ("employer_change", "#employer_id batch_no field was"),
    (
        "employer_past",
        "#employer_id superseded_by origins sources",
    ),
    (
        "employment",
        "#person_key #employer_id seq started_on ended_on wage batch_no row_no",
    ),
    (
        "employment_past",
        "#person_key #employer_id seq started_on ended_on wage batch_no row_no superseded_by",
    ),
    ("roster", "#employer_id as_of batch_no rows unreadable"),
    (
        "roster_past",
        "#employer_id as_of batch_no rows unreadable superseded_by",
    ),
    (
        "participation",
        "#person_key code segment main seq active wage batch_no row_no",
    ),
    (
        "participation_past",
        "#person_key code segment main seq active wage batch_no row_no superseded_by",
    ),
    ("participation_scope", "code segment as_of batch_no rows"),
    (
        "contribution",
        "code month seq billed paid paid_on batch_no row_no",
    ),
    (
        "contribution_past",
        "code month seq billed paid paid_on batch_no row_no superseded_by",
    ),
    ("contribution_scope", "code month as_of batch_no rows"),
    (
        "assessment",
        "#employer_id since ruleset verdict findings basis headcount registered enrolled shortfall \
         coverage arrears_months arrears_amount missing_contribution participants_on \
         contributions_on inputs",
    ),
];

/// Everything that is known, row by row.
pub async fn facts(p: &Program) -> BTreeMap<&'static str, Vec<String>> {
    let db = Database::connect(&p.url).await.unwrap();
    let mut known = BTreeMap::new();
    for (table, columns) in FACTS {
        let column = |name: &str| match name.strip_prefix('#') {
            Some(id) if !on_postgres() => format!("hex({id})"),
            Some(name) => format!("CAST({name} AS TEXT)"),
            None => format!("COALESCE(CAST({name} AS TEXT), '~')"),
        };
        let line: Vec<String> = columns.split_whitespace().map(column).collect();
        let line = line.join(" || '|' || ");
        let sql = format!("SELECT {line} AS line FROM {table} ORDER BY 1");
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql));
        let rows = rows.await.unwrap();
        let lines = rows.iter().map(|row| row.try_get("", "line").unwrap());
        known.insert(table, lines.collect());
    }
    db.close().await.unwrap();
    known
}

/// How many lines the audit log has of an action.
pub async fn audited(p: &Program, action: &str) -> i64 {
    let db = Database::connect(&p.url).await.unwrap();
    let sql = format!("SELECT COUNT(*) AS n FROM audit_log WHERE action = '{action}'");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql));
    let n = row.await.unwrap().unwrap().try_get("", "n").unwrap();
    db.close().await.unwrap();
    n
}

/// A program whose uploads may have so many bytes.
pub async fn taking(bytes: u64) -> Program {
    let mut p = Program::start().await;
    p.services.desk = Arc::new(patuh::services::ImportDesk::taking(bytes));
    p
}
