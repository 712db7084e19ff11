//! Status codes (RFC 3463) and the three digits of SMTP, as they stand in reports and in prose.

use std::fmt;

/// An enhanced status code, such as 5.1.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Code {
    /// 2 success, 4 not now, 5 never.
    pub class: u16,
    /// What it is about: 1 the address, 2 the mailbox, 4 the way there, 7 the rules.
    pub subject: u16,
    /// The exact thing; 0 where nobody said.
    pub detail: u16,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

impl Code {
    /// Says no more than its class.
    pub const fn is_vague(self) -> bool {
        self.subject == 0 && self.detail == 0
    }

    /// How much it tells: the class, what it is about, the exact thing.
    pub const fn worth(self) -> u8 {
        match (self.subject, self.detail) {
            (0, 0) => 0,
            (_, 0) => 1,
            _ => 2,
        }
    }

    /// The vague code of a class.
    pub const fn of_class(class: u16) -> Self {
        Self {
            class,
            subject: 0,
            detail: 0,
        }
    }
}

/// The first enhanced code in a text; one that follows three digits of SMTP goes before others.
pub(super) fn enhanced(text: &str) -> Option<Code> {
    let mut first = None;
    for (at, code) in codes(text) {
        if smtp_before(&text.as_bytes()[..at]).is_some() {
            return Some(code);
        }
        first = first.or(Some(code));
    }
    first
}

/// Every enhanced code of a text, and where it begins.
fn codes(text: &str) -> impl Iterator<Item = (usize, Code)> {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter_map(move |at| code_at(bytes, at).map(|code| (at, code)))
}

fn code_at(bytes: &[u8], at: usize) -> Option<Code> {
    let class = match bytes[at] {
        b'2' => 2,
        b'4' => 4,
        b'5' => 5,
        _ => return None,
    };
    let before = at.checked_sub(1).map(|i| bytes[i]);
    if before.is_some_and(|b| b.is_ascii_alphanumeric() || b == b'.' || b >= 0x80) {
        return None;
    }
    let rest = bytes[at + 1..].strip_prefix(b".")?;
    let (subject, rest) = digits(rest)?;
    let (detail, rest) = digits(rest.strip_prefix(b".")?)?;
    // Addresses of machines and numbers of versions go on, or have other middles.
    let goes_on = match rest {
        [b'.', next, ..] => next.is_ascii_digit(),
        [next, ..] => next.is_ascii_alphanumeric() || *next == b'-' && is_name(&rest[1..]),
        [] => false,
    };
    (subject <= 7 && !goes_on).then_some(Code {
        class,
        subject,
        detail,
    })
}

/// A letter at the beginning: `5.1.1-ubuntu` is a version.
fn is_name(rest: &[u8]) -> bool {
    rest.first().is_some_and(u8::is_ascii_lowercase)
}

fn digits(bytes: &[u8]) -> Option<(u16, &[u8])> {
    let n = bytes
        .iter()
        .take(4)
        .take_while(|b| b.is_ascii_digit())
        .count();
    if !(1..=3).contains(&n) {
        return None;
    }
    let (number, rest) = bytes.split_at(n);
    let number = number
        .iter()
        .fold(0, |sum, b| sum * 10 + u16::from(b - b'0'));
    Some((number, rest))
}

/// Three digits of SMTP right before, as in `550 5.1.1` or `552-5.2.2`.
fn smtp_before(before: &[u8]) -> Option<u16> {
    let trimmed = before.trim_ascii_end();
    let trimmed = match trimmed.last() {
        Some(b'-' | b'#' | b'(' | b'[') => trimmed[..trimmed.len() - 1].trim_ascii_end(),
        _ => trimmed,
    };
    let digits = trimmed.get(trimmed.len().checked_sub(3)?..)?;
    let alone = trimmed.len() == 3 || !trimmed[trimmed.len() - 4].is_ascii_alphanumeric();
    (alone && is_smtp(digits)).then(|| number(digits))
}

