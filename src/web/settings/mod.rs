//! Settings: one's own account, the days off, the ladders, the wording of mails, and, for
//! administrators, the people.

mod account;
mod calendar;
mod capacity;
mod hold;
mod ladders;
mod letters;
mod mails;
mod offices;
mod person;
mod sending;
mod users;

use axum::response::Redirect;

use super::routes::{Site, Who};
use crate::domain::role::Role;

/// Who looks after the people.
const ADMINS: Who = Who::Only(&[Role::Admin]);

pub(super) fn routes(site: Site) -> Site {
    let site = site.get("/settings", Who::Officers, || async {
        Redirect::to("/settings/account")
    });
    let site = capacity::routes(hold::routes(sending::routes(ladders::routes(site))));
    let site = offices::routes(letters::routes(mails::routes(site)));
    let site = calendar::routes(site);
    person::routes(users::routes(account::routes(site)))
}
