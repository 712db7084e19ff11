//! Every story, in one binary so that the program is linked once.
#![expect(
    clippy::unwrap_used,
    reason = "a test that can't be set up should stop right there"
)]

mod first_story;
mod support;
mod walls;
