//! Cases whose duty was met after a notice, and the thanks for that.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::Value;

use super::{
    CaseRow, StoreError, Tx,
    case_rows::{SELECT, case_of},
    sql::{self, get},
};
use crate::domain::{
    ids::{CaseId, EmployerId, MailId},
    ladder::Stage,
};

/// A notice that reached a firm, or at least left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentNotice {
    /// Which step's.
    pub stage: Stage,
    /// When the step was taken.
    pub at: DateTime<Utc>,
}

/// A closed case whose firm may be thanked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thankable {
    /// The case.
    pub case: CaseRow,
    /// The day on which a check closed it.
    pub closed_on: NaiveDate,
    /// The last notice of this round.
    pub notice: SentNotice,
    /// The firm has another case that is open.
    pub has_open_case: bool,
}

/// A case that a check closed because the duty was met, and whose thanks are not settled: by mail,
/// or by a letter.
const COMPLIED: &str = "NOT c.is_open AND c.closed_because = 'complied' AND c.closed_on >= ? \
    AND NOT EXISTS (SELECT 1 FROM case_thanks t JOIN outbox w ON w.id = t.mail_id \
      WHERE t.case_id = c.id AND t.round = c.round AND w.state <> 'cancelled') \
    AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.case_id = c.id AND l.round = c.round \
      AND l.kind = 'thanks' AND l.state <> 'cancelled')";

/// Steps whose notice goes to the firm itself.
pub(super) const TO_FIRM: &str = "s.step IN ('appeal', 'reprimand_1', 'reprimand_2')";

/// The notice of a step `s` left: by mail, or by a letter whose receipt is on record.
pub(super) const LEFT: &str = "(EXISTS (SELECT 1 FROM outbox o WHERE o.id = s.mail_id \
        AND o.sent_at IS NOT NULL) \
    OR EXISTS (SELECT 1 FROM receipt r WHERE r.case_id = s.case_id AND r.round = s.round \
        AND r.step = s.step AND r.undone_at IS NULL))";

/// An officer set the firm's record right after the notice of a step `s`: the notice was wrong,
/// and nobody complied.
const SET_RIGHT: &str = "(EXISTS (SELECT 1 FROM correction k JOIN employer_change x \
        ON x.batch_no = k.batch_no AND x.employer_id = k.employer_id \
        AND x.field IN ('code', 'head_code', 'nib', 'npwp', 'npwp_key', 'closed') \
        WHERE k.employer_id = c.employer_id AND k.made_at >= s.taken_at) \
    OR EXISTS (SELECT 1 FROM remark m WHERE m.employer_id = c.employer_id \
        AND (m.kind IN ('head_office', 'exemption') \
          OR (m.kind = 'dispute' AND COALESCE(m.outcome, '') <> 'data_stand')) \
        AND (m.made_at >= s.taken_at OR m.ended_at >= s.taken_at)) \
    OR EXISTS (SELECT 1 FROM merger g WHERE g.kept_id = c.employer_id \
        AND (g.made_at >= s.taken_at OR g.undone_at >= s.taken_at)) \
    OR EXISTS (SELECT 1 FROM judgement d \
        WHERE d.kind = 'different' AND (d.one_id = c.employer_id OR d.other_id = c.employer_id) \
        AND (d.made_at >= s.taken_at OR d.undone_at >= s.taken_at)))";

/// The condition for such cases, and its values.
fn complied(since: NaiveDate, of: Option<EmployerId>) -> (String, Vec<Value>) {
    let mut values = vec![since.into()];
    values.extend(of.map(|of| sql::id(of.uuid())));
    let own = if of.is_some() {
        " AND c.employer_id = ?"
    } else {
        ""
    };
    (format!("{COMPLIED}{own}"), values)
}

