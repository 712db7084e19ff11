//! Whether the domain of an address takes mail, by what the DNS says.
//!
//! Only what is said plainly counts. Silence, a failing server, or no resolver at all proves
//! nothing, and neither does "there is no such domain" from a resolver that knows the names of
//! its own house alone.

use std::{
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use hickory_resolver::{
    TokioResolver,
    config::{NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts},
    net::{NetError, runtime::TokioRuntimeProvider},
    proto::rr::{Name, RData, RecordType},
};
use tokio::time::timeout;

use super::error::SettingsError;

/// The longest wait for all that is asked about one domain.
const PATIENCE: Duration = Duration::from_secs(5);
/// An answer is believed for so long at most, however long its owner says.
const LONGEST: Duration = Duration::from_hours(1);
/// And for so long at least.
const SHORTEST: Duration = Duration::from_mins(1);
/// Answers that are kept.
const KEPT: u64 = 4_096;
/// After so many silences in a row nobody is asked for a while, so that mail isn't held up.
const SILENCES: u32 = 3;
/// For so long.
const REST: Duration = Duration::from_mins(1);
/// The port of the DNS.
const PORT: u16 = 53;

/// Why a domain takes no mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoMail {
    /// There is no such domain.
    NoDomain,
    /// It says that it takes none (RFC 7505).
    NullMx,
    /// It names no server for mail and has no address itself.
    NoServer,
}

impl NoMail {
    /// Stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoDomain => "no-domain",
            Self::NullMx => "null-mx",
            Self::NoServer => "no-server",
        }
    }

    /// The words for records and screens.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoDomain => "domain tidak menerima pos-el: domainnya tidak ada",
            Self::NullMx => "domain tidak menerima pos-el: dinyatakan pemiliknya di DNS (null MX)",
            Self::NoServer => "domain tidak menerima pos-el: tidak ada server pos-el di DNS",
        }
    }

    /// Whether nothing needs to be sent to know that it would come back.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::NoDomain | Self::NullMx)
    }
}

/// Asks the DNS about domains; the default asks nobody and knows nothing. Cheap to clone.
#[derive(Clone, Default)]
pub struct Domains(Option<Arc<Asking>>);

struct Asking {
    resolver: TokioResolver,
    patience: Duration,
    silence: Mutex<Silence>,
}

#[derive(Default)]
struct Silence {
    in_a_row: u32,
    until: Option<Instant>,
}

impl Domains {
    /// Asks the name server at this address (`10.0.0.53`, `127.0.0.1:5353`), or those of the
    /// system where it is empty. Where the system names none, nobody is asked.
    ///
    /// # Errors
    /// [`SettingsError::Resolver`] when that is no address.
    pub fn asking(server: &str) -> Result<Self, SettingsError> {
        Self::asking_for(server, PATIENCE)
    }

    /// The same, with another patience for each domain.
    ///
    /// # Errors
    /// [`SettingsError::Resolver`] when that is no address.
    pub fn asking_for(server: &str, patience: Duration) -> Result<Self, SettingsError> {
        let builder = if server.is_empty() {
            match TokioResolver::builder_tokio() {
                Ok(builder) => builder,
                Err(error) => {
                    let error = &error as &dyn std::error::Error;
                    tracing::warn!(
                        error,
                        "the system names no resolver: no domain is looked up"
                    );
                    return Ok(Self::default());
                }
            }
        } else {
            let config = ResolverConfig::from_name_servers(vec![name_server(server)?]);
            TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
        };
        let resolver = builder.with_options(options(patience)).build();
        Ok(Self(Some(Arc::new(Asking {
            resolver: resolver.map_err(|error| SettingsError::Resolver(Some(Box::new(error))))?,
            patience,
            silence: Mutex::default(),
        }))))
    }

