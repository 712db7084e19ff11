//! Delivery reports: the blocks of RFC 3464, or prose where there are none.

use super::{
    About, Kind, Returned,
    fields::{Fields, addresses, cut},
    judge::{Evidence, judge},
    opened::Opened,
    phrases::{Said, plain},
    traces::unxtext,
};

/// Most recipients that are told one by one.
const MOST: usize = 50;
/// Longest diagnostic that is kept.
const LONGEST: usize = 1_000;
/// Lines after a recipient's own that speak of it.
const LINES: usize = 10;

pub(super) fn fill(returned: &mut Returned, opened: &Opened) {
    let words = own_words(opened);
    let warns = Said(&plain(&opened.subject)).warns();
    let blocks: Vec<&Fields> = opened.blocks.iter().filter(|b| is_about(b)).collect();
    let mut named = addresses(&words);
    let abouts = if blocks.is_empty() {
        prose(opened, &words, warns)
    } else {
        let single = blocks.len() == 1;
        blocks
            .iter()
            .take(MOST)
            .map(|block| about(block, &words, (single, warns)))
            .collect()
    };
    for about in &abouts {
        named.extend(about.recipient.clone());
        named.extend(about.original.clone());
    }
    named.extend(failed_recipients(opened));
    returned.named = named.iter().map(|a| a.to_lowercase()).collect();
    returned.named.sort();
    returned.named.dedup();
    for recipient in abouts.iter().filter_map(|about| about.recipient.as_ref()) {
        if !returned
            .recipients
            .iter()
            .any(|known| known.eq_ignore_ascii_case(recipient))
        {
            returned.recipients.push(recipient.clone());
        }
    }
    if returned.recipients.is_empty() {
        returned.recipients = failed_recipients(opened);
    }
    if returned.recipients.is_empty() {
        returned.recipients = recipients_in(opened, &words);
    }
    if let Some(worst) = abouts.iter().min_by_key(|about| severity(about.kind)) {
        returned.kind = worst.kind;
        returned.status.clone_from(&worst.status);
        returned.diagnostic.clone_from(&worst.diagnostic);
    }
    returned.about = abouts;
}

/// The worse, the less.
const fn severity(kind: Kind) -> u8 {
    match kind {
        Kind::Hard => 0,
        Kind::Soft => 1,
        Kind::Delayed => 2,
        Kind::Delivered => 3,
        Kind::AutoReply | Kind::Reply | Kind::Unknown => 4,
    }
}

/// Whether a block speaks of a recipient, rather than of the message.
fn is_about(block: &Fields) -> bool {
    [
        "final-recipient",
        "original-recipient",
        "action",
        "diagnostic-code",
    ]
    .iter()
    .any(|name| block.has(name))
        || block.has("status") && !block.has("reporting-mta")
}

fn about(block: &Fields, words: &str, (single, warns): (bool, bool)) -> About {
    let recipient = block.get("final-recipient").and_then(address);
    let original = block.get("original-recipient").and_then(address);
    let near = recipient
        .as_ref()
        .or(original.as_ref())
        .map(|a| near(words, a));
    let near = match near {
        Some(near) if !near.is_empty() => near,
        _ if single => words.to_owned(),
        _ => String::new(),
    };
    let diagnostic = block.get("diagnostic-code").map(spoken);
    let evidence = Evidence {
        action: block.get("action"),
        status: block.get("status"),
        diagnostic,
        words: &near,
        warns,
    };
    let (kind, code) = judge(&evidence);
    About {
        recipient: recipient.or_else(|| original.clone()),
        original,
        kind,
        status: code.map(|code| code.to_string()),
        diagnostic: diagnostic
            .map(str::to_owned)
            .or_else(|| said_about(&near))
            .map(|text| cut(text.trim(), LONGEST).to_owned())
            .filter(|text| !text.is_empty()),
    }
}

/// The server's words behind `smtp;`.
fn spoken(value: &str) -> &str {
    match value.split_once(';') {
        Some((kind, rest))
            if kind
                .trim()
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-') =>
        {
            rest.trim()
        }
        _ => value,
    }
}

/// The address behind `rfc822;`.
fn address(value: &str) -> Option<String> {
    let rest = value.split_once(';').map_or(value, |(_, rest)| rest);
    let plain = unxtext(rest.trim());
    let plain = plain.trim().trim_matches(['<', '>', '"']).trim();
    addresses(plain).into_iter().next().or_else(|| {
        let whole = !plain.is_empty() && plain.len() < 320 && !plain.contains(char::is_control);
        whole.then(|| plain.to_owned())
    })
}

