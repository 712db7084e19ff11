//! Traces of the mail of ours that a message speaks of.

use uuid::Uuid;

use super::{
    fields::{Fields, addresses},
    opened::Opened,
};
use crate::domain::ids::MailId;

/// How a message is known to be about a mail of ours; the surest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trace {
    /// It came to the address that this mail was sent from.
    ReturnPath(MailId),
    /// The report repeats what was said beside the mail.
    Envelope(MailId),
    /// The mail's Message-ID stands in it.
    MessageId(MailId),
    /// It came to the address that answers about this case go to.
    CaseAddress(String),
    /// A copy of the mail in it names the case.
    CaseCopy(String),
    /// Its subject names the case; anybody could write that.
    CaseSubject(String),
}

impl Trace {
    /// Stable name, for columns.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ReturnPath(_) => "return_path",
            Self::Envelope(_) => "envelope",
            Self::MessageId(_) => "message_id",
            Self::CaseAddress(_) => "case_address",
            Self::CaseCopy(_) => "case_copy",
            Self::CaseSubject(_) => "case_subject",
        }
    }
}

/// Most traces that are kept.
const MOST: usize = 40;

pub(super) fn traces(opened: &Opened) -> Vec<Trace> {
    let arrived_at = opened.arrived_at();
    let copies: Vec<Fields> = opened
        .copies
        .iter()
        .map(|copy| Fields::parse(copy.trim_start()))
        .collect();
    let mut found = Vec::new();
    found.extend(marks(&arrived_at));
    for block in &opened.blocks {
        for value in block.all("original-envelope-id") {
            found.extend(mail_id(&unxtext(value)).map(Trace::Envelope));
        }
    }
    for copy in &copies {
        for name in ["return-path", "x-envelope-from", "sender"] {
            found.extend(copy.all(name).flat_map(|value| marks(&addresses(value))));
        }
        found.extend(copy.all("message-id").flat_map(message_ids));
    }
    if is_our_own(&opened.fields) {
        found.extend(opened.fields.all("message-id").flat_map(message_ids));
    }
    for name in ["in-reply-to", "references", "x-failed-message-id"] {
        found.extend(opened.fields.all(name).flat_map(message_ids));
    }
    for text in opened.texts.iter().chain(&opened.copies) {
        found.extend(message_ids(text));
    }
    found.extend(cases(opened, &arrived_at, &copies));
    found.sort();
    found.dedup();
    found.truncate(MOST);
    found
}

/// The mails that addresses were made for.
fn marks(addresses: &[String]) -> Vec<Trace> {
    let marked = addresses.iter().filter_map(|address| verp(address));
    marked.map(Trace::ReturnPath).collect()
}

/// The cases that addresses, copies of ours and the subject name.
fn cases(opened: &Opened, arrived_at: &[String], copies: &[Fields]) -> Vec<Trace> {
    let mut found: Vec<Trace> = arrived_at
        .iter()
        .filter_map(|address| plus_code(address))
        .map(Trace::CaseAddress)
        .collect();
    for name in ["x-patuh-reference", "subject"] {
        let named = copies.iter().filter_map(|copy| case_code(copy.get(name)?));
        found.extend(named.map(Trace::CaseCopy));
    }
    let quoted = opened
        .texts
        .iter()
        .filter_map(|text| quoted_reference(text));
    found.extend(quoted.map(Trace::CaseCopy));
    found.extend(case_code(&opened.subject).map(Trace::CaseSubject));
    found
}

/// Whether it is a mail of ours itself that came back.
pub(super) fn is_our_own(fields: &Fields) -> bool {
    let ours = |id: &str| !message_ids(id).is_empty();
    fields.has("x-patuh-reference") && fields.get("message-id").is_some_and(ours)
}

/// The mail that an address of the form `anything+<32 hexadecimal digits>@…` was made for.
fn verp(address: &str) -> Option<MailId> {
    let local = address.split('@').next()?;
    let (_, tag) = local.rsplit_once(['+', '-', '='])?;
    (tag.len() == 32).then(|| mail_id(tag)).flatten()
}

