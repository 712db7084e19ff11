//! Every story, in one binary so that the program is linked once.
#![expect(
    clippy::unwrap_used,
    reason = "a test that can't be set up should stop right there"
)]

mod accounts;
mod almanac;
mod answer_files;
mod answer_rosters;
mod answers_desk;
mod backups;
mod bad_input;
mod catalogue;
mod certificates;
mod coming_back;
mod commands;
mod confirmations;
mod contacts;
mod digests;
mod directives;
mod disks;
mod dkim;
mod dns;
mod domains;
mod evidence;
mod faults;
mod first_story;
mod histories;
mod imports;
mod kills;
mod ladder;
mod letter_batches;
mod letter_office;
mod letters;
mod listing;
mod matches;
mod memory;
mod months;
mod nobody_else;
mod notices;
mod officers_work;
mod packs;
mod people;
mod plays;
mod privacy;
mod process;
mod proofs;
mod random_cities;
mod reach;
mod reference;
mod reply;
mod returned;
mod running;
mod saved_views;
mod schedule_kills;
mod schedules;
mod sending;
mod sending_kills;
mod site_imports;
mod smtp;
mod statuses;
mod support;
mod thanks;
mod waiting;
mod walls;
mod wordings;
mod year;
