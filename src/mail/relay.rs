//! The dialogue with a mail server.
//!
//! It is led command by command, because only so is it known, when it breaks off, whether the
//! server can hold the message already.

use std::{
    error::Error as _,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use lettre::{
    Address,
    transport::smtp::{
        Error,
        authentication::DEFAULT_MECHANISMS,
        client::{AsyncSmtpConnection, Tls},
        commands::{Data, Ehlo, Mail, Rcpt, Rset},
        extension::{ClientId, MailParameter, RcptParameter},
        response::Response,
    },
};
use tokio::time::timeout;
use uuid::Uuid;

use super::{
    error::{Answer, MailError},
    smtp::Server,
};

/// Connections kept open for the next mail.
const MOST_IDLE: usize = 4;
/// Servers hang up on idle clients after a while; better not to meet that.
const LONGEST_IDLE: Duration = Duration::from_secs(30);
/// Replies to `MAIL` about our access, not about the message (RFC 4954, RFC 3207).
const ABOUT_ACCESS: [u16; 4] = [530, 534, 535, 538];
/// Beginnings of replies to `MAIL` about the sender, not about the message (RFC 3463).
const ABOUT_SENDER: [&str; 3] = ["5.7.", "5.1.7", "5.1.8"];

/// A server, with its open connections.
#[derive(Clone)]
pub(super) struct Relay(Arc<Inner>);

struct Inner {
    server: Server,
    idle: Mutex<Vec<Idle>>,
}

struct Idle {
    line: Line,
    since: Instant,
}

/// An open connection.
struct Line {
    connection: AsyncSmtpConnection,
    /// The server tells what became of a mail where it is asked to (RFC 3461).
    reports: bool,
}

/// What stands on the outside of a mail.
pub(super) struct Sealed {
    /// Comes back in reports as the envelope's id.
    pub id: Uuid,
    /// Where reports go.
    pub from: Address,
    pub to: Vec<Address>,
}

/// How far the dialogue has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Opening,
    Sender,
    Recipient,
    Content,
}

enum Fault {
    Smtp(Error),
    Silence(tokio::time::error::Elapsed),
}

impl Relay {
    pub(super) fn new(server: Server) -> Self {
        Self(Arc::new(Inner {
            server,
            idle: Mutex::default(),
        }))
    }

    pub(super) async fn send(&self, mail: &Sealed, bytes: &[u8]) -> Result<Answer, MailError> {
        let mut line = match self.take_idle().await {
            Some(open) => open,
            None => self.open().await.map_err(|f| judge(f, Stage::Opening))?,
        };
        let outcome = self.converse(&mut line, mail, bytes).await;
        // After anything but a clear answer the next reply could be one to the last mail.
        let in_step = match &outcome {
            Ok(_) => true,
            Err((Fault::Smtp(error), _)) => error.status().is_some(),
            Err((Fault::Silence(_), _)) => false,
        };
        if in_step {
            self.put_back(line);
        }
        outcome
            .map(|response| {
                let words: Vec<&str> = response.message().collect();
                Answer::new(code_of(response.code()), &words.join(" "))
            })
            .map_err(|(fault, stage)| judge(fault, stage))
    }

    async fn open(&self) -> Result<Line, Fault> {
        let server = &self.0.server;
        let hello = ClientId::default();
        let wrapped = match &server.encryption {
            Tls::Wrapper(parameters) => Some(parameters.clone()),
            _ => None,
        };
        let place = (server.host.as_str(), server.port);
        let patience = Some(server.patience);
        let opening = AsyncSmtpConnection::connect_tokio1(place, patience, &hello, wrapped, None);
        let mut connection = self.wait(opening).await?;
        let upgrade = match &server.encryption {
            Tls::Required(parameters) => Some(parameters),
            Tls::Opportunistic(parameters) if connection.can_starttls() => Some(parameters),
            _ => None,
        };
        if let Some(parameters) = upgrade {
            self.wait(connection.starttls(parameters.clone(), &hello))
                .await?;
        }
        if let Some(access) = &server.access {
            self.wait(connection.auth(DEFAULT_MECHANISMS, access))
                .await?;
        }
        // The library forgets what it doesn't know of the first greeting, so there is a second.
        let offers = self.wait(connection.command(Ehlo::new(hello))).await?;
        let reports = offers
            .message()
            .any(|line| line.trim().eq_ignore_ascii_case("DSN"));
        Ok(Line {
            connection,
            reports,
        })
    }

