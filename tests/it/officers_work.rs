//! What officers do about one employer, and what follows from it.

mod corrections;
mod distinctions;
mod files;
pub mod mergers;
mod rulings;

use patuh::{
    domain::{
        directory::Ids,
        employer::Field,
        ids::{EmployerId, OfficerId},
    },
    intake::Kind,
    services::ServiceError,
    store::KnownEmployer,
};

use crate::{
    first_story::{EMPLOYERS, PARTICIPANTS, ROSTER},
    support::{Program, cell},
};

/// The first story's firms, judged: one enrolled nobody, one everybody. And Rina and Budi.
pub async fn judged() -> (Program, OfficerId, OfficerId) {
    let p = Program::start().await;
    let today = p.services.today();
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Roster, ROSTER, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    let (rina, budi) = p.officers().await;
    let rina = p.services.officer_by_email(rina).await.unwrap().id;
    let budi = p.services.officer_by_email(budi).await.unwrap().id;
    (p, rina, budi)
}

/// The employer with a NIB.
pub async fn by_nib(p: &Program, nib: &str) -> KnownEmployer {
    let ids = Ids {
        nib: Some(nib.into()),
        ..Ids::default()
    };
    let tx = p.services.store.read().await.unwrap();
    tx.find_employers(None, &ids).await.unwrap().remove(0)
}

/// The firm of the first story that enrolled nobody.
pub async fn sentosa(p: &Program) -> EmployerId {
    by_nib(p, "9120000000001").await.id
}

/// A field of an employer as it stands.
pub async fn field(p: &Program, id: EmployerId, field: Field) -> Option<String> {
    let tx = p.services.store.read().await.unwrap();
    let known = tx.employers(&[id]).await.unwrap().remove(0);
    known.record.get(field).map(str::to_owned)
}

/// The verdict that stands for an employer.
pub async fn verdict(p: &Program, id: EmployerId) -> Option<String> {
    let list = p.list().await;
    let line = list.iter().find(|line| line.row.id == id)?;
    Some(cell(line, "verdict"))
}

/// The stable name of the rule that stood in the way.
#[track_caller]
pub fn code<T: std::fmt::Debug>(result: Result<T, ServiceError>) -> &'static str {
    match result.unwrap_err() {
        ServiceError::Barred(refusal) => refusal.code,
        ServiceError::Contradicted(by) => by.refusal.code,
        other => panic!("{other}"),
    }
}
