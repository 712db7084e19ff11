//! A message taken apart: its fields, what it says, the reports in it, the copy of ours in it.

use std::borrow::Cow;

use mail_parser::{MessageParser, MimeHeaders, PartType, decoders::html::html_to_text};

use super::fields::{Fields, cut};

/// Bytes of a message that are looked at; whatever matters stands before a large copy.
const MOST: usize = 8 << 20;
/// Characters of one part that are looked at.
const MOST_TEXT: usize = 256 << 10;
/// Parts that are looked at.
const MOST_PARTS: usize = 200;

/// A message taken apart.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// Its fields.
    pub fields: Fields,
    /// Its subject, decoded.
    pub subject: String,
    /// What it says, in the order of its parts, as plain text.
    pub texts: Vec<String>,
    /// Blocks of the delivery reports in it.
    pub blocks: Vec<Fields>,
    /// It says of itself that it is a delivery report.
    pub is_report: bool,
    /// It tells that somebody opened a mail.
    pub is_disposition: bool,
    /// It tells that somebody complained about a mail.
    pub is_complaint: bool,
    /// The messages in it, or their heads, as they are.
    pub copies: Vec<String>,
    /// Who sent it by the line of a mailbox file before it.
    pub mbox_sender: Option<String>,
}

/// Words of the same length, so that a message in the message is read as a text. A parser that
/// opens one within the other is at the mercy of whoever nests them.
const AS_TEXT: [(&[u8], &[u8]); 3] = [
    (b"message/rfc822", b"text/x-rfc8222"),
    (b"message/global", b"text/x-globals"),
    (b"multipart/digest", b"multipart/mixing"),
];

impl Opened {
    /// Takes a message apart, whatever it is.
    pub fn of(bytes: &[u8]) -> Self {
        let bytes = &bytes[..bytes.len().min(MOST)];
        let (mbox_sender, bytes) = without_mbox_line(bytes.trim_ascii_start());
        let bytes = flat(bytes);
        let mut opened = Self {
            mbox_sender,
            fields: Fields::parse(&head(&bytes)),
            ..Self::default()
        };
        if let Some(message) = MessageParser::default().parse(&bytes[..]) {
            message
                .subject()
                .unwrap_or_default()
                .clone_into(&mut opened.subject);
            for part in message.parts.iter().take(MOST_PARTS) {
                opened.sort(part);
            }
        } else {
            opened
                .texts
                .push(cut(&String::from_utf8_lossy(&bytes), MOST_TEXT).to_owned());
        }
        if opened.blocks.is_empty() {
            opened.look_for_blocks();
        }
        opened
    }