fn is_smtp(digits: &[u8]) -> bool {
    digits.len() == 3
        && matches!(digits[0], b'4' | b'5')
        && matches!(digits[1], b'0'..=b'7')
        && digits[2].is_ascii_digit()
}

fn number(digits: &[u8]) -> u16 {
    digits
        .iter()
        .fold(0, |sum, b| sum * 10 + u16::from(b - b'0'))
}

/// Words after which three digits are a server's answer rather than a count.
const SAYING: [&str; 22] = [
    "smtp",
    "said",
    "error",
    "code",
    "server",
    "response",
    "returned",
    "with",
    "status",
    "was",
    "reason",
    "host",
    "kode",
    "galat",
    "balasan",
    "respons",
    "respon",
    "jawaban",
    "menjawab",
    "kesalahan",
    "is",
    "kegagalan",
];

/// The first answer of SMTP in a text: 4xx or 5xx where a server speaks.
pub(super) fn smtp(text: &str) -> Option<u16> {
    let bytes = text.as_bytes();
    for at in 0..bytes.len().saturating_sub(2) {
        let digits = &bytes[at..at + 3];
        if !is_smtp(digits) {
            continue;
        }
        let ends = match bytes.get(at + 3) {
            None => true,
            Some(next) => matches!(
                next,
                b' ' | b'-' | b'\r' | b'\n' | b'"' | b')' | b'#' | b':'
            ),
        };
        if ends && is_answer(&text[..at]) {
            return Some(number(digits));
        }
    }
    None
}

fn is_answer(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default().trim_end();
    let Some(last) = line.chars().next_back() else {
        return true;
    };
    if !before.ends_with(last) || !last.is_alphanumeric() {
        if matches!(
            last,
            ':' | ';' | '"' | '\'' | '(' | '[' | '<' | '>' | ',' | '=' | '#'
        ) {
            return true;
        }
        let word = line
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        return before.ends_with([' ', '\t']) && SAYING.contains(&word.to_lowercase().as_str());
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<String> {
        enhanced(text).map(|code| code.to_string())
    }

    #[test]
    fn a_code_is_found_wherever_servers_write_it() {
        for (text, expected) in [
            ("smtp; 550 5.1.1 <hrd@a.test>: unknown", "5.1.1"),
            ("552-5.2.2 The email account is over quota", "5.2.2"),
            ("Sorry, no mailbox here by that name. (#5.1.1)", "5.1.1"),
            ("550 #5.1.0 Address rejected.", "5.1.0"),
            (
                "Remote Server returned '550 5.1.10 RESOLVER.ADR.NotFound'",
                "5.1.10",
            ),
            (
                "from 10.4.2.1: see 4.9.1-ubuntu, 451 4.7.1 greylisted",
                "4.7.1",
            ),
            ("version 5.1.2 says 450 4.2.1 later", "4.2.1"),
        ] {
            assert_eq!(code(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn numbers_of_machines_and_versions_are_no_codes() {
        for text in [
            "[5.1.1.9]",
            "192.5.1.1",
            "Exim 4.96.2",
            "v5.1.1",
            "5.1",
            "5.1.1.2",
            "",
            "5.",
        ] {
            assert_eq!(code(text), None, "{text}");
        }
    }

    #[test]
    fn three_digits_count_only_where_a_server_speaks() {
        assert_eq!(smtp("550 User unknown"), Some(550));
        assert_eq!(smtp("host mx.a.test said: 452 later"), Some(452));
        assert_eq!(
            smtp("SMTP error from remote: RCPT TO:<a@b.test>: 550-no"),
            Some(550)
        );
        assert_eq!(smtp("kode 554 ditolak"), Some(554));
        assert_eq!(smtp("after 450 minutes in the queue of 500 mails"), None);
        assert_eq!(smtp("55"), None);
    }
}
