//! A letter's page: the letter, whom it goes to, and who has it.

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer,
        forms::Faults,
        frame::{Frame, Place},
        language::{args, number},
        query::address,
        template::{self, Page},
        visit::Visit,
    },
    LetterLine, WORKERS,
    desk::Desk,
};
use crate::{
    domain::{
        ids::{EmployerId, LetterId},
        letter::LetterState,
        receipt::How,
    },
    store::{MailState, Recipient, RecipientCounts, RecipientFilter},
};

/// Recipients on a page.
const PAGE: u32 = 50;

/// What the list of recipients is asked for, and what was just done with it.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct ListQuery {
    #[validate(length(max = 120))]
    q: String,
    /// `yes`: only those with a receipt; `no`: only those without.
    #[validate(length(max = 10))]
    receipt: String,
    #[validate(length(max = 60))]
    after: String,
    #[validate(length(max = 10))]
    done: String,
    #[validate(length(max = 10))]
    n: String,
    #[validate(length(max = 10))]
    left: String,
    #[validate(length(max = 10))]
    listed: String,
    #[validate(length(max = 10))]
    closed: String,
    #[validate(length(max = 10))]
    merged: String,
}

impl ListQuery {
    /// The list of these recipients, from its beginning.
    pub(super) fn new(q: &str, receipt: &str) -> Self {
        Self {
            q: q.to_owned(),
            receipt: receipt.to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn filter(&self) -> RecipientFilter {
        RecipientFilter {
            search: self.q.trim().to_owned(),
            received: match self.receipt.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
        }
    }

    /// This list at a path.
    fn at(&self, path: &str) -> String {
        self.with(path, &self.receipt, &[])
    }

    /// This list for other receipts, with more in its address.
    pub(super) fn with(&self, path: &str, receipt: &str, more: &[(&str, &str)]) -> String {
        let mut pairs = vec![("q", self.q.trim()), ("receipt", receipt)];
        pairs.extend(more);
        address(path, &pairs)
    }
}

/// What is typed beside the ticks.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Typed {
    pub(super) received_on: String,
    pub(super) how: String,
    pub(super) ticked: Vec<EmployerId>,
}

impl Typed {
    pub(super) fn new(visit: &Visit) -> Self {
        Self {
            received_on: visit.services.today().to_string(),
            how: How::Hand.code().to_owned(),
            ticked: Vec::new(),
        }
    }
}

/// The page.
#[derive(Debug, Serialize)]
struct LetterPage {
    frame: Frame,
    letter: LetterLine,
    desk: Desk,
    /// Goes to many, so that it has a list.
    to_many: bool,
    /// What was just done.
    done: Vec<String>,
    listed: u64,
    received: u64,
    gone: u64,
    /// How many the search and the filter find.
    found: u64,
    q: String,
    receipt: String,
    chips: Vec<Chip>,
    lines: Vec<Line>,
    first_href: Option<String>,
    next_href: Option<String>,
    csv_href: String,
    xlsx_href: String,
    /// The reader records receipts.
    works: bool,
    /// The reader may change the list too.
    changes: bool,
    ways: Vec<(&'static str, String)>,
    typed: Typed,
    faults: Faults,
}

impl Page for LetterPage {
    const FILE: &'static str = "letter.html";
}

#[derive(Debug, Serialize)]
struct Chip {
    words: String,
    count: u64,
    on: bool,
    href: String,
}

/// One employer that the letter goes to.
#[derive(Debug, Serialize)]
struct Line {
    id: EmployerId,
    name: String,
    nib: Option<String>,
    place: Option<String>,
    /// `closed` or `merged`, where it is one of them by now.
    gone: Option<&'static str>,
    added_by: String,
    added_at: String,
    /// Where the last mail stands that carries it; `lost` where it reached nobody.
    mail: Option<&'static str>,
    receipt: Option<Receipt>,
    ticked: bool,
}

#[derive(Debug, Serialize)]
struct Receipt {
    on: String,
    how: &'static str,
    /// Nobody: a report or an answer said it.
    by: Option<String>,
    at: String,
}

impl Line {
    fn of(visit: &Visit, recipient: &Recipient, ticked: &[EmployerId]) -> Self {
        Self {
            id: recipient.employer,
            name: recipient.name.clone(),
            nib: recipient.nib.clone(),
            place: recipient.kelurahan.clone(),
            gone: gone(recipient),
            added_by: recipient.added_by.clone(),
            added_at: visit.moment(recipient.added_at),
            mail: recipient.mail.map(mail_stands),
            receipt: recipient.receipt.as_ref().map(|receipt| Receipt {
                on: receipt.on.to_string(),
                how: receipt.how.code(),
                by: receipt.by.clone(),
                at: visit.moment(receipt.at),
            }),
            ticked: ticked.contains(&recipient.employer),
        }
    }
}

/// How a mail stands that carries a letter, for those who want to know whether it arrived.
fn mail_stands(state: MailState) -> &'static str {
    match state {
        MailState::Queued | MailState::Sending => "waits",
        MailState::Sent | MailState::Delayed => "sent",
        MailState::Delivered => "delivered",
        MailState::Bounced | MailState::Failed | MailState::Suppressed => "lost",
        MailState::Cancelled => "cancelled",
    }
}

/// What became of an employer after it was put on the list.
pub(super) fn gone(recipient: &Recipient) -> Option<&'static str> {
    match (recipient.merged, recipient.closed) {
        (true, _) => Some("merged"),
        (_, true) => Some("closed"),
        _ => None,
    }
}

