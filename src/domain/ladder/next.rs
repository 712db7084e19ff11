//! What the next step of a case is, from which day on, and what stands in its way.

use chrono::NaiveDate;

use super::{Blocked, CaseFacts, Ladder, Notice, Stage};
use crate::{verdict::Verdict, workdays::Calendar};

/// The next step of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// Which step; `None` where the ladder ends.
    pub stage: Option<Stage>,
    /// How it reaches the firm.
    pub notice: Notice,
    /// The first day on which the term before it is over; `None` where no term runs, or its end
    /// is not known yet.
    pub from_on: Option<NaiveDate>,
    /// Everything that stands in its way today, what people can do least about first.
    pub blocked: Vec<Blocked>,
}

impl Next {
    /// The step that may be taken today.
    #[must_use]
    pub fn ready(&self) -> Option<Stage> {
        self.stage.filter(|_| self.blocked.is_empty())
    }

    /// One sentence for an officer: what comes next, and everything that stands in its way.
    #[must_use]
    pub fn words(&self) -> String {
        let Some(stage) = self.stage else {
            return Blocked::LadderEnds.words();
        };
        let how = match self.notice {
            Notice::Mail => " lewat pos-el",
            Notice::Letter => " dengan surat",
            Notice::None => "",
        };
        if self.blocked.is_empty() {
            return format!("{}{how} pada jadwal berikutnya", stage.words());
        }
        let reasons: Vec<String> = self.blocked.iter().map(Blocked::words).collect();
        format!(
            "{}{how} belum dapat dilakukan: {}",
            stage.words(),
            reasons.join("; ")
        )
    }
}

/// What comes next for a case on `today`.
///
/// A term ends when the offices close on its last day, so the step after it is taken on a later
/// working day.
#[must_use]
pub fn next_step(case: &CaseFacts, ladder: &Ladder, calendar: &Calendar, today: NaiveDate) -> Next {
    let rung = ladder.after(case.stage);
    what_blocks(case, rung.map(|r| (r.stage, r.notice)), calendar, today)
}

/// The same where the next step, and how it reaches the firm, are known without the ladder.
#[must_use]
pub fn what_blocks(
    case: &CaseFacts,
    next: Option<(Stage, Notice)>,
    calendar: &Calendar,
    today: NaiveDate,
) -> Next {
    let Some((stage, notice)) = next else {
        return Next {
            stage: None,
            notice: Notice::None,
            from_on: None,
            blocked: vec![Blocked::LadderEnds],
        };
    };
    // The verification's term binds the office and not the firm: nobody waits for its end.
    let runs = case.stage != Stage::Verification && !stage.is_recorded();
    let from_on = case
        .due_on
        .filter(|_| runs)
        .map(|due| calendar.next_working_day(due));
    let mut blocked = Vec::new();
    if stage.is_recorded() {
        blocked.push(Blocked::Recorded(stage));
    } else {
        blocked.extend(holds(case, today));
        if case.stage == Stage::Verification && !case.confirmed {
            blocked.push(Blocked::NotConfirmed);
        }
        blocked.extend(evidence(case, today));
        if stage.is_guarded() {
            blocked.extend(guards(case, from_on, today));
        }
        if notice == Notice::Mail {
            let bound = case.bound_until.filter(|until| *until >= today);
            blocked.extend(bound.and_then(|until| unplanned(case, Blocked::NotInPlan(until))));
            blocked.extend((!case.has_email).then_some(Blocked::NoEmail));
        }
    }
    Next {
        stage: Some(stage),
        notice,
        from_on,
        blocked,
    }
}

/// What the firm said, or an officer on its behalf: it stops every step.
fn holds(case: &CaseFacts, today: NaiveDate) -> impl Iterator<Item = Blocked> {
    let still = |until: Option<NaiveDate>| until.filter(|day| *day >= today);
    [
        case.disputed_on.map(|_| Blocked::Disputed),
        case.replied_on.map(Blocked::Replied),
        still(case.exempt_until).map(Blocked::Exempt),
        still(case.held_until).map(Blocked::OnHold),
    ]
    .into_iter()
    .flatten()
}

