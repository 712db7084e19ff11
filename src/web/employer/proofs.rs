//! The steps of a case on the line of time: taken, recorded, agreed to, reminded of, received.

use fluent_bundle::FluentValue;

use super::timeline::Line;
use crate::{
    domain::ladder::Stage,
    services::Happening,
    store::{ApprovalMark, ReceiptMark, ReminderMark, StepMark},
    web::{
        language::{args, number},
        visit::Visit,
    },
};

fn text<'a>(value: impl Into<std::borrow::Cow<'a, str>>) -> FluentValue<'a> {
    FluentValue::String(value.into())
}

fn stage<'a>(visit: &Visit, stage: Stage) -> FluentValue<'a> {
    text(visit.say(&format!("stage-{}", stage.code())))
}

/// Says what happened to a step.
pub(super) fn tell(visit: &Visit, what: &Happening, line: &mut Line) {
    match what {
        Happening::CaseStep(code, step) => taken(visit, (code, step), line),
        Happening::Received(code, receipt) => received(visit, (code, receipt), line),
        Happening::Unreceived(code, receipt) => {
            let who = receipt.undone.as_ref().map_or("", |(who, _)| who);
            let args = args([
                ("code", text(code)),
                ("stage", stage(visit, receipt.stage)),
                ("who", text(who)),
            ]);
            line.text = visit.say_with("employer-event-unreceived", &args);
        }
        Happening::Reminded(code, reminder) => reminded(visit, (code, reminder), line),
        Happening::NotReached(attempt) => {
            let how = visit.say(&format!("reach-how-{}", attempt.how.code()));
            let known = args([
                ("how", text(how)),
                ("day", text(visit.language.day(attempt.tried_on))),
            ]);
            line.text = visit.say_with("employer-event-not-reached", &known);
            let again = text(visit.language.day(attempt.again_on));
            let known = args([("who", text(&attempt.by)), ("again", again)]);
            line.details
                .push(visit.say_with("employer-event-not-reached-again", &known));
            line.quote = Some(attempt.words.clone());
        }
        Happening::Approved(code, approval) => {
            let args = args([
                ("code", text(code)),
                ("stage", stage(visit, approval.stage)),
                ("who", text(&approval.by)),
            ]);
            line.text = visit.say_with("employer-event-approved", &args);
        }
        Happening::ApprovalEnded(code, approval) => ended(visit, (code, approval), line),
        _ => {}
    }
}

fn taken(visit: &Visit, (code, step): (&str, &StepMark), line: &mut Line) {
    let known = args([("code", text(code)), ("stage", stage(visit, step.stage))]);
    line.text = visit.say_with("employer-event-case-step", &known);
    line.href = step.letter.map(|letter| format!("/letters/{letter}"));
    if step.letter.is_some() {
        line.details.push(visit.say("employer-event-drafted"));
    }
    if let Some((on, words)) = &step.happened {
        let who = step.by.clone().unwrap_or_default();
        let known = args([("day", text(visit.language.day(*on))), ("who", text(who))]);
        let said = visit.say_with("employer-event-recorded", &known);
        line.details.push(said);
        line.quote = Some(words.clone());
    }
}

fn received(visit: &Visit, (code, receipt): (&str, &ReceiptMark), line: &mut Line) {
    let how = visit.say(&format!("letters-how-{}", receipt.how.code()));
    let known = args([
        ("code", text(code)),
        ("stage", stage(visit, receipt.stage)),
        ("day", text(visit.language.day(receipt.received_on))),
    ]);
    line.text = visit.say_with("employer-event-received", &known);
    let known = args([("how", text(how)), ("who", text(&receipt.by))]);
    line.details
        .push(visit.say_with("employer-event-received-how", &known));
    line.quote = Some(receipt.words.clone());
}

fn reminded(visit: &Visit, (code, reminder): (&str, &ReminderMark), line: &mut Line) {
    let key = match (reminder.sent, reminder.days > 0) {
        (true, false) => "employer-event-reminded-before",
        (true, true) => "employer-event-reminded-after",
        (false, false) => "employer-event-passed-before",
        (false, true) => "employer-event-passed-after",
    };
    let known = args([
        ("code", text(code)),
        ("stage", stage(visit, reminder.stage)),
        ("days", number(u32::from(reminder.days.unsigned_abs()))),
    ]);
    line.text = visit.say_with(key, &known);
}

fn ended(visit: &Visit, (code, approval): (&str, &ApprovalMark), line: &mut Line) {
    let why = approval.ended.as_ref().map_or("", |(_, why)| why);
    let why = match why {
        known @ ("taken_back" | "complied" | "changed" | "moved" | "expired") => known,
        _ => "changed",
    };
    let known = args([
        ("code", text(code)),
        ("stage", stage(visit, approval.stage)),
        ("why", text(visit.say(&format!("approval-ended-{why}")))),
    ]);
    line.text = visit.say_with("employer-event-approval-ended", &known);
}
