//! One plain row type per ordinary table. The big tables and the check are SQL text in the
//! files beside this folder; nothing outside the store can name what is here.
pub mod audit;
pub mod batch;
pub mod batch_file;
pub mod case;
pub mod delivery_attempt;
pub mod installation;
pub mod officer;
pub mod outbox;
pub mod saved_view;
pub mod schedule;
pub mod schedule_run;
pub mod session;
pub mod sign_in_failure;
pub mod sign_in_link;
