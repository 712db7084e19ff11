//! A mailbox that reports and answers come to, over IMAP.
//!
//! Messages are fetched without marking them. Whoever has put one on record says so, and it is
//! moved to another folder, or flagged. A program that dies in between finds it again.

use std::{error::Error, fmt, num::NonZeroU16, sync::Arc, time::Duration};

use async_imap::{Client, Session};
use futures_util::{StreamExt, TryStreamExt};
use secrecy::{ExposeSecret, SecretString};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, crypto::ring, pki_types::ServerName},
};

use super::{
    authorities::Authorities,
    error::SettingsError,
    smtp::{Tls, is_here},
};

/// The port on which TLS begins with the first byte.
const PORT_OF_IMPLICIT_TLS: u16 = 993;
/// Bytes of a message that are fetched; whatever matters stands before a large copy.
const MOST_BYTES: usize = 16 << 20;
/// Messages that are taken from the mailbox at one time.
const MOST_MESSAGES: usize = 500;

/// Which mailbox, and as whom.
#[derive(Debug, Clone)]
pub struct InboxSettings {
    /// Name or address of the server.
    pub host: String,
    /// Usually 993 for TLS from the first byte, or 143.
    pub port: NonZeroU16,
    /// Whether the way there is encrypted.
    pub tls: Tls,
    /// Whose mailbox.
    pub user: String,
    /// Comes from the environment or a file, never from the settings file.
    pub password: SecretString,
    /// Where messages come in.
    pub folder: String,
    /// Where messages go that were read; empty: they stay and are flagged as seen.
    pub done_folder: String,
    /// Longest wait for one answer, in seconds.
    pub timeout_s: u16,
    /// Who vouches for the server beside the public authorities.
    pub authorities: Authorities,
}