/// What the report says itself, before any copy of ours.
fn own_words(opened: &Opened) -> String {
    let text = opened.text();
    let mut words = String::with_capacity(text.len());
    for line in text.lines() {
        let low = line.to_lowercase();
        if Said(&low).begins_copy() {
            break;
        }
        words.push_str(line);
        words.push('\n');
    }
    words
}

/// The lines that speak of a recipient: those that name it, and what follows each up to the next
/// recipient.
fn near(words: &str, recipient: &str) -> String {
    let recipient = recipient.to_lowercase();
    let mut near = String::new();
    let mut left = 0;
    for line in words.lines() {
        let low = line.to_lowercase();
        if low.contains(&recipient) {
            left = LINES;
        } else if left > 0 && names_another(&low, &recipient) {
            left = 0;
        }
        if left > 0 {
            near.push_str(line);
            near.push('\n');
            left -= 1;
        }
    }
    near
}

/// A line that begins with somebody else's address.
fn names_another(line: &str, recipient: &str) -> bool {
    let start = line.trim_start().trim_start_matches(['<', '-', '*', ' ']);
    let first = start.split_whitespace().next().unwrap_or_default();
    addresses(first)
        .first()
        .is_some_and(|other| other != recipient)
}

/// The first line that holds a code or an answer of SMTP.
fn said_about(words: &str) -> Option<String> {
    let tells =
        |line: &&str| super::codes::enhanced(line).is_some() || super::codes::smtp(line).is_some();
    words.lines().find(tells).map(|line| line.trim().to_owned())
}

fn failed_recipients(opened: &Opened) -> Vec<String> {
    let mut found = Vec::new();
    for name in [
        "x-failed-recipients",
        "x-actual-recipient",
        "x-original-recipient",
    ] {
        for value in opened.fields.all(name) {
            found.extend(addresses(value));
        }
    }
    found.truncate(MOST);
    found
}

/// A report in words alone.
fn prose(opened: &Opened, words: &str, warns: bool) -> Vec<About> {
    let whole = format!("{}\n{words}", opened.subject);
    let mut recipients = failed_recipients(opened);
    if recipients.is_empty() {
        recipients = recipients_in(opened, words);
    }
    let told = |near: &str, recipient: Option<String>| {
        let evidence = Evidence {
            words: near,
            warns,
            ..Evidence::default()
        };
        let (kind, code) = judge(&evidence);
        About {
            recipient,
            original: None,
            kind,
            status: code.map(|code| code.to_string()),
            diagnostic: said_about(near).map(|text| cut(&text, LONGEST).to_owned()),
        }
    };
    if recipients.len() < 2 {
        return vec![told(&whole, recipients.pop())];
    }
    let all = told(&whole, None);
    recipients
        .into_iter()
        .map(|recipient| {
            let one = told(&near(words, &recipient), Some(recipient.clone()));
            if one.kind == Kind::Unknown {
                return About {
                    recipient: Some(recipient),
                    ..all.clone()
                };
            }
            one
        })
        .collect()
}

/// The recipients that a text names: those that stand at the beginning of a line, else all.
fn recipients_in(opened: &Opened, words: &str) -> Vec<String> {
    let strangers = strangers(opened);
    let usable = |address: &String| {
        let low = address.to_lowercase();
        let local = low.split('@').next().unwrap_or_default();
        !strangers.contains(&low)
            && !matches!(
                local,
                "postmaster" | "mailer-daemon" | "abuse" | "support" | "helpdesk"
            )
            && uuid::Uuid::try_parse(local).is_err()
    };
    let mut first: Vec<String> = Vec::new();
    for line in words.lines() {
        let start = line.trim_start_matches([' ', '\t', '*', '-', '>', '\u{2022}', '(', '<', '"']);
        let word = start.split_whitespace().next().unwrap_or_default();
        let word = word.strip_prefix("mailto:").unwrap_or(word);
        for address in addresses(word).into_iter().filter(usable) {
            if word.to_lowercase().starts_with(&address.to_lowercase())
                && !first
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(&address))
            {
                first.push(address);
            }
        }
    }
    if first.is_empty() {
        first = addresses(words).into_iter().filter(usable).collect();
    }
    first.truncate(MOST);
    first
}

/// Addresses that are no recipients: who sent the report, whom it came to, who wrote the mail.
fn strangers(opened: &Opened) -> Vec<String> {
    let mut found = opened.arrived_at();
    for name in ["from", "sender", "reply-to", "return-path"] {
        for value in opened.fields.all(name) {
            found.extend(addresses(value));
        }
    }
    for copy in &opened.copies {
        let copy = Fields::parse(copy.trim_start());
        for name in ["from", "sender", "reply-to", "return-path"] {
            for value in copy.all(name) {
                found.extend(addresses(value));
            }
        }
    }
    found.iter().map(|address| address.to_lowercase()).collect()
}
