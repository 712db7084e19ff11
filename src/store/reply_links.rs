//! Links by which firms answer.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    CaseRow, StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    ids::{CaseId, EmployerId, MailId, OfficerId, ReplyLinkId},
    letter::LetterState,
};

/// A link to a reply page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyLink {
    /// Which link.
    pub id: ReplyLinkId,
    /// The case that it is about.
    pub case: CaseId,
    /// The round of the case.
    pub round: i32,
    /// The firm; the one that stands for it where it was merged.
    pub employer: EmployerId,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The last day on which it opens anything.
    pub until_on: NaiveDate,
    /// When a person pressed the button for the first time.
    pub opened_at: Option<DateTime<Utc>>,
    /// When, by whom and why it was taken back.
    pub revoked: Option<(DateTime<Utc>, String, String)>,
}

impl ReplyLink {
    /// Whether it opens anything on a day.
    #[must_use]
    pub fn works_on(&self, day: NaiveDate) -> bool {
        self.revoked.is_none() && day <= self.until_on
    }
}

const SELECT: &str = "SELECT l.id, l.case_id, l.round, COALESCE(e.merged_into, e.id) AS employer, \
    l.made_at, l.until_on, l.opened_at, l.revoked_at, l.revoked_because, o.name AS revoked_name \
    FROM reply_link l JOIN employer e ON e.id = l.employer_id \
    LEFT JOIN officer o ON o.id = l.revoked_by";

impl Tx {
    /// The link that stands for a case's present round, which then works until that day at least;
    /// a fresh one where none stands.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn reply_link_for(
        &self,
        case: &CaseRow,
        fresh: ReplyLinkId,
        (now, until_on): (DateTime<Utc>, NaiveDate),
    ) -> Result<ReplyLinkId, StoreError> {
        let text = "INSERT INTO reply_link (id, case_id, round, employer_id, made_at, until_on) \
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (case_id, round) WHERE revoked_at IS NULL \
            DO UPDATE SET until_on = CASE WHEN reply_link.until_on < excluded.until_on \
            THEN excluded.until_on ELSE reply_link.until_on END RETURNING id";
        let values = vec![
            sql::id(fresh.uuid()),
            sql::id(case.id.uuid()),
            case.round.into(),
            sql::id(case.employer.uuid()),
            now.into(),
            until_on.into(),
        ];
        let row = sql::row(&self.tx, text, values).await?;
        row.map_or(Ok(fresh), |row| {
            Ok(ReplyLinkId::from_uuid(get(&row, "id")?))
        })
    }

    /// One link.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn reply_link(&self, id: ReplyLinkId) -> Result<Option<ReplyLink>, StoreError> {
        let text = format!("{SELECT} WHERE l.id = ?");
        let row = sql::row(&self.tx, &text, vec![sql::id(id.uuid())]).await?;
        row.as_ref().map(link_of).transpose()
    }

    /// Every link of a firm, the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn reply_links_of(&self, employer: EmployerId) -> Result<Vec<ReplyLink>, StoreError> {
        let text =
            format!("{SELECT} WHERE e.id = ? OR e.merged_into = ? ORDER BY l.made_at DESC, l.id");
        let values = vec![sql::id(employer.uuid()), sql::id(employer.uuid())];
        let rows = sql::rows(&self.tx, &text, values).await?;
        rows.iter().map(link_of).collect()
    }

    /// Writes down that a person pressed the button; `how` is `link` or `code`.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn open_reply_link(
        &self,
        id: ReplyLinkId,
        (how, now): (&str, DateTime<Utc>),
    ) -> Result<(), StoreError> {
        let first = "UPDATE reply_link SET opened_at = ? WHERE id = ? AND opened_at IS NULL";
        sql::run(&self.tx, first, vec![now.into(), sql::id(id.uuid())]).await?;
        let opening = "INSERT INTO reply_opening (link_id, at, how) VALUES (?, ?, ?)";
        let values = vec![sql::id(id.uuid()), now.into(), how.into()];
        sql::run(&self.tx, opening, values).await?;
        Ok(())
    }

    /// Writes down that an officer passed the link of a case's present round on by himself.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn hand_reply_link(
        &self,
        case: &CaseRow,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "UPDATE reply_link SET handed_at = ? \
            WHERE case_id = ? AND round = ? AND revoked_at IS NULL AND handed_at IS NULL";
        let values = vec![now.into(), sql::id(case.id.uuid()), case.round.into()];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Takes a link back; `false` when somebody did before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn revoke_reply_link(
        &self,
        id: ReplyLinkId,
        (by, now): (OfficerId, DateTime<Utc>),
        because: &str,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE reply_link SET revoked_at = ?, revoked_by = ?, revoked_because = ? \
            WHERE id = ? AND revoked_at IS NULL";
        let values = vec![
            now.into(),
            Value::Uuid(Some(by.uuid())),
            because.into(),
            sql::id(id.uuid()),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// What brought the notice of a case's present step: a mail, or else whether a letter went
    /// out on paper.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn step_notice(&self, case: &CaseRow) -> Result<(Option<MailId>, bool), StoreError> {
        let text = "SELECT s.mail_id, l.state FROM case_step s \
            LEFT JOIN letter l ON l.id = s.letter_id \
            WHERE s.case_id = ? AND s.round = ? AND s.step = ?";
        let values = vec![
            sql::id(case.id.uuid()),
            case.round.into(),
            case.facts.stage.code().into(),
        ];
        let Some(row) = sql::row(&self.tx, text, values).await? else {
            return Ok((None, false));
        };
        let mail: Option<Uuid> = get(&row, "mail_id")?;
        let letter: Option<String> = get(&row, "state")?;
        let left = letter.is_some_and(|state| {
            matches!(
                LetterState::from_code(&state),
                Some(LetterState::Sent | LetterState::Received)
            )
        });
        Ok((mail.map(MailId::from_uuid), left))
    }
}

fn link_of(row: &QueryResult) -> Result<ReplyLink, StoreError> {
    let revoked_at: Option<DateTime<Utc>> = get(row, "revoked_at")?;
    let revoked = match revoked_at {
        None => None,
        Some(at) => Some((
            at,
            get::<Option<String>>(row, "revoked_name")?.unwrap_or_default(),
            get::<Option<String>>(row, "revoked_because")?.unwrap_or_default(),
        )),
    };
    Ok(ReplyLink {
        id: ReplyLinkId::from_uuid(get(row, "id")?),
        case: CaseId::from_uuid(get::<Uuid>(row, "case_id")?),
        round: get(row, "round")?,
        employer: EmployerId::from_uuid(get(row, "employer")?),
        made_at: get(row, "made_at")?,
        until_on: get(row, "until_on")?,
        opened_at: get(row, "opened_at")?,
        revoked,
    })
}
