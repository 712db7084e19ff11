//! Saved views as audiences: a form offers the lists that its officer has kept.

use super::{Answer, visit::Visit};

/// A choice for a form: the query of each view of the officer and its name. Empty where the
/// officer has kept none.
pub(super) async fn choices(visit: &Visit) -> Answer<Vec<(String, String)>> {
    let views = visit.services.views_of(visit.officer()?.officer.id).await?;
    if views.is_empty() {
        return Ok(Vec::new());
    }
    let mut choices = vec![(String::new(), visit.say("saved-none"))];
    choices.extend(views.into_iter().map(|view| (view.query, view.name)));
    Ok(choices)
}

/// Puts a chosen view in the place of a typed filter; answers whether one was chosen.
pub(super) fn take(view: &mut String, filter: &mut String) -> bool {
    let chosen = !view.is_empty();
    if chosen {
        *filter = std::mem::take(view);
    }
    chosen
}