pub(super) async fn page(
    visit: &Visit,
    id: LetterId,
    query: &ListQuery,
    (typed, faults): (Typed, Faults),
) -> Answer {
    let services = &visit.services;
    let letter = services.letter(id).await?;
    let all = services.recipient_counts().await?;
    let counts = all.into_iter().find(|(of, _)| *of == id);
    let counts = counts.map(|(_, counts)| counts).unwrap_or_default();
    let after = query.after.parse().ok();
    let found = services
        .recipients(id, &query.filter(), after, PAGE)
        .await?;
    let works = visit.is(WORKERS);
    let title = visit.say_with("letters-one", &args([("no", number(letter.no))]));
    let path = format!("/letters/{id}");
    let lines = found.lines.iter();
    let page = LetterPage {
        frame: Frame::of(visit, Place::Letters, title).await?,
        done: done(visit, query),
        listed: counts.listed,
        received: counts.received,
        gone: counts.gone,
        found: found.count,
        q: query.q.clone(),
        receipt: query.receipt.clone(),
        chips: chips(visit, query, (&path, counts)),
        lines: lines
            .map(|line| Line::of(visit, line, &typed.ticked))
            .collect(),
        first_href: after.map(|_| query.at(&path)),
        next_href: found
            .next
            .map(|next| query.with(&path, &query.receipt, &[("after", &next.to_string())])),
        csv_href: query.at(&format!("{path}.csv")),
        xlsx_href: query.at(&format!("{path}.xlsx")),
        works,
        changes: works && letter.state == LetterState::Draft,
        ways: How::BY_HAND
            .map(|how| {
                let said = visit.say(&format!("letters-how-{}", how.code()));
                (how.code(), said)
            })
            .into(),
        letter: LetterLine::of(visit, &letter),
        desk: Desk::of(visit, id).await?,
        to_many: letter.kind.is_to_many(),
        typed,
        faults,
    };
    template::render(visit.language, &page)
}

fn chips(visit: &Visit, query: &ListQuery, (path, counts): (&str, RecipientCounts)) -> Vec<Chip> {
    let chip = |(code, key, count)| Chip {
        words: visit.say(key),
        count,
        on: query.receipt == code,
        href: query.with(path, code, &[]),
    };
    let waiting = counts.listed - counts.received;
    let all = [
        ("", "letters-receipt-any", counts.listed),
        ("yes", "letters-receipt-yes", counts.received),
        ("no", "letters-receipt-no", waiting),
    ];
    all.map(chip).into()
}

/// What was just done, in sentences.
fn done(visit: &Visit, query: &ListQuery) -> Vec<String> {
    let said = |key: &str, count: &str| {
        let count: u32 = count.parse().unwrap_or(0);
        (count > 0).then(|| visit.say_with(key, &args([("count", number(count))])))
    };
    let first = match query.done.as_str() {
        "added" => said("letters-done-added", &query.n),
        "removed" => said("letters-done-removed", &query.n),
        "received" => said("letters-done-received", &query.n),
        "withdrawn" => said("letters-done-withdrawn", &query.n),
        "submit" | "comment" | "approve" | "send_back" | "cancel" | "refresh" | "saved"
        | "same" | "reverted" | "drafted" | "redrafted" => {
            return vec![visit.say(&format!("letter-did-{}", query.done))];
        }
        _ => return Vec::new(),
    };
    let more = [
        said("letters-done-listed", &query.listed),
        said("letters-done-closed", &query.closed),
        said("letters-done-merged", &query.merged),
        said("letters-done-left", &query.left),
    ];
    first
        .into_iter()
        .chain(more.into_iter().flatten())
        .collect()
}