/// What is wrong with that which would be said.
fn evidence(case: &CaseFacts, today: NaiveDate) -> Option<Blocked> {
    if !case.is_current {
        return Some(Blocked::NotRechecked);
    }
    if matches!(
        case.verdict,
        Verdict::Unknown | Verdict::Closed | Verdict::Compliant
    ) {
        return Some(Blocked::Verdict(case.verdict));
    }
    match case.evidence_on {
        None => Some(Blocked::NoEvidence),
        Some(on) if !case.has_fresh_evidence(today) => Some(Blocked::OldEvidence(on)),
        Some(_) => None,
    }
}

/// What a step after the appeal asks besides.
fn guards(
    case: &CaseFacts,
    from_on: Option<NaiveDate>,
    today: NaiveDate,
) -> impl Iterator<Item = Blocked> {
    let proof = case.received_on.is_none().then_some(Blocked::NotDelivered);
    let term = case
        .due_on
        .filter(|_| from_on.is_none_or(|from| today < from))
        .map(Blocked::TermRuns);
    let approval = unplanned(case, Blocked::NotApproved);
    [proof, term, approval].into_iter().flatten()
}

/// What an approver's consent leaves in the way: its day, or `otherwise` where there is none.
fn unplanned(case: &CaseFacts, otherwise: Blocked) -> Option<Blocked> {
    if case.approved {
        return None;
    }
    Some(case.planned_from.map_or(otherwise, Blocked::PlannedFor))
}

