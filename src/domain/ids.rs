//! Identifiers, one type per kind of record.
//!
//! Written out as a short prefix and a UUIDv7, for example
//! `er_018f3c1e-7a00-7000-8000-000000000001`, so that a log line, a URL and a
//! support mail all say what kind of thing is meant.

use std::{fmt, str::FromStr};

use uuid::Uuid;

/// The text is not an identifier of the kind that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected an id that starts with `{expected}_`")]
pub struct WrongId {
    /// Prefix of the kind that was asked for, without the underscore.
    pub expected: &'static str,
}

macro_rules! id {
    ($(#[$meta:meta])* $name:ident, $prefix:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a raw UUID read from storage or made by the id source.
            #[must_use]
            pub const fn from_uuid(raw: Uuid) -> Self {
                Self(raw)
            }

            /// The raw UUID, for storage.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = WrongId;

            fn from_str(text: &str) -> Result<Self, WrongId> {
                text.strip_prefix(concat!($prefix, "_"))
                    .and_then(|raw| Uuid::parse_str(raw).ok())
                    .map(Self)
                    .ok_or(WrongId { expected: $prefix })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                <std::borrow::Cow<'_, str>>::deserialize(d)?
                    .parse()
                    .map_err(serde::de::Error::custom)
            }
        }
    };
}

id!(
    /// One import command and everything it accepted.
    BatchId, "bt"
);
id!(
    /// Files that an officer sent to be imported, and what became of them.
    ImportJobId, "ij"
);
id!(
    /// An employer in the registry.
    EmployerId, "er"
);
id!(
    /// One employer's case of one kind.
    CaseId, "cs"
);
id!(
    /// An instruction of the mayor.
    DirectiveId, "dr"
);
id!(
    /// A person who works with the program.
    OfficerId, "of"
);
id!(
    /// One e-mail to one recipient.
    MailId, "ml"
);
id!(
    /// One message that came back.
    ReturnedId, "rt"
);
id!(
    /// One letter.
    LetterId, "lt"
);
id!(
    /// Letters that are printed together.
    LetterBatchId, "lb"
);
id!(
    /// What is handed to BPJS Kesehatan about a case.
    ReferralPackId, "rp"
);
id!(
    /// Somebody who may sign letters.
    SignatoryId, "sg"
);
id!(
    /// Something an officer put on record about an employer.
    RemarkId, "rm"
);
id!(
    /// What a person said of two employers: one firm, two, or unsure.
    JudgementId, "jg"
);
id!(
    /// A file kept with an employer.
    AttachmentId, "fl"
);
id!(
    /// A link to a reply page.
    ReplyLinkId, "rl"
);
id!(
    /// What a firm answered on its reply page.
    AnswerId, "an"
);
id!(
    /// A file that came with an answer.
    AnswerFileId, "af"
);
id!(
    /// A file kept with an instruction.
    DirectiveFileId, "df"
);
id!(
    /// What one row of a list of employers said.
    SourceRecordId, "sr"
);
id!(
    /// A list that an officer wants to find again.
    ViewId, "vw"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_another_kind_is_refused() {
        let employer = EmployerId::from_uuid(Uuid::nil());
        assert_eq!(
            employer.to_string().parse::<CaseId>(),
            Err(WrongId { expected: "cs" })
        );
    }
}
