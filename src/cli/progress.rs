//! Progress of long work, on a terminal only.

use std::{io::IsTerminal, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};

use crate::services::Watcher;

/// A spinner with a count of rows.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) =
            ProgressStyle::with_template("{spinner} {msg}  {human_pos} baris  {per_sec}  {elapsed}")
        {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

impl Watcher for Bar {
    fn rows(&self, read: u64) {
        self.0.set_position(read);
    }

    fn phase(&self, name: &str) {
        self.0.set_message(name.to_owned());
    }
}

/// Says each step on a line of its own.
pub(super) struct Steps;

impl Watcher for Steps {
    fn rows(&self, _: u64) {}

    fn phase(&self, name: &str) {
        eprintln!("· {name} …");
    }
}
