//! Which mail of ours a message belongs to.

use crate::{
    domain::ids::EmployerId,
    mail::returned::{About, Doubt, Kind, Returned, Trace},
    services::{ServiceError, Services},
    store::{MailRow, MailState, Tx},
};

/// Providers at which anybody has an address: the same one says nothing about two people.
const ANYBODYS: [&str; 10] = [
    "gmail.com",
    "googlemail.com",
    "yahoo.com",
    "yahoo.co.id",
    "ymail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "icloud.com",
    "proton.me",
];

/// The mail that a message belongs to, or why it belongs to none.
#[derive(Debug)]
pub(super) enum Match {
    /// To this mail, by this trace; with a reason it changes nothing all the same.
    Mail(Box<MailRow>, &'static str, Option<&'static str>),
    /// To none, for this reason; perhaps it is about this firm.
    None(&'static str, Option<EmployerId>),
}

impl Match {
    pub fn mail(&self) -> Option<&MailRow> {
        match self {
            Self::Mail(mail, ..) => Some(mail),
            Self::None(..) => None,
        }
    }

    pub const fn by(&self) -> Option<&'static str> {
        match self {
            Self::Mail(_, by, _) => Some(by),
            Self::None(..) => None,
        }
    }

    pub const fn reason(&self) -> Option<&'static str> {
        match self {
            Self::Mail(_, _, reason) => *reason,
            Self::None(reason, _) => Some(reason),
        }
    }

    /// The firm that an unmatched message may be about.
    pub const fn firm(&self) -> Option<EmployerId> {
        match self {
            Self::Mail(..) => None,
            Self::None(_, firm) => *firm,
        }
    }
}

impl Services {
    /// Follows the traces of a message, the surest first.
    pub(super) async fn belongs_to(
        &self,
        tx: &Tx,
        returned: &Returned,
    ) -> Result<Match, ServiceError> {
        let mut why = Match::None("no_trace", None);
        for trace in &returned.traces {
            let Some(mail) = mail_of(tx, trace).await? else {
                if matches!(why, Match::None("no_trace", _)) {
                    why = Match::None("unknown_mail", None);
                }
                continue;
            };
            match misfit(returned, trace, &mail) {
                None => {
                    let reason = (returned.doubt == Some(Doubt::Loop)).then_some("loop");
                    return Ok(Match::Mail(Box::new(mail), trace.code(), reason));
                }
                Some(reason) => {
                    if matches!(why, Match::None("no_trace" | "unknown_mail", _)) {
                        why = Match::None(reason, Some(mail.employer));
                    }
                }
            }
        }
        Ok(why)
    }
}

async fn mail_of(tx: &Tx, trace: &Trace) -> Result<Option<MailRow>, ServiceError> {
    Ok(match trace {
        Trace::ReturnPath(id) | Trace::Envelope(id) | Trace::MessageId(id) => tx.mail(*id).await?,
        Trace::CaseAddress(code) | Trace::CaseCopy(code) | Trace::CaseSubject(code) => {
            match code.strip_prefix("K-").and_then(|no| no.parse().ok()) {
                Some(no) => tx.last_mail_of_case(no).await?,
                None => None,
            }
        }
    })
}

/// Why a message does not belong to a mail that a trace leads to.
fn misfit(returned: &Returned, trace: &Trace, mail: &MailRow) -> Option<&'static str> {
    let left =
        mail.attempts > 0 && !matches!(mail.state, MailState::Cancelled | MailState::Suppressed);
    if !left {
        return Some("never_sent");
    }
    if returned.doubt == Some(Doubt::Sender) {
        return Some("sender");
    }
    let recipient = mail.recipient.to_lowercase();
    let is_report = returned.kind.is_report() || !returned.recipients.is_empty();
    if is_report {
        let names_nobody = returned.named.is_empty() && returned.recipients.is_empty();
        let sure = matches!(trace, Trace::ReturnPath(_) | Trace::Envelope(_));
        let fits = returned.named.contains(&recipient) || names_nobody && sure;
        return (!fits).then_some("recipient");
    }
    // A code in a subject is no secret: whoever writes it must write from where we wrote to.
    if matches!(trace, Trace::CaseSubject(_)) {
        let from = returned.from.as_deref().unwrap_or_default().to_lowercase();
        return (!is_same_house(&from, &recipient)).then_some("stranger");
    }
    None
}

/// The same address, or one of the same firm's own domain.
pub(super) fn is_same_house(one: &str, other: &str) -> bool {
    let domain = |address: &str| {
        address
            .rsplit_once('@')
            .map(|(_, domain)| domain.to_owned())
    };
    one == other
        || domain(one)
            .is_some_and(|d| Some(&d) == domain(other).as_ref() && !ANYBODYS.contains(&d.as_str()))
}

/// What the message says of the mail's own recipient; of several it speaks of more than one.
pub(super) fn about<'a>(
    returned: &'a Returned,
    mail: Option<&MailRow>,
) -> (Kind, Option<&'a About>) {
    let own = mail.and_then(|mail| {
        let fits = |address: &Option<String>| {
            let address = address.as_ref();
            address.is_some_and(|a| a.eq_ignore_ascii_case(&mail.recipient))
        };
        let own = |about: &&About| fits(&about.recipient) || fits(&about.original);
        returned.about.iter().find(own)
    });
    (own.map_or(returned.kind, |about| about.kind), own)
}

#[cfg(test)]
mod tests {
    use super::is_same_house;

    #[test]
    fn a_house_is_a_domain_that_not_everybody_has() {
        assert!(is_same_house("pimpinan@misal.example", "hrd@misal.example"));
        assert!(is_same_house("misal@gmail.com", "misal@gmail.com"));
        assert!(!is_same_house("lain@gmail.com", "misal@gmail.com"));
        assert!(!is_same_house("", "misal@gmail.com"));
    }
}
