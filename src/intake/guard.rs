//! The spreadsheet library behind glass: where it panics, a file is given up, quietly.

use std::{
    cell::Cell,
    panic::{self, AssertUnwindSafe, catch_unwind},
    sync::Once,
};

use super::error::{IntakeError, Spot};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs the spreadsheet library, which may panic on files that were made to harm it.
pub(super) fn guarded<T, E>(
    at: &Spot,
    work: impl FnOnce() -> Result<T, E>,
) -> Result<T, IntakeError> {
    hush();
    GUARDED.set(true);
    // Nothing that a panic leaves half-done is used again: the whole file is given up.
    let outcome = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    match outcome {
        Ok(Ok(value)) => Ok(value),
        // What the library says may quote a cell.
        Ok(Err(_)) | Err(_) => Err(IntakeError::Damaged {
            at: at.clone(),
            what: "isi buku kerja tidak terbaca",
        }),
    }
}

/// Keeps panics of guarded work, and no others, from being printed: the officer gets our word.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |what| {
            if !GUARDED.get() {
                print(what);
            }
        }));
    });
}