impl Tx {
    /// The cases, of one employer or of all, that were closed on or after a day because the duty
    /// was met, after a notice had left, and that nobody was thanked for; oldest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn thankable(
        &self,
        (since, today): (NaiveDate, NaiveDate),
        of: Option<EmployerId>,
    ) -> Result<Vec<Thankable>, StoreError> {
        let (complied, values) = complied(since, of);
        let notices = self.notices_of_complied((&complied, &values)).await?;
        if notices.is_empty() {
            return Ok(Vec::new());
        }
        let text = format!("{SELECT} WHERE {complied} ORDER BY c.closed_on, c.no");
        let rows = sql::rows(&self.tx, &text, values).await?;
        let mut found = Vec::new();
        for row in &rows {
            let case = case_of(row, today)?;
            if let Some((notice, closed_on, has_open_case)) = notices.get(&case.id) {
                found.push(Thankable {
                    case,
                    closed_on: *closed_on,
                    notice: *notice,
                    has_open_case: *has_open_case,
                });
            }
        }
        Ok(found)
    }

    /// The last notice that left of each such case, with the day the case was closed and whether
    /// its firm has another one open.
    async fn notices_of_complied(
        &self,
        (complied, values): (&str, &[Value]),
    ) -> Result<HashMap<CaseId, (SentNotice, NaiveDate, bool)>, StoreError> {
        let text = format!(
            "SELECT s.case_id, s.step, s.taken_at, c.closed_on, EXISTS (SELECT 1 FROM cases z \
             WHERE z.employer_id = c.employer_id AND z.is_open) AS has_open_case \
             FROM cases c JOIN case_step s ON s.case_id = c.id AND s.round = c.round \
             AND {TO_FIRM} WHERE {complied} AND {LEFT} AND NOT EXISTS (\
               SELECT 1 FROM case_step f WHERE f.case_id = c.id AND f.round = c.round \
               AND {} AND {}) ORDER BY s.taken_at, s.case_id",
            TO_FIRM.replace("s.", "f."),
            SET_RIGHT.replace("s.taken_at", "f.taken_at"),
        );
        let rows = sql::rows(&self.tx, &text, values.to_vec()).await?;
        let mut notices = HashMap::new();
        for row in &rows {
            let stage: String = get(row, "step")?;
            let notice = SentNotice {
                stage: Stage::from_code(&stage).ok_or(StoreError::Corrupt {
                    table: "case_step",
                    column: "step",
                })?,
                at: get(row, "taken_at")?,
            };
            let known = (notice, get(row, "closed_on")?, get(row, "has_open_case")?);
            notices.insert(CaseId::from_uuid(get(row, "case_id")?), known);
        }
        Ok(notices)
    }

    /// Writes down the mail that thanks for a case. `false` when that was done before: the key
    /// lets one of two programs win.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn settle_thanks(
        &self,
        case: &CaseRow,
        mail: MailId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        // One that was taken back before it left is as good as none.
        let text = "DELETE FROM case_thanks WHERE case_id = ? AND round = ? \
            AND mail_id IN (SELECT id FROM outbox WHERE state = 'cancelled')";
        let values = vec![sql::id(case.id.uuid()), case.round.into()];
        sql::run(&self.tx, text, values).await?;
        let text = "INSERT INTO case_thanks (case_id, round, mail_id, at) VALUES (?, ?, ?, ?) \
            ON CONFLICT (case_id, round) DO NOTHING";
        let values = vec![
            sql::id(case.id.uuid()),
            case.round.into(),
            sql::id(mail.uuid()),
            now.into(),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Takes back thanks that still wait of firms with an open case.
    ///
    /// # Errors
    /// When the database refuses.
    pub(super) async fn cancel_untimely_thanks(&self) -> Result<(), StoreError> {
        let text = "UPDATE outbox SET state = 'cancelled' WHERE state = 'queued' \
            AND id IN (SELECT t.mail_id FROM case_thanks t JOIN cases c ON c.id = t.case_id \
              JOIN cases z ON z.employer_id = c.employer_id AND z.is_open)";
        sql::run(&self.tx, text, vec![]).await?;
        Ok(())
    }
}
