//! Who sent it: a mail server, a machine in somebody's name, or a person; and what a person wrote.

use super::{
    Kind,
    fields::{addresses, cut},
    opened::Opened,
    phrases::{Said, plain},
};

/// Longest answer that is kept, in bytes.
const LONGEST: usize = 8_000;
/// So many characters tell whether a machine wrote a text.
const BEGINNING: usize = 1_000;

/// The address in `From`, else in `Sender`.
pub(super) fn sender(opened: &Opened) -> Option<String> {
    ["from", "sender", "reply-to"]
        .iter()
        .flat_map(|name| opened.fields.all(name))
        .find_map(|value| addresses(value).pop())
        .map(|address| cut(&address, 320).to_owned())
}

/// The sender of the envelope, where somebody wrote it down; empty for a mail server's.
fn envelope(opened: &Opened) -> Option<String> {
    let path = opened.fields.get("return-path").map(|path| {
        let path = path.trim();
        addresses(path)
            .pop()
            .unwrap_or_else(|| path.trim_matches(['<', '>', ' ']).to_owned())
    });
    path.or_else(|| opened.mbox_sender.clone())
}

/// Names that mail servers give themselves.
const DAEMONS: [&str; 9] = [
    "mailer-daemon",
    "mailerdaemon",
    "postmaster",
    "mail delivery s",
    "mail-daemon",
    "microsoftexchange",
    "mdaemon",
    "sistem pengiriman",
    "mail administrator",
];

fn is_daemon_name(text: &str) -> bool {
    let low = text.to_lowercase();
    DAEMONS.iter().any(|name| low.contains(name))
}

/// The envelope names somebody who would read an answer.
pub(super) fn has_sender(opened: &Opened) -> bool {
    envelope(opened).is_some_and(|path| !path.is_empty() && !is_daemon_name(&path))
}

/// The envelope is empty, as a mail server's is.
fn has_no_sender(opened: &Opened) -> bool {
    envelope(opened).is_some_and(|path| path.is_empty() || is_daemon_name(&path))
}

/// A mail server wrote it, as far as the envelope says; where that is lost, as far as `From` says.
pub(super) fn is_daemon(opened: &Opened) -> bool {
    has_no_sender(opened) || !has_sender(opened) && opened.fields.all("from").any(is_daemon_name)
}

/// Whether it reports on a delivery.
pub(super) fn is_report(opened: &Opened) -> bool {
    if opened.is_report {
        return true;
    }
    let subject = plain(&opened.subject);
    if Said(&subject).is_auto_subject() || has_sender(opened) && !claims(opened) {
        return false;
    }
    let named =
        opened.fields.all("from").any(is_daemon_name) || opened.fields.has("x-failed-recipients");
    if named {
        return true;
    }
    let text = plain(cut(&opened.text(), LONGEST));
    let tells = |text: &str| {
        let said = Said(text);
        said.failed() || said.warns()
    };
    has_no_sender(opened) && (tells(&subject) || tells(&text))
}

/// It claims to come from a mail server.
fn claims(opened: &Opened) -> bool {
    !opened.blocks.is_empty() && opened.fields.all("from").any(is_daemon_name)
}

/// What something that is no report is.
pub(super) fn kind(opened: &Opened) -> Kind {
    if is_automatic(opened) {
        return Kind::AutoReply;
    }
    let wrote = !written(opened).is_empty() || !opened.subject.trim().is_empty();
    if wrote && sender(opened).is_some() {
        Kind::Reply
    } else {
        Kind::Unknown
    }
}

fn is_automatic(opened: &Opened) -> bool {
    const MARKS: [&str; 11] = [
        "x-autoreply",
        "x-auto-reply",
        "x-autorespond",
        "x-autoresponder",
        "x-autoresponse",
        "x-autoreply-from",
        "x-mail-autoreply",
        "x-vacation",
        "x-auto-submitted",
        "list-id",
        "list-unsubscribe",
    ];
    let fields = &opened.fields;
    let says = |name: &str, words: &[&str]| {
        fields.all(name).any(|value| {
            let low = value.to_lowercase();
            words.iter().any(|word| low.contains(word))
        })
    };
    let submitted = fields
        .all("auto-submitted")
        .any(|value| !value.trim().to_ascii_lowercase().starts_with("no"));
    if submitted
        || MARKS.iter().any(|mark| fields.has(mark))
        || says("precedence", &["bulk", "junk", "list", "auto"])
        || says("x-precedence", &["bulk", "junk", "list", "auto"])
        || says("x-auto-response-suppress", &["autoreply", "all"])
            && says("x-ms-exchange-generated-message-source", &["oof", "agent"])
        || says(
            "from",
            &[
                "no-reply",
                "noreply",
                "no_reply",
                "donotreply",
                "do-not-reply",
            ],
        )
        || has_no_sender(opened)
    {
        return true;
    }
    let beginning: String = written(opened).chars().take(BEGINNING).collect();
    Said(&plain(&opened.subject)).is_auto_subject() || Said(&plain(&beginning)).is_auto_text()
}

/// Beginnings of lines after which an earlier mail is quoted.
const QUOTES: [&str; 9] = [
    "-----original message",
    "----- original message",
    "-----pesan asli",
    "----- pesan asli",
    "---------- forwarded message",
    "---------- pesan terusan",
    "________________________________",
    "begin forwarded message",
    "-------- original message",
];

/// What was written, without the mail that it answers.
pub(super) fn written(opened: &Opened) -> String {
    let Some(text) = opened.texts.iter().find(|text| !text.trim().is_empty()) else {
        return String::new();
    };
    let mut kept: Vec<&str> = Vec::new();
    for line in text.lines() {
        let low = line.trim().to_lowercase();
        if QUOTES.iter().any(|mark| low.starts_with(mark)) || introduces(&low) {
            break;
        }
        if low.starts_with('>') {
            continue;
        }
        kept.push(line.trim_end());
    }
    let joined = kept.join("\n");
    let whole = if joined.trim().is_empty() {
        text
    } else {
        &joined
    };
    let clean: String = whole
        .trim()
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    cut(&clean, LONGEST).to_owned()
}

/// `Pada Sen, 2 Feb 2026, Disnaker … menulis:` and the like.
fn introduces(line: &str) -> bool {
    let begins =
        line.starts_with("pada ") || line.starts_with("on ") || line.starts_with("tanggal ");
    begins
        && (line.ends_with("menulis:") || line.ends_with("wrote:") || line.ends_with("menulis :"))
}
