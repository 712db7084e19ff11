//! Where every open case stands, in one query.

use sea_orm::Value;

use super::WorkDays;
use crate::{
    domain::ladder::Stage,
    store::{
        case_rows::{bound_until, held_until, standing_joins},
        sql,
    },
};

/// Every open case with what it rests on. The evidence is chosen as in `cases::SELECT`, and the
/// last column is `Seen::text`.
const GROUND: &str = concat!(
    "SELECT c.id, c.no, COALESCE(c.due_on, '9999-12-31') AS due_on, c.stage, \
    c.case_type, c.assigned_to, c.proposed_by, c.proposed_seen, c.confirmed_at, \
    COALESCE(e.kecamatan, '') AS kecamatan, COALESCE(e.mail_to, e.email, '') AS mail_to, \
    e.changed, e.next_change_on, a.verdict, dp.from_on AS disputed_on, \
    xm.until_on AS exempt_until, rp.from_on AS replied_on, c.next_stage, c.next_notice, \
    c.received_on, c.due_on AS term_on, ap.seen AS approved_seen, \
    ap.valid_until AS approved_until, ap.from_on AS approved_from, ",
    held_until!(),
    " AS held_until, ",
    bound_until!(),
    " AS bound_until, \
    CASE WHEN c.case_type = 'contribution_payment' THEN \
      (SELECT MAX(k.as_of) FROM contribution_scope k WHERE k.code = e.code) \
      WHEN so.as_of < sh.as_of THEN so.as_of ELSE COALESCE(sh.as_of, so.as_of, \
      (SELECT MAX(l.as_of) FROM participation_scope l)) END AS evidence_on, \
    CASE WHEN c.case_type = 'contribution_payment' \
      THEN a.verdict || ' 0 0 0 ' || COALESCE(a.arrears_months, 0) \
      ELSE a.verdict || ' ' || COALESCE(a.headcount, 0) || ' ' || a.registered || ' ' \
      || a.shortfall || ' 0' END AS seen \
    FROM cases c JOIN employer e ON e.id = c.employer_id \
    JOIN assessment a ON a.employer_id = c.employer_id ",
    standing_joins!(),
    " WHERE c.is_open"
);

/// The codes of steps of a kind, for a list in SQL.
fn codes_of(wanted: fn(Stage) -> bool) -> String {
    let codes = Stage::ALL.into_iter().filter(|stage| wanted(*stage));
    let codes: Vec<String> = codes.map(|s| format!("'{}'", s.code())).collect();
    codes.join(", ")
}

/// Every open case with where it stands: what the rules of `domain::confirmation` and
/// `domain::ladder::next_step` say of it, the first thing in the way but the confirmation. A story
/// compares the two.
pub(super) fn standing() -> String {
    format!(
        "SELECT g.id, g.no, g.due_on, g.stage, g.case_type, g.assigned_to, g.proposed_by, \
         g.kecamatan, \
         CASE WHEN g.confirmed_at IS NOT NULL THEN 'done' \
           WHEN g.proposed_by IS NULL THEN 'first' \
           WHEN g.evidence_on IS NULL OR g.evidence_on < ? OR g.seen <> g.proposed_seen \
           THEN 'void' ELSE 'second' END AS confirmation, \
         CASE WHEN g.next_stage IS NULL THEN 'ladder_ends' \
           WHEN g.next_stage IN ({recorded}) THEN 'recorded' \
           WHEN g.disputed_on IS NOT NULL THEN 'disputed' \
           WHEN g.replied_on IS NOT NULL THEN 'replied' \
           WHEN g.exempt_until >= ? THEN 'exempt' \
           WHEN g.held_until >= ? THEN 'on_hold' \
           WHEN g.changed OR g.next_change_on <= ? THEN 'not_rechecked' \
           WHEN g.verdict IN ('unknown', 'closed', 'compliant') THEN 'verdict' \
           WHEN g.evidence_on IS NULL THEN 'no_evidence' \
           WHEN g.evidence_on < ? THEN 'old_evidence' \
           WHEN g.next_stage IN ({guarded}) AND g.received_on IS NULL THEN 'not_delivered' \
           WHEN g.next_stage IN ({guarded}) AND g.term_on >= ? THEN 'term_runs' \
           WHEN g.next_stage IN ({guarded}) AND (g.approved_seen IS NULL \
             OR g.approved_seen <> g.seen OR g.approved_until < ?) THEN 'not_approved' \
           WHEN g.next_notice = 'mail' AND g.bound_until >= ? AND (g.approved_seen IS NULL \
             OR g.approved_seen <> g.seen OR g.approved_until < ?) THEN 'not_in_plan' \
           WHEN g.approved_from > ? AND (g.next_stage IN ({guarded}) \
             OR g.next_notice = 'mail' AND g.bound_until >= ?) THEN 'planned_for' \
           WHEN g.next_notice = 'mail' AND g.mail_to = '' THEN 'no_email' ELSE '' END \
           AS obstacle, \
         CASE WHEN g.due_on < ? THEN 'late' WHEN g.due_on <= ? THEN 'week' ELSE 'later' END \
           AS term \
         FROM ({GROUND}) g",
        recorded = codes_of(Stage::is_recorded),
        guarded = codes_of(Stage::is_guarded),
    )
}

pub(super) fn days_of(days: WorkDays) -> Vec<Value> {
    [
        days.fresh_from,
        days.today,
        days.today,
        days.today,
        days.fresh_from,
        days.term_from,
        days.today,
        days.today,
        days.today,
        days.today,
        days.today,
        days.today,
        days.week_ends_on,
    ]
    .map(sql::day)
    .to_vec()
}
