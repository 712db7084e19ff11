//! What a report's action, codes and words mean together.

use super::{
    Kind,
    codes::{self, Code},
    phrases::{Said, plain},
};

/// What is known of one recipient.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence<'a> {
    /// The report's action, if it has one.
    pub action: Option<&'a str>,
    /// The report's status, if it has one.
    pub status: Option<&'a str>,
    /// What the server said.
    pub diagnostic: Option<&'a str>,
    /// What the report says in words about this recipient.
    pub words: &'a str,
    /// The subject warns of a delay.
    pub warns: bool,
}

/// The verdict on one recipient.
pub(super) fn judge(evidence: &Evidence<'_>) -> (Kind, Option<Code>) {
    let code = best_code(evidence);
    let action = evidence
        .action
        .and_then(|action| {
            action
                .split(|c: char| !c.is_ascii_alphabetic())
                .find(|w| !w.is_empty())
        })
        .map(str::to_ascii_lowercase);
    let kind = match action.as_deref() {
        Some("delayed") => Kind::Delayed,
        Some("delivered") => Kind::Delivered,
        // Handed on to a server that promises no report, or to a list: nobody says it arrived.
        Some("relayed" | "expanded") => Kind::Unknown,
        Some("failed") => failed(evidence, code),
        _ => in_words(evidence, code),
    };
    (kind, code)
}

/// The code that tells most: the report's own, unless what the server said is more exact.
fn best_code(evidence: &Evidence<'_>) -> Option<Code> {
    let own = evidence.status.and_then(codes::enhanced);
    if own.is_some_and(|own| own.worth() == 2) {
        return own;
    }
    let spoken = [evidence.diagnostic.unwrap_or_default(), evidence.words]
        .into_iter()
        .filter_map(codes::enhanced)
        .find(|code| code.class != 2 && own.is_none_or(|own| code.worth() > own.worth()));
    if spoken.is_some() {
        return spoken;
    }
    let class = smtp(evidence).map(|n| n / 100);
    match (own, class) {
        (Some(own), Some(class)) if own.is_vague() => Some(Code::of_class(class)),
        (Some(own), _) => Some(own),
        (None, Some(class)) => Some(Code::of_class(class)),
        (None, None) => [evidence.diagnostic.unwrap_or_default(), evidence.words]
            .into_iter()
            .find_map(codes::enhanced),
    }
}

fn smtp(evidence: &Evidence<'_>) -> Option<u16> {
    evidence
        .diagnostic
        .and_then(codes::smtp)
        .or_else(|| codes::smtp(evidence.words))
}

/// Hard or soft, for what is tried no longer.
fn failed(evidence: &Evidence<'_>, code: Option<Code>) -> Kind {
    let said = format!(
        "{} {}",
        plain(evidence.diagnostic.unwrap_or_default()),
        plain(evidence.words)
    );
    let said = Said(&said);
    if is_full(evidence, code, said) {
        return Kind::Soft;
    }
    let answered = smtp(evidence).is_some();
    match code {
        // A mail that expired had been put off again and again, whoever numbers it with a 5.
        Some(code) if (code.subject, code.detail) == (4, 7) => Kind::Soft,
        Some(code) if code.class == 4 => Kind::Soft,
        Some(code) if code.class == 5 && (!code.is_vague() || answered) => Kind::Hard,
        _ if said.gone() => Kind::Hard,
        _ if said.passing() => Kind::Soft,
        _ => Kind::Hard,
    }
}

fn is_full(evidence: &Evidence<'_>, code: Option<Code>, said: Said<'_>) -> bool {
    match code.map(|code| (code.subject, code.detail)) {
        Some((2, 2) | (3, 1)) => true,
        Some((1, _) | (2, 3) | (3, 4)) => false,
        _ if said.too_large() => false,
        Some((0, 0)) | None if smtp(evidence) == Some(552) && !said.refused() => true,
        _ => said.full(),
    }
}

/// What a report without an action says.
fn in_words(evidence: &Evidence<'_>, code: Option<Code>) -> Kind {
    let words = plain(evidence.words);
    let said = Said(&words);
    if (evidence.warns || said.delayed()) && !said.given_up() {
        return Kind::Delayed;
    }
    match code.map(|code| code.class) {
        Some(2) if !said.failed() => {
            return if said.relayed() {
                Kind::Unknown
            } else {
                Kind::Delivered
            };
        }
        Some(4 | 5) => return failed(evidence, code),
        _ => {}
    }
    if said.full() || said.failed() || said.gone() || said.given_up() {
        return failed(evidence, code);
    }
    if said.relayed() {
        return Kind::Unknown;
    }
    if said.delivered() {
        return Kind::Delivered;
    }
    if said.refused() || said.passing() {
        return failed(evidence, code);
    }
    Kind::Unknown
}
