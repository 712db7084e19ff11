use chrono::Days;
use uuid::Uuid;

use super::*;

const RINA: OfficerId = OfficerId::from_uuid(Uuid::from_u128(1));
const BUDI: OfficerId = OfficerId::from_uuid(Uuid::from_u128(2));

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 16).expect("a real day")
}

fn facts() -> CaseFacts {
    CaseFacts {
        case_type: CaseType::Registration,
        stage: Stage::Verification,
        confirmed: false,
        verdict: Verdict::Unregistered,
        is_current: true,
        evidence_on: Some(today()),
        has_email: true,
        due_on: None,
        received_on: None,
        approved: false,
        planned_from: None,
        bound_until: None,
        replied_on: None,
        held_until: None,
        disputed_on: None,
        exempt_until: None,
    }
}

fn seen() -> Seen {
    Seen {
        verdict: Verdict::Unregistered,
        headcount: 42,
        registered: 0,
        shortfall: 42,
        arrears_months: 0,
    }
}

fn proposal() -> Proposal {
    Proposal {
        by: RINA,
        at: DateTime::UNIX_EPOCH,
        evidence_on: today(),
        seen: seen(),
    }
}

#[test]
fn what_was_seen_survives_being_written_down() {
    assert_eq!(Seen::parse(&seen().text()), Some(seen()));
    for broken in [
        "",
        "unregistered",
        "unregistered 1 2 3",
        "rude 1 2 3 4",
        "unknown 1 2 3 x",
    ] {
        assert_eq!(Seen::parse(broken), None, "{broken}");
    }
}

#[test]
fn the_second_must_be_somebody_else() {
    let (case, seen, proposed) = (facts(), seen(), proposal());
    let by = |who| confirm(&case, &seen, Some(&proposed), (who, today()));
    assert_eq!(by(RINA), Err(Objection::SamePerson));
    assert_eq!(by(BUDI), Ok(()));
    assert_eq!(
        confirm(&case, &seen, None, (BUDI, today())),
        Err(Objection::NotProposed)
    );
}

#[test]
fn a_proposal_is_void_when_its_ground_has_moved() {
    let (case, proposed) = (facts(), proposal());
    let fewer = Seen {
        shortfall: 41,
        ..seen()
    };
    let objection = confirm(&case, &fewer, Some(&proposed), (BUDI, today()));
    assert_eq!(objection, Err(Objection::Void(Void::Changed)));
    assert_eq!(propose(&case, &fewer, Some(&proposed), today()), Ok(()));
    let last = today() + Days::new(30);
    let by = |on| confirm(&case, &seen(), Some(&proposed), (BUDI, on));
    assert_eq!(by(last), Ok(()));
    assert_eq!(
        by(last + Days::new(1)),
        Err(Objection::Void(Void::OldEvidence))
    );
}

#[test]
fn a_proposal_that_holds_is_not_made_twice() {
    let held = propose(&facts(), &seen(), Some(&proposal()), today());
    assert_eq!(held, Err(Objection::AlreadyProposed));
    let mut done = facts();
    done.confirmed = true;
    assert_eq!(
        propose(&done, &seen(), None, today()),
        Err(Objection::NotWaiting)
    );
}

#[test]
fn only_a_current_finding_on_fresh_evidence_is_put_forward() {
    let objection = |change: fn(&mut CaseFacts)| {
        let mut case = facts();
        change(&mut case);
        propose(&case, &seen(), None, today()).err()
    };
    let blocked = |why| Some(Objection::Blocked(why));
    assert_eq!(objection(|_| ()), None);
    assert_eq!(objection(|c| c.has_email = false), None);
    assert_eq!(
        objection(|c| c.is_current = false),
        blocked(Blocked::NotRechecked)
    );
    assert_eq!(
        objection(|c| c.verdict = Verdict::Unknown),
        blocked(Blocked::Verdict(Verdict::Unknown))
    );
    assert_eq!(
        objection(|c| c.disputed_on = c.evidence_on),
        blocked(Blocked::Disputed)
    );
    assert_eq!(
        objection(|c| c.exempt_until = c.evidence_on),
        blocked(Blocked::Exempt(today()))
    );
    assert_eq!(
        objection(|c| c.evidence_on = None),
        blocked(Blocked::NoEvidence)
    );
}
