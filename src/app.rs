//! Building the program from its settings: every long-lived object is made here.

mod doors;
mod keys;
mod post;
mod restore;
mod sign_in;

use std::{
    fs,
    net::SocketAddr,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

pub use keys::kept_proof_key;
pub use restore::restore;

use crate::{
    clock::{RehearsalClock, SharedClock, SystemClock},
    config::{self, Config, ConfigError, ScheduleSection},
    domain::{
        ids::DirectiveId,
        schedule::{Action, Cron, is_name},
        verdict::Limits,
        workdays::Calendar,
    },
    mail::{SettingsError, TemplateError, Templates},
    services::{Almanac, City, ImportDesk, Rulebook, Seeds, ServiceError, Services, Site},
    store::{NewDirective, Schedule, Store, StoreError},
};

/// What the command line says about the installation.
#[derive(Debug, Clone)]
pub struct Place {
    /// Folder for everything the program writes.
    pub data: PathBuf,
    /// `sqlite://…` or `postgres://…`; a file in the folder where nobody says.
    pub database: Option<String>,
    /// Settings over the embedded ones.
    pub config: Option<PathBuf>,
    /// What "now" is, for rehearsals.
    pub at: Option<DateTime<Utc>>,
    /// Whether time passes from there, as for a server.
    pub runs_on: bool,
}

/// Why the program can't be built.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The settings can't be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The mail settings contradict each other.
    #[error("pengaturan [mail] tidak dapat dipakai")]
    Mail(#[from] SettingsError),
    /// A template of a mail doesn't fit.
    #[error("naskah pos-el tidak dapat dimuat")]
    Template(#[from] TemplateError),
    /// The data folder can't be used.
    #[error("folder data {0} tidak dapat dipakai")]
    Data(PathBuf, #[source] std::io::Error),
    /// The database can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database and this program don't belong together.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// A secret key is missing or broken.
    #[error("{0}")]
    Key(String),
}

impl StartError {
    /// Whether usage or configuration is at fault, rather than the moment.
    #[must_use]
    pub fn is_configuration(&self) -> bool {
        match self {
            Self::Config(_) | Self::Mail(_) | Self::Template(_) | Self::Key(_) => true,
            Self::Service(error) => matches!(error, ServiceError::Installation(_)),
            Self::Store(error) => matches!(error, StoreError::Newer(_)),
            Self::Data(..) => false,
        }
    }
}

/// The calendar for what needs nothing else: by the database where there is one, else by the
/// settings. Nothing is made or changed.
///
/// # Errors
/// When the settings or the database can't be used.
pub async fn calendar(place: &Place) -> Result<Calendar, StartError> {
    let config = config::load(place.config.as_deref())?;
    let file = place.data.join("patuh.db");
    let url = place
        .database
        .clone()
        .or_else(|| file.exists().then(|| sqlite_url(&file)));
    let kept = match url {
        Some(url) => Store::connect(&url).await?.holidays_if_kept().await?,
        None => None,
    };
    let table = match kept {
        Some(kept) => kept,
        None => config::holidays(&config.rules.holidays_file)?,
    };
    Ok(table.calendar(config.rules.joint_leave_counts))
}

/// Where people find the site by the settings, for what needs nothing else.
///
/// # Errors
/// When the settings can't be used.
pub fn site(place: &Place) -> Result<Site, StartError> {
    let config = config::load(place.config.as_deref())?;
    Ok(sign_in::site(&config)?)
}

/// Where the numbers for those who watch have a listener of their own, if they do.
///
/// # Errors
/// When the settings can't be used.
pub fn metrics_listen(place: &Place) -> Result<Option<SocketAddr>, StartError> {
    let config = config::load(place.config.as_deref())?;
    Ok(sign_in::metrics_listen(&config)?)
}

/// Opens the installation: folder, database, keys, templates, transport.
///
/// # Errors
/// When any of them can't be used; nothing is half made.
pub async fn open(place: &Place) -> Result<Services, StartError> {
    let config = config::load(place.config.as_deref())?;
    let data = &place.data;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(data)
        .map_err(|error| StartError::Data(data.clone(), error))?;
    let clock: SharedClock = match place.at {
        Some(at) if place.runs_on => Arc::new(RehearsalClock::running(at)),
        Some(at) => Arc::new(RehearsalClock::still(at)),
        None => Arc::new(SystemClock),
    };
    let url = place
        .database
        .clone()
        .unwrap_or_else(|| sqlite_url(&data.join("patuh.db")));
    let store = Store::connect(&url).await?;
    store.migrate().await?;
    let keyer = Arc::new(keys::person_key(&config, data, &store).await?);
    let session_key = keys::session_key(&config, data)?;
    let seal = keys::proof_key(&config, data)?;
    let services = Services {
        clock: clock.clone(),
        data: data.clone(),
        rules: Arc::new(rulebook(&config)?),
        almanac: Arc::new(Almanac::new(
            config::holidays(&config.rules.holidays_file)?,
            config.rules.joint_leave_counts,
        )),
        city: Arc::new(city(&config)?),
        templates: Arc::new(Templates::embedded()?),
        transport: post::transport(&config, data)?,
        capture: post::capture(&config, data)?,
        mail_rules: Arc::new(post::mail_rules(&config)),
        keyer,
        sign_in: Arc::new(sign_in::rules(&config, session_key)?),
        seal: Arc::new(seal),
        desk: Arc::new(ImportDesk::taking(u64::from(config.site.upload_mb) << 20)),
        seeds: Arc::new(seeds(&config, &clock)?),
        doors: Arc::new(doors::doors(&config)?),
        domains: doors::domains(&config)?,
        matcher: Arc::default(),
        store,
    };
    services.prepare().await?;
    Ok(services)
}

/// The address of a database file, whose path may hold what a URL reserves.
fn sqlite_url(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = path
        .replace('%', "%25")
        .replace('?', "%3F")
        .replace('#', "%23");
    format!("sqlite://{path}")
}

fn rulebook(config: &Config) -> Result<Rulebook, StartError> {
    let rules = &config.rules;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the share is checked to lie between 0 and 1"
    )]
    let unreadable_share = (rules.unreadable_share * 10_000.0).round() as u32;
    Ok(Rulebook {
        limits: Limits {
            enrolment_grace_days: rules.enrolment_grace_days,
            roster_days: rules.roster_days,
            unreadable_share,
        },
        rates: config::rates(&rules.rates_file)?,
        keep_roster_days: config.privacy.roster_days,
        keep_participant_days: config.privacy.participant_days,
        keep_returned_days: config.privacy.returned_days,
        keep_sent_days: config.privacy.sent_days,
        keep_answer_file_days: config.privacy.answer_file_days,
        certificate_days: rules.certificate_days,
    })
}

fn city(config: &Config) -> Result<City, StartError> {
    let (city, office) = (&config.city, &config.office);
    let zone = city.time_zone.parse().map_err(|_| ConfigError::Value {
        setting: "city.time_zone",
        why: format!(
            "`{}` bukan zona waktu IANA, misalnya Asia/Makassar",
            city.time_zone
        ),
    })?;
    let opens = time("city.opens", &city.opens)?;
    let closes = time("city.closes", &city.closes)?;
    if opens >= closes {
        let why = "jam tutup harus sesudah jam buka".to_owned();
        let setting = "city.closes";
        return Err(ConfigError::Value { setting, why }.into());
    }
    Ok(City {
        name: city.name.clone(),
        zone,
        zone_name: city.zone_name.clone(),
        opens,
        closes,
        office: office.name.clone(),
        office_short: office.short_name.clone(),
        contact_name: office.contact_name.clone(),
        contact_phone: office.contact_phone.clone(),
        contact_email: office.contact_email.clone(),
        reply_email: office.reply_email.clone(),
        reply_by_case: config.mail.reply_by_case,
        bpjs_email: Some(office.bpjs_email.clone()).filter(|address| !address.is_empty()),
        verify_phone: office.verify_phone.clone(),
        target_percent: city.target_percent.clone(),
    })
}

fn time(setting: &'static str, text: &str) -> Result<NaiveTime, ConfigError> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| ConfigError::Value {
        setting,
        why: format!("`{text}` bukan jam, misalnya 08:00"),
    })
}