fn mail_id(text: &str) -> Option<MailId> {
    let text = text.trim().trim_matches(['<', '>']);
    let text = text.split('@').next().unwrap_or_default();
    Uuid::try_parse(text).ok().map(MailId::from_uuid)
}

/// Every `<uuid@…>` of a text.
fn message_ids(text: &str) -> Vec<Trace> {
    let hex = |b: &u8| b.is_ascii_hexdigit() || *b == b'-';
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for at in bytes
        .iter()
        .enumerate()
        .filter(|(_, b)| **b == b'@')
        .map(|(at, _)| at)
    {
        let Some(from) = at.checked_sub(36) else {
            continue;
        };
        let alone = from == 0 || !hex(&bytes[from - 1]);
        if alone && bytes[from..at].iter().all(hex) && text.is_char_boundary(from) {
            found.extend(mail_id(&text[from..at]).map(Trace::MessageId));
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// The case in `desk+K-00012@…`.
fn plus_code(address: &str) -> Option<String> {
    let local = address.split('@').next()?;
    let (_, tag) = local.split_once('+')?;
    let code = case_code(tag)?;
    (code.len() == tag.len()).then_some(code)
}

/// The first code of a case in a text: `K-` and at least five digits.
fn case_code(text: &str) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    let mut from = 0;
    while let Some(at) = upper[from..].find("K-").map(|at| at + from) {
        let before = upper[..at].chars().next_back();
        let digits: String = upper[at + 2..]
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        let alone = before.is_none_or(|c| !c.is_alphanumeric() && c != '-');
        if alone && (5..=9).contains(&digits.len()) {
            return Some(format!("K-{digits}"));
        }
        from = at + 2;
    }
    None
}

/// Our header in a copy that was pasted into the text.
fn quoted_reference(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let at = lower.find("x-patuh-reference:")?;
    let line = text.get(at + 18..)?.lines().next()?;
    case_code(line)
}

/// Takes the `+2B` of RFC 3461 back.
pub(super) fn unxtext(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = text.get(at + 1..at + 3).filter(|p| {
            let coded = |b: u8| b.is_ascii_digit() || (b'A'..=b'F').contains(&b);
            bytes[at] == b'+' && p.bytes().all(coded)
        });
        if let Some(byte) = pair.and_then(|p| u8::from_str_radix(p, 16).ok()) {
            plain.push(byte);
            at += 3;
        } else {
            plain.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(plain).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0193f5a0-1234-7abc-8def-0123456789ab";

    fn id() -> MailId {
        MailId::from_uuid(Uuid::try_parse(ID).unwrap())
    }

    #[test]
    fn the_address_that_a_mail_was_sent_from_names_it() {
        let simple = ID.replace('-', "");
        assert_eq!(verp(&format!("jkn-kembali+{simple}@kota.test")), Some(id()));
        assert_eq!(verp("jkn-kembali+123@kota.test"), None);
        assert_eq!(verp("jkn@kota.test"), None);
    }

    #[test]
    fn message_ids_are_found_in_any_text() {
        let text = format!("References: <x@y.test> <{ID}@kota.test>");
        assert_eq!(message_ids(&text), [Trace::MessageId(id())]);
        assert_eq!(message_ids(&format!("f{ID}@kota.test")), []);
        assert_eq!(message_ids("@é@"), []);
    }

    #[test]
    fn codes_of_cases_stand_alone() {
        assert_eq!(
            case_code("Re: Imbauan - k-00012.").as_deref(),
            Some("K-00012")
        );
        assert_eq!(case_code("SK-00012, K-12, K-0001234567890"), None);
        assert_eq!(
            plus_code("jkn+K-00012@kota.test").as_deref(),
            Some("K-00012")
        );
        assert_eq!(plus_code("jkn+K-00012x@kota.test"), None);
    }

    #[test]
    fn coded_signs_are_taken_back() {
        assert_eq!(unxtext("hrd+2Bjkn@a.test"), "hrd+jkn@a.test");
        assert_eq!(unxtext("hrd+jkn@a.test"), "hrd+jkn@a.test");
        assert_eq!(unxtext("a+é+2"), "a+é+2");
    }
}
