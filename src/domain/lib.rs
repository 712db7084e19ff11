//! The rulebook: what the law and the city ask, what a cell means, who complies and why not.
//!
//! Everything here is a plain function of its arguments. A rule that needs to know the day takes
//! the day; a rule that needs a record takes the record. There is no clock, no database, no
//! `async` and no logging in this crate, and `Cargo.toml` keeps it so: nothing that could do any
//! of those is a dependency.

pub mod almanac;
pub mod answer;
pub mod appeal;
pub mod attachment;
pub mod audience;
pub mod capacity;
pub mod cell;
pub mod confirmation;
pub mod contact;
pub mod difference;
pub mod directive;
pub mod directory;
pub mod employer;
pub mod facet;
pub mod finding;
pub mod hold;
pub mod identifiers;
pub mod ids;
pub mod joined;
pub mod judgement;
pub mod ladder;
pub mod letter;
pub mod likeness;
pub mod mailing;
pub mod markdown;
pub mod matching;
pub mod membership;
pub mod merging;
pub mod money;
pub mod month;
pub mod names;
pub mod network;
pub mod password;
pub mod past;
pub mod person;
pub mod proof;
pub mod rates;
pub mod receipt;
pub mod regions;
pub mod remark;
pub mod role;
pub mod schedule;
pub mod search;
pub mod segment;
pub mod sieve;
pub mod strangers;
pub mod throttle;
pub mod tongue;
pub mod values;
pub mod verdict;
pub mod waiting;
pub mod words;
pub mod workdays;