fn seeds(config: &Config, clock: &SharedClock) -> Result<Seeds, StartError> {
    let directive = &config.directive;
    let day = |setting: &'static str, text: &str| -> Result<Option<NaiveDate>, ConfigError> {
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| ConfigError::Value {
            setting,
            why: format!("`{text}` bukan tanggal ISO, misalnya 2026-03-16"),
        })
    };
    let from = day("directive.valid_from", &directive.valid_from)?;
    Ok(Seeds {
        ladders: config::ladders()?,
        directive: NewDirective {
            id: DirectiveId::from_uuid(clock.new_id()),
            name: directive.name.clone(),
            number: (!directive.number.is_empty()).then(|| directive.number.clone()),
            issued_on: day("directive.issued_on", &directive.issued_on)?,
            title: directive.title.clone(),
            body: directive.body.clone(),
            ladder: directive.ladder.clone(),
            arrears_ladder: directive.arrears_ladder.clone(),
            valid_from: from.ok_or(ConfigError::Value {
                setting: "directive.valid_from",
                why: "isi tanggal mulai berlaku".to_owned(),
            })?,
            valid_to: day("directive.valid_to", &directive.valid_to)?,
        },
        schedules: config
            .schedules
            .iter()
            .map(|section| seeded(section, clock.now()))
            .collect::<Result<_, _>>()?,
    })
}

/// A schedule as the settings have it.
fn seeded(section: &ScheduleSection, now: DateTime<Utc>) -> Result<Schedule, ConfigError> {
    let bad = |setting, why| ConfigError::Value { setting, why };
    let cron = Cron::parse(&section.cron).map_err(|e| bad("schedules.cron", e.words()))?;
    if !is_name(&section.name) {
        let why = format!(
            "`{}` memuat selain huruf kecil, angka, - dan _",
            section.name
        );
        return Err(bad("schedules.name", why));
    }
    let action = Action::from_code(&section.action);
    let action = action.ok_or_else(|| {
        let why = format!("tindakan `{}` tidak dikenal", section.action);
        bad("schedules.action", why)
    })?;
    Ok(Schedule::plain(&section.name, cron.text(), action, now))
}

fn read(path: &str) -> Result<String, ConfigError> {
    fs::read_to_string(path)
        .map(|text| text.trim().to_owned())
        .map_err(|error| ConfigError::File(PathBuf::from(path), error))
}
