//! From the list to the confirmation of cases.

use axum::response::Redirect;

use super::asked::Asked;
use crate::web::{Answer, query::address, visit::Visit};

/// Leads to the page that shows which cases are meant and on what ground, with the open cases of
/// the employers that are ticked, or of all that were found.
pub(super) async fn lead(visit: Visit, asked: Asked) -> Answer<Redirect> {
    let services = &visit.services;
    let employers = services.find_all(&asked.question(), asked.order).await?;
    let cases = services.cases_to_confirm(&employers).await?;
    let ids: Vec<String> = cases.iter().map(ToString::to_string).collect();
    let pairs: Vec<(&str, &str)> = ids.iter().map(|id| ("case", id.as_str())).collect();
    Ok(Redirect::to(&address("/cases/confirm", &pairs)))
}
