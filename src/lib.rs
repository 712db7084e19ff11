//! Patuh: which employers of a city have enrolled their workers, and letters to the rest.
//!
//! ```text
//!             main ─▶ app ─▶ config, telemetry
//!           ┌──────────┼───────────┐
//!          web        jobs        cli            front doors: translate, never decide
//!           └────────┬─┴───────────┘
//!                services ──────────▶ clock      what the program can do for somebody
//!   ┌──────┬──────┬──┴───┬────────┬─────────┬──────┐
//! store  intake  mail  letters  export  synthetic  oidc  back rooms: one kind of IO each
//!   └──────┴──────┴──┬───┴────────┴─────────┴──────┘
//!                 domain                         knows nobody
//! ```

pub use patuh_domain as domain;

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod export;
pub mod intake;
pub mod jobs;
pub mod letters;
pub mod mail;
pub mod oidc;
pub mod services;
pub mod store;
pub mod synthetic;
pub mod telemetry;
pub mod web;