/// Why the mailbox could not be read.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    /// The server can't be reached, or offers no TLS where it has to.
    #[error("the mailbox's server can't be reached")]
    Connect(#[source] Box<dyn Error + Send + Sync>),
    /// It turned us away.
    #[error("the mailbox's server turned us away")]
    Access(#[source] Box<dyn Error + Send + Sync>),
    /// It said no, or broke off.
    #[error("the mailbox's server did not do as asked")]
    Server(#[from] async_imap::error::Error),
    /// It took too long.
    #[error("the mailbox's server did not answer in time")]
    Timeout(#[from] tokio::time::error::Elapsed),
}

impl InboxError {
    fn connect(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Connect(error.into())
    }
}

/// Bytes both ways, in the clear or not.
trait Wire: AsyncRead + AsyncWrite + Unpin + fmt::Debug + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + fmt::Debug + Send> Wire for T {}

/// A mailbox that can be opened.
#[derive(Debug, Clone)]
pub struct Inbox(Arc<InboxSettings>);

/// A mailbox that is open.
#[derive(Debug)]
pub struct OpenInbox {
    session: Session<Box<dyn Wire>>,
    settings: Arc<InboxSettings>,
    can_move: bool,
}

impl Inbox {
    /// Checks the settings; nobody is asked yet.
    ///
    /// # Errors
    /// When the password would cross the network in the clear, or there is none.
    pub fn new(settings: InboxSettings) -> Result<Self, SettingsError> {
        if settings.user.is_empty() || settings.password.expose_secret().is_empty() {
            return Err(SettingsError::Access);
        }
        if settings.tls != Tls::Required && !is_here(&settings.host) {
            return Err(SettingsError::Exposed);
        }
        Ok(Self(Arc::new(settings)))
    }

    /// Signs in and opens the folder.
    ///
    /// # Errors
    /// When the server can't be reached, turns us away, or has no such folder.
    pub async fn open(&self) -> Result<OpenInbox, InboxError> {
        let settings = self.0.clone();
        let client = timeout(patience(&settings), connect(&settings)).await??;
        let password = settings.password.expose_secret();
        let signed_in = timeout(patience(&settings), client.login(&settings.user, password));
        let mut session = signed_in
            .await?
            .map_err(|(error, _)| InboxError::Access(error.into()))?;
        let capabilities = timeout(patience(&settings), session.capabilities()).await??;
        let can_move = capabilities.has_str("MOVE");
        if !settings.done_folder.is_empty() {
            // It is there from the second time on.
            let made = timeout(patience(&settings), session.create(&settings.done_folder)).await?;
            if made.is_ok() {
                tracing::info!("the folder for messages that were read was made");
            }
        }
        timeout(patience(&settings), session.select(&settings.folder)).await??;
        Ok(OpenInbox {
            session,
            settings,
            can_move,
        })
    }
}

impl OpenInbox {
    /// The numbers of the messages that nobody has read yet, the oldest first.
    ///
    /// # Errors
    /// When the server fails.
    pub async fn waiting(&mut self) -> Result<Vec<u32>, InboxError> {
        let what = if self.settings.done_folder.is_empty() {
            "UNSEEN UNDELETED"
        } else {
            "UNDELETED"
        };
        let found = self.session.uid_search(what);
        let found = timeout(patience(&self.settings), found).await??;
        let mut found: Vec<u32> = found.into_iter().collect();
        found.sort_unstable();
        found.truncate(MOST_MESSAGES);
        Ok(found)
    }

    /// One message, its beginning where it is enormous; `None` when somebody took it away.
    ///
    /// # Errors
    /// When the server fails.
    pub async fn message(&mut self, number: u32) -> Result<Option<Vec<u8>>, InboxError> {
        let what = format!("(UID BODY.PEEK[]<0.{MOST_BYTES}>)");
        let patience = patience(&self.settings);
        let fetched = async {
            let stream = self.session.uid_fetch(number.to_string(), what).await?;
            let fetched: Vec<_> = stream.try_collect().await?;
            Ok::<_, InboxError>(fetched)
        };
        let fetched = timeout(patience, fetched).await??;
        let mut ours = fetched.iter().filter(|one| one.uid == Some(number));
        Ok(ours.find_map(|one| one.body()).map(<[u8]>::to_vec))
    }

    /// Says that a message is on record: it is moved away, or flagged.
    ///
    /// # Errors
    /// When the server fails.
    pub async fn done(&mut self, number: u32) -> Result<(), InboxError> {
        let (settings, set) = (self.settings.clone(), number.to_string());
        let patience = patience(&settings);
        let done = async {
            if settings.done_folder.is_empty() {
                return self.flag(&set, "+FLAGS.SILENT (\\Seen)").await;
            }
            if self.can_move {
                self.session.uid_mv(&set, &settings.done_folder).await?;
                return Ok(());
            }
            self.session.uid_copy(&set, &settings.done_folder).await?;
            // Others may have deleted messages here that they still want to see: no expunge.
            self.flag(&set, "+FLAGS.SILENT (\\Seen \\Deleted)").await
        };
        timeout(patience, done).await?
    }

    async fn flag(&mut self, set: &str, flags: &str) -> Result<(), InboxError> {
        let mut answers = Box::pin(self.session.uid_store(set, flags).await?);
        while let Some(answer) = answers.next().await {
            answer?;
        }
        Ok(())
    }

    /// Signs out.
    pub async fn close(mut self) {
        // Whoever doesn't answer any more is left as he is.
        let _ = timeout(patience(&self.settings), self.session.logout()).await;
    }
}

fn patience(settings: &InboxSettings) -> Duration {
    Duration::from_secs(settings.timeout_s.max(1).into())
}

async fn connect(settings: &InboxSettings) -> Result<Client<Box<dyn Wire>>, InboxError> {
    let place = (settings.host.as_str(), settings.port.get());
    let stream = TcpStream::connect(place)
        .await
        .map_err(InboxError::connect)?;
    if settings.tls == Tls::Required && settings.port.get() == PORT_OF_IMPLICIT_TLS {
        let mut client = Client::new(sealed(settings, Box::new(stream)).await?);
        greeting(&mut client).await?;
        return Ok(client);
    }
    let plain: Box<dyn Wire> = Box::new(stream);
    let mut client = Client::new(plain);
    greeting(&mut client).await?;
    if settings.tls == Tls::None {
        return Ok(client);
    }
    match client.run_command_and_check_ok("STARTTLS", None).await {
        Ok(()) => Ok(Client::new(sealed(settings, client.into_inner()).await?)),
        Err(_) if settings.tls == Tls::Opportunistic => Ok(client),
        Err(error) => Err(InboxError::connect(error)),
    }
}

async fn greeting(client: &mut Client<Box<dyn Wire>>) -> Result<(), InboxError> {
    let greeting = client.read_response().await.map_err(InboxError::connect)?;
    greeting
        .map(|_| ())
        .ok_or_else(|| InboxError::connect("it hung up without a greeting"))
}

async fn sealed(
    settings: &InboxSettings,
    stream: Box<dyn Wire>,
) -> Result<Box<dyn Wire>, InboxError> {
    let roots = settings.authorities.with_public_ones();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(InboxError::connect)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(settings.host.clone()).map_err(InboxError::connect)?;
    let connector = TlsConnector::from(Arc::new(config));
    let sealed = connector.connect(name, stream).await;
    Ok(Box::new(sealed.map_err(InboxError::connect)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(tls: Tls, host: &str) -> InboxSettings {
        InboxSettings {
            host: host.to_owned(),
            port: NonZeroU16::new(143).unwrap(),
            tls,
            user: "kembali@kota.example".to_owned(),
            password: SecretString::from("rahasia"),
            folder: "INBOX".to_owned(),
            done_folder: String::new(),
            timeout_s: 10,
            authorities: Authorities::default(),
        }
    }

    #[test]
    fn a_password_never_crosses_the_network_in_the_clear() {
        for tls in [Tls::None, Tls::Opportunistic] {
            let refused = Inbox::new(settings(tls, "imap.kota.example"));
            assert!(matches!(refused, Err(SettingsError::Exposed)));
            assert!(Inbox::new(settings(tls, "127.0.0.1")).is_ok());
        }
        let sound = Inbox::new(settings(Tls::Required, "imap.kota.example")).unwrap();
        assert!(!format!("{sound:?}").contains("rahasia"));
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_is_an_error_that_says_so() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let mut nobody = settings(Tls::None, "127.0.0.1");
        nobody.port = NonZeroU16::new(port).unwrap();
        let error = Inbox::new(nobody).unwrap().open().await.unwrap_err();
        assert!(matches!(error, InboxError::Connect(_)), "{error:?}");
    }
}
