//! The dialogue with a mail server.
//!
//! It is led command by command, because only so is it known, when it breaks off, whether the
//! server can hold the message already.

use std::{
    error::Error as _,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use lettre::transport::smtp::{
    Error,
    authentication::DEFAULT_MECHANISMS,
    client::{AsyncSmtpConnection, Tls},
    commands::{Data, Ehlo, Mail, Rcpt, Rset},
    extension::ClientId,
    response::Response,
};
use tokio::{net::TcpStream, time::timeout};

use super::{
    error::{Answer, MailError},
    sealed::{Sealed, notify},
    smtp::Server,
};

/// The reply of a server that closes the dialogue, whatever was asked of it.
const CLOSING: u16 = 421;
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
    /// What was said last was not done with; the next mail begins with a clean slate.
    half_said: bool,
    /// It carried a mail before, so the server may have hung up meanwhile.
    used: bool,
    /// The server tells what became of a mail where it is asked to (RFC 3461).
    reports: bool,
}

/// How far the dialogue has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Opening,
    Sender,
    Recipient,
    Content,
}

enum Fault {
    Socket(io::Error),
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

    /// Name and port of the server.
    pub(super) fn name(&self) -> String {
        format!("{}:{}", self.0.server.host, self.0.server.port)
    }

    /// Hands over one mail.
    ///
    /// A connection that was used before may have been closed by the server since. That shows at
    /// the first command, before anything of the mail was said, and a new one is opened.
    pub(super) async fn send(&self, mail: &Sealed, bytes: &[u8]) -> Result<Answer, Missed> {
        let mut line = match self.take_idle().await {
            Some(open) => open,
            None => self
                .open()
                .await
                .map_err(|f| Missed::at(f, Stage::Opening))?,
        };
        let mut outcome = self.converse(&mut line, mail, bytes).await;
        if let Err((fault, Stage::Sender)) = &outcome
            && line.used
            && fault.is_hanging_up()
        {
            line = self
                .open()
                .await
                .map_err(|f| Missed::at(f, Stage::Opening))?;
            outcome = self.converse(&mut line, mail, bytes).await;
        }
        match outcome {
            Ok(response) => {
                (line.used, line.half_said) = (true, false);
                self.put_back(line);
                let words: Vec<&str> = response.message().collect();
                Ok(Answer::new(code_of(response.code()), &words.join(" ")))
            }
            Err((fault, stage)) => {
                // After anything but a clear answer the next reply could be one to this mail.
                if !fault.is_hanging_up() {
                    (line.used, line.half_said) = (true, true);
                    self.put_back(line);
                }
                Err(Missed::at(fault, stage))
            }
        }
    }

    async fn open(&self) -> Result<Line, Fault> {
        let server = &self.0.server;
        let hello = ClientId::default();
        let place = (server.host.as_str(), server.port);
        let mut connection = if let Tls::Wrapper(parameters) = &server.encryption {
            let (patience, parameters) = (Some(server.patience), Some(parameters.clone()));
            let opening =
                AsyncSmtpConnection::connect_tokio1(place, patience, &hello, parameters, None);
            self.wait(opening).await?
        } else {
            let connecting = timeout(server.patience, TcpStream::connect(place));
            let stream = connecting.await.map_err(Fault::Silence)?;
            let stream = stream.map_err(Fault::Socket)?;
            // The closing dot must not wait until the server has confirmed what came before it.
            stream.set_nodelay(true).map_err(Fault::Socket)?;
            let opening = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello);
            self.wait(opening).await?
        };
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
        let offers_reports = |line: &str| line.trim().eq_ignore_ascii_case("DSN");
        Ok(Line {
            connection,
            half_said: false,
            used: false,
            reports: offers.message().any(offers_reports),
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
            let Idle { mut line, since } = self.idle().pop()?;
            if since.elapsed() > LONGEST_IDLE {
                continue;
            }
            // Clears what a refusal left half said.
            if !line.half_said || self.wait(line.connection.command(Rset)).await.is_ok() {
                return Some(line);
            }
        }
    }

    fn put_back(&self, line: Line) {
        let mut idle = self.idle();
        if idle.len() < self.0.server.connections {
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

/// A mail that a server did not take.
pub(super) struct Missed {
    /// Why.
    pub error: MailError,
    /// It was not about the message, so another server may take it.
    pub elsewhere: bool,
}

impl Fault {
    /// Whether nothing more can be said on this connection.
    fn is_hanging_up(&self) -> bool {
        match self {
            Self::Socket(_) | Self::Silence(_) => true,
            Self::Smtp(error) => error
                .status()
                .is_none_or(|code| code_of(code) == Some(CLOSING)),
        }
    }
}

impl Missed {
    fn at(fault: Fault, stage: Stage) -> Self {
        let said = match &fault {
            Fault::Smtp(error) => error.status().map(|status| {
                let words = error.source().map(ToString::to_string).unwrap_or_default();
                Answer::new(code_of(status), &words)
            }),
            Fault::Socket(_) | Fault::Silence(_) => None,
        };
        let about_message = matches!(&fault, Fault::Smtp(error) if error.is_permanent())
            && said
                .as_ref()
                .is_some_and(|a| is_about_the_message(a, stage));
        if let (Some(answer), true) = (&said, about_message) {
            let error = MailError::Refused(answer.clone());
            return Self {
                error,
                elsewhere: false,
            };
        }
        let perhaps_taken = said.is_none() && stage == Stage::Content;
        let closing = said.as_ref().is_some_and(|a| a.code == Some(CLOSING));
        let elsewhere = stage == Stage::Opening || closing || (said.is_none() && !perhaps_taken);
        let source: Option<Box<dyn std::error::Error + Send + Sync>> = match fault {
            _ if said.is_some() => None,
            Fault::Smtp(error) => Some(Box::new(error)),
            Fault::Socket(error) => Some(Box::new(error)),
            Fault::Silence(elapsed) => Some(Box::new(elapsed)),
        };
        let error = MailError::Deferred {
            answer: said,
            perhaps_taken,
            unreachable: elsewhere,
            source,
        };
        Self { error, elsewhere }
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