    async fn converse(
        &self,
        line: &mut Line,
        mail: &Sealed,
        bytes: &[u8],
    ) -> Result<Response, (Fault, Stage)> {
        // Addresses and bytes are ASCII, so no parameter is needed but those about reports.
        let (about_mail, reports) = (mail.parameters(line.reports), line.reports);
        let connection = &mut line.connection;
        self.wait(connection.command(Mail::new(Some(mail.from.clone()), about_mail)))
            .await
            .map_err(|fault| (fault, Stage::Sender))?;
        for to in &mail.to {
            let about_recipient = notify(to, reports);
            self.wait(connection.command(Rcpt::new(to.clone(), about_recipient)))
                .await
                .map_err(|fault| (fault, Stage::Recipient))?;
        }
        self.wait(connection.command(Data))
            .await
            .map_err(|fault| (fault, Stage::Recipient))?;
        // The line end before the closing dot is the message's own last one.
        let content = bytes.strip_suffix(b"\r\n").unwrap_or(bytes);
        self.wait(connection.message(content))
            .await
            .map_err(|fault| (fault, Stage::Content))
    }

    async fn wait<T>(&self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Fault> {
        match timeout(self.0.server.patience, work).await {
            Ok(done) => done.map_err(Fault::Smtp),
            Err(elapsed) => Err(Fault::Silence(elapsed)),
        }
    }

    async fn take_idle(&self) -> Option<Line> {
        loop {
            let mut parked = self.idle().pop()?;
            let fresh = parked.since.elapsed() < LONGEST_IDLE;
            // Also clears what a refusal left half said.
            if fresh
                && self
                    .wait(parked.line.connection.command(Rset))
                    .await
                    .is_ok()
            {
                return Some(parked.line);
            }
        }
    }

    fn put_back(&self, line: Line) {
        let mut idle = self.idle();
        if idle.len() < MOST_IDLE {
            idle.push(Idle {
                line,
                since: Instant::now(),
            });
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Idle>> {
        // Nothing is done under the lock that could leave the list half changed.
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sealed {
    /// A report names the mail, and brings its head and not its body.
    fn parameters(&self, reports: bool) -> Vec<MailParameter> {
        let parameter = |keyword: &str, value: String| MailParameter::Other {
            keyword: keyword.to_owned(),
            value: Some(value),
        };
        if reports {
            vec![
                parameter("RET", "HDRS".to_owned()),
                parameter("ENVID", self.id.simple().to_string()),
            ]
        } else {
            Vec::new()
        }
    }
}

/// Asks for word of a mail that arrived, was lost or is late.
fn notify(to: &Address, reports: bool) -> Vec<RcptParameter> {
    let parameter = |keyword: &str, value: String| RcptParameter::Other {
        keyword: keyword.to_owned(),
        value: Some(value),
    };
    if reports {
        vec![
            parameter("NOTIFY", "SUCCESS,FAILURE,DELAY".to_owned()),
            parameter("ORCPT", format!("rfc822;{to}")),
        ]
    } else {
        Vec::new()
    }
}

fn judge(fault: Fault, stage: Stage) -> MailError {
    let error = match fault {
        Fault::Silence(elapsed) => {
            return MailError::Deferred {
                answer: None,
                perhaps_taken: stage == Stage::Content,
                source: Some(Box::new(elapsed)),
            };
        }
        Fault::Smtp(error) => error,
    };
    let Some(status) = error.status() else {
        return MailError::Deferred {
            answer: None,
            perhaps_taken: stage == Stage::Content,
            source: Some(Box::new(error)),
        };
    };
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    let answer = Answer::new(code_of(status), &said);
    if error.is_permanent() && is_about_the_message(&answer, stage) {
        MailError::Refused(answer)
    } else {
        MailError::Deferred {
            answer: Some(answer),
            perhaps_taken: false,
            source: None,
        }
    }
}

/// Whoever mends our access or our sender gets the mail out after all.
fn is_about_the_message(answer: &Answer, stage: Stage) -> bool {
    match stage {
        Stage::Opening => false,
        Stage::Sender => {
            !answer.code.is_some_and(|code| ABOUT_ACCESS.contains(&code))
                && !ABOUT_SENDER.iter().any(|s| answer.words.starts_with(s))
        }
        Stage::Recipient | Stage::Content => true,
    }
}

fn code_of(code: lettre::transport::smtp::response::Code) -> Option<u16> {
    code.to_string().parse().ok()
}