    fn sort(&mut self, part: &mail_parser::MessagePart<'_>) {
        let kind = part.content_type().map_or_else(String::new, |kind| {
            let sub = kind.subtype().unwrap_or_default();
            format!("{}/{sub}", kind.ctype()).to_ascii_lowercase()
        });
        if kind == "multipart/report" {
            let of = part
                .content_type()
                .and_then(|kind| kind.attribute("report-type"))
                .unwrap_or("delivery-status")
                .to_ascii_lowercase();
            self.is_report |= of.contains("delivery-status");
            self.is_disposition |= of.contains("disposition");
            self.is_complaint |= of.contains("feedback");
        }
        let text: Cow<'_, str> = match &part.body {
            PartType::Text(text) => Cow::Borrowed(text),
            PartType::Html(html) => Cow::Owned(html_to_text(html)),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes)
                if kind.starts_with("message/") || kind.starts_with("text/") =>
            {
                String::from_utf8_lossy(bytes)
            }
            PartType::Binary(_)
            | PartType::InlineBinary(_)
            | PartType::Message(_)
            | PartType::Multipart(_) => return,
        };
        let text = cut(&text, MOST_TEXT);
        match kind.as_str() {
            // The words of AS_TEXT change `message/global-delivery-status` too.
            "message/delivery-status" | "text/x-globals-delivery-status" => {
                self.is_report = true;
                self.blocks.extend(Fields::blocks(text));
            }
            "message/disposition-notification" | "text/x-globals-disposition-notification" => {
                self.is_disposition = true;
                self.copies.push(text.to_owned());
            }
            "message/feedback-report" => self.is_complaint = true,
            "text/x-rfc8222"
            | "text/x-globals"
            | "text/rfc822-headers"
            | "text/x-rfc8222-headers"
            | "text/x-globals-headers"
            | "message/rfc822-headers" => {
                self.copies.push(text.to_owned());
            }
            _ => self.texts.push(text.to_owned()),
        }
    }

    /// Reports whose parts lost their names on the way still have their lines.
    fn look_for_blocks(&mut self) {
        let named = |text: &str| {
            text.lines().any(|line| {
                let line = line.trim_start().to_ascii_lowercase();
                line.starts_with("final-recipient:") || line.starts_with("action: failed")
            })
        };
        for text in self.texts.iter().filter(|text| named(text)) {
            self.blocks.extend(Fields::blocks(text));
        }
    }

    /// Addresses that the message came to.
    pub fn arrived_at(&self) -> Vec<String> {
        const TO: [&str; 9] = [
            "delivered-to",
            "x-original-to",
            "envelope-to",
            "x-envelope-to",
            "x-delivered-to",
            "x-rcpt-to",
            "apparently-to",
            "to",
            "cc",
        ];
        let mut found: Vec<String> = Vec::new();
        for name in TO {
            for value in self.fields.all(name) {
                found.extend(super::fields::addresses(value));
            }
        }
        for value in self.fields.all("received") {
            let lower = value.to_ascii_lowercase();
            if let Some(at) = lower.find(" for ") {
                let rest = value.get(at + 5..).unwrap_or_default();
                let named = rest.split(';').next().unwrap_or_default();
                found.extend(super::fields::addresses(named));
            }
        }
        found
    }

    /// All that it says.
    pub fn text(&self) -> String {
        self.texts.join("\n")
    }
}

/// The bytes before the first empty line, as text.
fn head(bytes: &[u8]) -> String {
    let end = (0..bytes.len())
        .find(|&i| bytes[i..].starts_with(b"\n\n") || bytes[i..].starts_with(b"\n\r\n"))
        .unwrap_or(bytes.len())
        .min(MOST_TEXT);
    String::from_utf8_lossy(&bytes[..end]).into_owned()
}

/// Takes the `From ` line of a mailbox file off; answers whom it names.
fn without_mbox_line(bytes: &[u8]) -> (Option<String>, &[u8]) {
    let line_end = bytes.iter().position(|b| *b == b'\n');
    let from = bytes.strip_prefix(b">").unwrap_or(bytes);
    match line_end {
        Some(end) if from.starts_with(b"From ") => {
            let line = String::from_utf8_lossy(&bytes[..end]);
            let sender = line.split_whitespace().nth(1).map(str::to_owned);
            (sender, &bytes[end + 1..])
        }
        _ => (None, bytes),
    }
}

/// Takes the nesting out of a message: each message in it is a text from here on.
fn flat(bytes: &[u8]) -> Vec<u8> {
    let mut flat = bytes.to_vec();
    for (word, other) in AS_TEXT {
        let mut at = 0;
        while let Some(found) = find(&flat[at..], word) {
            flat[at + found..at + found + word.len()].copy_from_slice(other);
            at += found + word.len();
        }
    }
    // What stands behind spaces, comments or quotes is nobody's honest type.
    for word in [&b"rfc822"[..], b"global", b"digest"] {
        let mut at = 0;
        while let Some(found) = find(&flat[at..], word) {
            let here = at + found;
            let before = flat[..here].trim_ascii_end().last();
            if matches!(before, Some(b'/' | b')' | b'"')) {
                flat[here] = b'x';
            }
            at = here + word.len();
        }
    }
    flat
}

/// Where a word stands, in any case.
fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let (small, large) = (word[0], word[0].to_ascii_uppercase());
    bytes
        .windows(word.len())
        .position(|here| (here[0] == small || here[0] == large) && here.eq_ignore_ascii_case(word))
}
