//! One of the lanes in which mails are handed over.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::{Mutex, mpsc};
use uuid::Uuid;

use super::{ServiceError, Services};
use crate::{
    domain::ids::{EmployerId, MailId},
    mail::{Domains, Enclosure, HandOver, MailError, NoMail, Outgoing, Transport},
    store::{Attempt, Handed, MailRow, Outcome, pack},
};

/// Hand-overs, with a server's answer to each, after which a mail is given up.
const TRIES: i32 = 12;

/// A leased mail.
pub(super) struct Task {
    pub mail: MailRow,
    pub mark: Uuid,
    /// It is not begun after this.
    pub until: DateTime<Utc>,
}

/// What became of a task.
pub(super) enum Answered {
    /// It was not begun.
    Untouched(Task),
    /// It was handed over, or this was tried.
    Tried {
        attempt: Attempt,
        employer: EmployerId,
        /// No server was there to say anything about it.
        unreachable: bool,
    },
    /// Its domain takes no mail, so it was not handed over.
    Pointless {
        attempt: Attempt,
        mail: Box<MailRow>,
        why: NoMail,
    },
}

impl Answered {
    pub(super) fn employer(&self) -> EmployerId {
        match self {
            Self::Untouched(task) => task.mail.employer,
            Self::Tried { employer, .. } => *employer,
            Self::Pointless { mail, .. } => mail.employer,
        }
    }

    /// Whether no server was there to say anything about it.
    pub(super) fn is_unreachable(&self) -> bool {
        matches!(
            self,
            Self::Tried {
                unreachable: true,
                ..
            }
        )
    }

    /// What is to be written down of it, unless it was not begun.
    pub(super) fn attempt(&self) -> Option<&Attempt> {
        match self {
            Self::Untouched(_) => None,
            Self::Tried { attempt, .. } | Self::Pointless { attempt, .. } => Some(attempt),
        }
    }
}

pub(super) struct Lane {
    pub services: Services,
    pub transport: Transport,
    /// Tells which domains take no mail.
    pub domains: Domains,
    pub halt: Arc<AtomicBool>,
}

impl Lane {
    /// Takes one task after another until there are none, or nobody listens.
    pub(super) async fn work(
        self,
        tasks: Arc<Mutex<mpsc::UnboundedReceiver<Task>>>,
        say: mpsc::Sender<Answered>,
    ) {
        loop {
            // A place for the answer first: what is handed over must be written down soon.
            let Ok(place) = say.reserve().await else {
                return;
            };
            let Some(task) = tasks.lock().await.recv().await else {
                return;
            };
            let late = self.services.clock.now() > task.until;
            let answered = if late || self.halt.load(Ordering::Relaxed) {
                Answered::Untouched(task)
            } else {
                self.attend(task).await
            };
            place.send(answered);
        }
    }

    /// Hands a mail over unless that is known to be pointless. One that a server may have had
    /// before is not judged anew.
    async fn attend(&self, task: Task) -> Answered {
        if task.mail.perhaps_taken {
            return self.hand_over(task).await;
        }
        match self.domains.refuses(&task.mail.recipient).await {
            Some(why) if why.is_final() => Answered::Pointless {
                attempt: suppress(
                    &task.mail,
                    (task.mark, self.services.clock.now()),
                    why.words(),
                ),
                mail: Box::new(task.mail),
                why,
            },
            _ => self.hand_over(task).await,
        }
    }

    async fn hand_over(&self, task: Task) -> Answered {
        let enclosure = match self.enclosure(&task.mail).await {
            Ok(enclosure) => enclosure,
            Err(why) => return self.without_file(task, &why),
        };
        let Task { mail, mark, .. } = task;
        let (no, id, employer) = (mail.attempts, mail.id, mail.employer);
        let repeated = mail.perhaps_taken;
        let outgoing = Outgoing {
            id: id.uuid(),
            queued_at: mail.queued_at,
            to: mail.recipient,
            reply_to: mail.reply_to,
            subject: mail.subject,
            text: mail.body_text,
            html: mail.body_html,
            kind: mail.kind,
            reference: mail.reference,
            help: Some(self.services.city.contact_email.clone()),
            repeat: repeated,
            language: mail.language.code(),
            enclosure,
        };
        let HandOver {
            relay,
            message,
            outcome,
        } = self.transport.hand_over(&outgoing).await;
        let unreachable = outcome.as_ref().is_err_and(MailError::is_unreachable);
        let (answer, outcome) = match outcome {
            Ok(answer) => (answer, Outcome::Taken),
            Err(error) => (error.answer(), self.judge(&error, no)),
        };
        tell(id, &outcome);
        let has_it = matches!(outcome, Outcome::Taken | Outcome::Unknown(_));
        let message = message.map(|made| Handed {
            sha256: made.sha256(),
            packed: has_it.then(|| pack(&made.bytes)),
            message_id: made.message_id,
        });
        Answered::Tried {
            attempt: Attempt {
                mail: id,
                mark,
                no,
                at: self.services.clock.now(),
                outcome,
                answer: answer.words,
                code: answer.code,
                relay,
                message,
                repeated,
            },
            employer,
            unreachable,
        }
    }

