//! Made-up values of every kind of mail, whatever its type.

use serde_json::Value;

use super::{
    AddressCheck, AnswerDecided, AnswerQuestion, AnswerReceived, Appeal, CircularEnclosed, Digest,
    Invited, LetterEnclosed, LetterToBpjs, LostPassword, TermReminder, ThankYou,
    template::{Typed, clean},
};
use crate::domain::{
    mailing::{Kept, MailKind},
    tongue::Tongue,
};

/// The values of one made-up mail.
pub(super) struct Sample {
    /// What its type says.
    pub(super) values: Value,
    /// What its texts must say.
    pub(super) kept: Vec<Kept>,
}

/// The samples of a kind; at least one, always in the same order.
pub(super) fn samples_of(kind: MailKind, tongue: Tongue) -> Vec<Sample> {
    match kind {
        MailKind::Appeal => of::<Appeal>(kind, tongue),
        MailKind::TermSoon | MailKind::TermOver => of::<TermReminder>(kind, tongue),
        MailKind::Letter => of::<LetterEnclosed>(kind, tongue),
        MailKind::Circular => of::<CircularEnclosed>(kind, tongue),
        MailKind::LetterToBpjs => of::<LetterToBpjs>(kind, tongue),
        MailKind::ThankYou => of::<ThankYou>(kind, tongue),
        MailKind::AnswerReceived => of::<AnswerReceived>(kind, tongue),
        MailKind::AnswerQuestion => of::<AnswerQuestion>(kind, tongue),
        MailKind::AnswerDecided => of::<AnswerDecided>(kind, tongue),
        MailKind::AddressCheck => of::<AddressCheck>(kind, tongue),
        MailKind::OfficersDigest => of::<Digest>(kind, tongue),
        MailKind::Invitation => of::<Invited>(kind, tongue),
        MailKind::LostPassword => of::<LostPassword>(kind, tongue),
    }
}

fn of<T: Typed>(kind: MailKind, tongue: Tongue) -> Vec<Sample> {
    let samples = T::samples(tongue).into_iter();
    let own = samples.filter(|sample| sample.kind() == kind);
    own.map(|sample| Sample {
        values: clean(&sample),
        kept: sample.keeps(),
    })
    .collect()
}