/// What stands in the way of an e-mail to the firm on `today` besides confirmation, term and
/// approval. What the firm or an officer said comes first: it stands in the way of every step.
///
/// # Errors
/// The first of these things.
pub fn obstacle(case: &CaseFacts, today: NaiveDate) -> Result<(), Blocked> {
    let no_email = (!case.has_email).then_some(Blocked::NoEmail);
    let first = holds(case, today)
        .next()
        .or_else(|| evidence(case, today))
        .or(no_email);
    first.map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::{super::tests::shipped, *};
    use crate::finding::CaseType;

    fn march(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, d).expect("a real day")
    }

    fn calendar() -> Calendar {
        let off = [19, 20, 23, 24].map(|d| (march(d), "libur".to_owned()));
        Calendar::new(off, [], true)
    }

    fn ready() -> CaseFacts {
        CaseFacts {
            case_type: CaseType::Registration,
            stage: Stage::Verification,
            due_on: None,
            received_on: None,
            confirmed: true,
            approved: false,
            planned_from: None,
            bound_until: None,
            verdict: Verdict::Unregistered,
            is_current: true,
            evidence_on: Some(march(1)),
            has_email: true,
            disputed_on: None,
            replied_on: None,
            exempt_until: None,
            held_until: None,
        }
    }

    fn appealed() -> CaseFacts {
        CaseFacts {
            stage: Stage::Appeal,
            due_on: Some(march(18)),
            received_on: Some(march(4)),
            approved: true,
            ..ready()
        }
    }

    fn next(case: &CaseFacts, today: NaiveDate) -> Next {
        next_step(case, &shipped()[0], &calendar(), today)
    }

    #[test]
    fn the_appeal_goes_out_when_two_people_confirmed_fresh_evidence() {
        assert_eq!(next(&ready(), march(31)).ready(), Some(Stage::Appeal));
    }

    #[test]
    fn each_guard_stops_it_and_says_so() {
        type Change = fn(&mut CaseFacts);
        let february = NaiveDate::from_ymd_opt(2026, 2, 28).expect("a real day");
        let guards: [(Change, Blocked); 12] = [
            (|c| c.confirmed = false, Blocked::NotConfirmed),
            (
                |c| c.verdict = Verdict::Unknown,
                Blocked::Verdict(Verdict::Unknown),
            ),
            (
                |c| c.verdict = Verdict::Compliant,
                Blocked::Verdict(Verdict::Compliant),
            ),
            (
                |c| c.verdict = Verdict::Closed,
                Blocked::Verdict(Verdict::Closed),
            ),
            (|c| c.is_current = false, Blocked::NotRechecked),
            (|c| c.evidence_on = None, Blocked::NoEvidence),
            (
                |c| c.evidence_on = NaiveDate::from_ymd_opt(2026, 2, 28),
                Blocked::OldEvidence(february),
            ),
            (
                |c| {
                    c.approved = false;
                    c.bound_until = Some(march(31));
                },
                Blocked::NotInPlan(march(31)),
            ),
            (|c| c.has_email = false, Blocked::NoEmail),
            (|c| c.disputed_on = Some(march(2)), Blocked::Disputed),
            (
                |c| c.replied_on = Some(march(3)),
                Blocked::Replied(march(3)),
            ),
            (
                |c| c.held_until = Some(march(31)),
                Blocked::OnHold(march(31)),
            ),
        ];
        for (change, blocked) in guards {
            let mut case = ready();
            change(&mut case);
            assert_eq!(next(&case, march(31)).blocked, [blocked]);
        }
    }

    #[test]
    fn a_reprimand_waits_for_receipt_term_and_approval() {
        let case = appealed();
        // The term ends on Wednesday the 18th; then come days off and a weekend.
        let first = next(&case, march(25));
        assert_eq!(first.from_on, Some(march(25)));
        assert_eq!(first.ready(), Some(Stage::Reprimand1));
        assert_eq!(
            next(&case, march(24)).blocked,
            [Blocked::TermRuns(march(18))]
        );
        let unproved = CaseFacts {
            received_on: None,
            approved: false,
            planned_from: None,
            bound_until: None,
            ..appealed()
        };
        assert_eq!(
            next(&unproved, march(25)).blocked,
            [Blocked::NotDelivered, Blocked::NotApproved]
        );
        // A letter's term begins with its receipt, so without one there is no end to wait for.
        let letter = CaseFacts {
            stage: Stage::Reprimand1,
            due_on: None,
            received_on: None,
            ..appealed()
        };
        assert_eq!(next(&letter, march(25)).blocked, [Blocked::NotDelivered]);
    }

    #[test]
    fn a_plan_holds_from_its_day_on_and_binds_mails_up_to_its_last() {
        let planned = CaseFacts {
            approved: false,
            planned_from: Some(march(26)),
            ..appealed()
        };
        assert_eq!(
            next(&planned, march(25)).blocked,
            [Blocked::PlannedFor(march(26))]
        );
        let bound = CaseFacts {
            planned_from: Some(march(26)),
            bound_until: Some(march(30)),
            ..ready()
        };
        assert_eq!(
            next(&bound, march(25)).blocked,
            [Blocked::PlannedFor(march(26))]
        );
        assert_eq!(next(&bound, march(31)).ready(), Some(Stage::Appeal));
        let agreed = CaseFacts {
            approved: true,
            planned_from: None,
            ..bound
        };
        assert_eq!(next(&agreed, march(27)).ready(), Some(Stage::Appeal));
    }

    #[test]
    fn a_letter_needs_no_address_and_an_answer_stops_every_step() {
        let mut case = appealed();
        case.has_email = false;
        assert_eq!(next(&case, march(25)).ready(), Some(Stage::Reprimand1));
        case.replied_on = Some(march(17));
        assert_eq!(
            next(&case, march(25)).blocked,
            [Blocked::Replied(march(17))]
        );
    }

    #[test]
    fn what_others_do_is_recorded_and_the_ladder_ends() {
        let referred = CaseFacts {
            stage: Stage::Referral,
            ..appealed()
        };
        let next_one = next(&referred, march(25));
        assert_eq!(next_one.blocked, [Blocked::Recorded(Stage::BpjsProcess)]);
        let last = CaseFacts {
            stage: Stage::ServiceHold,
            ..appealed()
        };
        assert_eq!(next(&last, march(25)).blocked, [Blocked::LadderEnds]);
        assert_eq!(next(&last, march(25)).stage, None);
    }

    #[test]
    fn arrears_are_reported_and_never_reprimanded() {
        let case = CaseFacts {
            case_type: CaseType::ContributionPayment,
            verdict: Verdict::InArrears,
            ..appealed()
        };
        let next = next_step(&case, &shipped()[1], &calendar(), march(25));
        assert_eq!(next.ready(), Some(Stage::ArrearsReport));
    }

    #[test]
    fn an_exemption_and_a_hold_end_by_themselves() {
        let case = CaseFacts {
            exempt_until: Some(march(30)),
            held_until: Some(march(30)),
            ..ready()
        };
        assert_eq!(next(&case, march(31)).ready(), Some(Stage::Appeal));
        assert_eq!(
            next(&case, march(30)).blocked,
            [Blocked::Exempt(march(30)), Blocked::OnHold(march(30))]
        );
    }
}