    /// The signed copy that a mail carries, exactly as it was put on record.
    async fn enclosure(&self, mail: &MailRow) -> Result<Option<Enclosure>, ServiceError> {
        let Some(letter) = mail.letter else {
            return Ok(None);
        };
        let (content, kind) = self.services.signed_copy(letter).await?;
        Ok(Some(Enclosure {
            name: format!("surat-{}.{}", mail.reference.to_lowercase(), kind.code()),
            media_type: kind.media_type(),
            content,
        }))
    }

    /// A mail whose file is gone or another one is refused; where it could not be asked for, the
    /// mail waits.
    fn without_file(&self, task: Task, error: &ServiceError) -> Answered {
        let Task { mail, mark, .. } = task;
        let id = mail.id;
        let outcome = match error {
            ServiceError::Store(_) => {
                Outcome::Later(self.services.clock.now() + self.patience(mail.attempts, true))
            }
            _ => Outcome::Refused,
        };
        tracing::warn!(mail.id = %id, "the letter that mail {id} carries can't be read");
        Answered::Tried {
            attempt: Attempt {
                mail: id,
                mark,
                no: mail.attempts,
                at: self.services.clock.now(),
                outcome,
                answer: format!("surat terlampir tidak dapat dibaca: {error}"),
                code: None,
                relay: None,
                message: None,
                repeated: mail.perhaps_taken,
            },
            employer: mail.employer,
            unreachable: false,
        }
    }

    /// A mail of which no server said anything is never given up: that says nothing about it.
    fn judge(&self, error: &MailError, no: i32) -> Outcome {
        let again = self.services.clock.now() + self.patience(no, error.is_unreachable());
        if error.is_final() {
            Outcome::Refused
        } else if error.perhaps_taken() {
            Outcome::Unknown(again)
        } else if no >= TRIES && !error.is_unreachable() {
            Outcome::Refused
        } else {
            Outcome::Later(again)
        }
    }

    /// Twice as long after each try, from two minutes to eight hours, or to half an hour where no
    /// server was there; with a little jitter so that a whole batch doesn't knock at once.
    fn patience(&self, no: i32, unreachable: bool) -> TimeDelta {
        let longest = if unreachable { 30 } else { 480 };
        let minutes = (1_i64 << no.clamp(1, 9)).min(longest);
        let jitter = i64::from(self.services.clock.new_id().as_bytes()[15]) * minutes / 8;
        TimeDelta::minutes(minutes) + TimeDelta::seconds(jitter)
    }
}

/// Tells whoever is on call of what did not go well.
fn tell(id: MailId, outcome: &Outcome) {
    match outcome {
        Outcome::Refused => tracing::warn!(mail.id = %id, "mail {id} was refused for good"),
        Outcome::Later(_) => tracing::warn!(mail.id = %id, "mail {id} waits for another try"),
        Outcome::Unknown(_) => {
            tracing::warn!(mail.id = %id, "nobody knows whether mail {id} was taken");
        }
        Outcome::Taken | Outcome::Suppressed => {}
    }
}

/// What is written down of a mail that is not handed over.
pub(super) fn suppress(mail: &MailRow, (mark, at): (Uuid, DateTime<Utc>), why: &str) -> Attempt {
    Attempt {
        mail: mail.id,
        mark,
        no: mail.attempts,
        at,
        outcome: Outcome::Suppressed,
        answer: format!("alamat tidak dapat dipakai lagi: {why}"),
        code: None,
        relay: None,
        message: None,
        repeated: false,
    }
}