    /// Whether anybody is asked.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.0.is_some()
    }

    /// Why the domain of an address takes no mail; `None` where it does, or nothing is known.
    pub async fn refuses(&self, address: &str) -> Option<NoMail> {
        let asking = self.0.as_ref()?;
        let (_, domain) = address.rsplit_once('@')?;
        // Never with the names that the system appends to short ones.
        let mut name = Name::from_utf8(domain).ok()?;
        name.set_fqdn(true);
        if asking.rests() {
            return None;
        }
        let judged = timeout(asking.patience, asking.judge(name)).await;
        asking.heard(!matches!(judged, Err(_) | Ok(Err(NetError::Timeout))));
        judged.ok()?.ok()?
    }
}

impl Asking {
    async fn judge(&self, name: Name) -> Result<Option<NoMail>, NetError> {
        match self.resolver.lookup(name.clone(), RecordType::MX).await {
            Ok(found) => {
                let mut servers = found
                    .answers()
                    .iter()
                    .filter_map(|record| match &record.data {
                        RData::MX(mx) => Some(&mx.exchange),
                        _ => None,
                    });
                if let Some(first) = servers.next() {
                    let none = first.is_root() && servers.all(Name::is_root);
                    return Ok(none.then_some(NoMail::NullMx));
                }
            }
            Err(error) if error.is_nx_domain() => {
                return Ok(self.knows_the_world().await.then_some(NoMail::NoDomain));
            }
            Err(error) if error.is_no_records_found() => {}
            Err(error) => return Err(error),
        }
        for kind in [RecordType::A, RecordType::AAAA] {
            match self.resolver.lookup(name.clone(), kind).await {
                Ok(found) => {
                    if found.answers().iter().any(|one| one.record_type() == kind) {
                        return Ok(None);
                    }
                }
                Err(error) if error.is_no_records_found() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.knows_the_world().await.then_some(NoMail::NoServer))
    }

    /// Whether the resolver knows who keeps the root. One that doesn't knows its own house, and
    /// whatever it says that there isn't may well be.
    async fn knows_the_world(&self) -> bool {
        let root = self.resolver.lookup(Name::root(), RecordType::NS).await;
        root.is_ok_and(|found| {
            let mut answers = found.answers().iter();
            answers.any(|one| one.record_type() == RecordType::NS)
        })
    }

    fn rests(&self) -> bool {
        self.silence()
            .until
            .is_some_and(|until| Instant::now() < until)
    }

    fn heard(&self, anything: bool) {
        let mut silence = self.silence();
        if anything {
            *silence = Silence::default();
            return;
        }
        silence.in_a_row += 1;
        if silence.in_a_row >= SILENCES {
            tracing::warn!("the resolver is silent: no domain is looked up for a while");
            silence.until = Some(Instant::now() + REST);
            silence.in_a_row = 0;
        }
    }

    fn silence(&self) -> MutexGuard<'_, Silence> {
        // Nothing is done under the lock that could leave it half changed.
        self.silence.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn name_server(typed: &str) -> Result<NameServerConfig, SettingsError> {
    let place = match typed.parse::<IpAddr>() {
        Ok(ip) => SocketAddr::new(ip, PORT),
        Err(_) => typed.parse().map_err(|_| SettingsError::Resolver(None))?,
    };
    let mut server = NameServerConfig::udp_and_tcp(place.ip());
    for connection in &mut server.connections {
        connection.port = place.port();
    }
    Ok(server)
}

/// One second try within the patience; answers are kept for a bounded time.
fn options(patience: Duration) -> ResolverOpts {
    let mut options = ResolverOpts::default();
    options.timeout = patience / 3;
    options.attempts = 1;
    options.cache_size = KEPT;
    options.use_hosts_file = ResolveHosts::Never;
    options.positive_min_ttl = Some(SHORTEST);
    options.positive_max_ttl = Some(LONGEST);
    options.negative_min_ttl = Some(SHORTEST);
    options.negative_max_ttl = Some(LONGEST);
    options
}
