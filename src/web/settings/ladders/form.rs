//! What an administrator types of a ladder, and which field a fault belongs to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    domain::ladder::{Ladder, LadderFault, Notice, Rung, Stage},
    web::{Problem, forms::Faults, visit::Visit},
};

/// A ladder as it stands in the form. Of each step there are the fields `in_`, `term_`,
/// `notice_`, `reminders_` and `next_`, each with the step's name behind it.
#[derive(Debug, Clone, Deserialize, Validate)]
pub(super) struct Typed {
    #[validate(length(min = 1, max = 100))]
    pub(super) title: String,
    /// The version that the author began with.
    base: String,
    /// `preview` or `save`.
    #[serde(default)]
    pub(super) action: String,
    #[serde(flatten)]
    fields: BTreeMap<String, String>,
}

/// A step as it stands in the form.
#[derive(Debug, Serialize)]
pub(super) struct TypedRung {
    stage: &'static str,
    recorded: bool,
    on: bool,
    term: String,
    notice: String,
    reminders: String,
    next: String,
}

impl Typed {
    /// The form with a ladder that is kept.
    pub(super) fn of(ladder: &Ladder, base: i32) -> Self {
        let mut fields = BTreeMap::new();
        for rung in &ladder.rungs {
            let code = rung.stage.code();
            let mut put =
                |name: &str, value: String| fields.insert(format!("{name}_{code}"), value);
            let reminders: Vec<String> = rung.reminders.iter().map(i16::to_string).collect();
            put("in", "1".to_owned());
            put(
                "term",
                rung.term_days.map(|d| d.to_string()).unwrap_or_default(),
            );
            put("notice", rung.notice.code().to_owned());
            put("reminders", reminders.join(", "));
            put("next", rung.next.map_or("", Stage::code).to_owned());
        }
        Self {
            title: ladder.title.clone(),
            base: base.to_string(),
            action: String::new(),
            fields,
        }
    }

    /// The version that the author began with.
    pub(super) fn base(&self) -> Result<i32, Problem> {
        self.base.parse().map_err(|_| Problem::unreadable())
    }

    fn get(&self, name: &str, stage: Stage) -> &str {
        let value = self.fields.get(&format!("{name}_{}", stage.code()));
        value.map_or("", |value| value.trim())
    }

    pub(super) fn rungs(&self) -> Vec<TypedRung> {
        Stage::ALL
            .into_iter()
            .map(|stage| TypedRung {
                stage: stage.code(),
                recorded: stage.is_recorded(),
                on: !self.get("in", stage).is_empty(),
                term: self.get("term", stage).to_owned(),
                notice: self.get("notice", stage).to_owned(),
                reminders: self.get("reminders", stage).to_owned(),
                next: self.get("next", stage).to_owned(),
            })
            .collect()
    }

    /// The ladder that was typed; what can't be read becomes a fault and is left out.
    pub(super) fn ladder(&self, visit: &Visit, name: &str, faults: &mut Faults) -> Ladder {
        let chosen = Stage::ALL
            .into_iter()
            .filter(|stage| !self.get("in", *stage).is_empty());
        let rungs = chosen
            .map(|stage| self.rung(visit, stage, faults))
            .collect();
        Ladder {
            name: name.to_owned(),
            title: self.title.trim().to_owned(),
            rungs,
        }
    }

    fn rung(&self, visit: &Visit, stage: Stage, faults: &mut Faults) -> Rung {
        let code = stage.code();
        let term = self.get("term", stage);
        let term_days = term.parse().ok();
        if term_days.is_none() && !term.is_empty() {
            faults.add(&format!("term_{code}"), visit.say("ladders-fault-days"));
        }
        let mut reminders = Vec::new();
        for typed in self.get("reminders", stage).split([',', ';', ' ']) {
            // A sign that a keyboard or a page made of the minus.
            let typed = typed.replace(['−', '–'], "-");
            match typed.parse() {
                Ok(days) => reminders.push(days),
                Err(_) if typed.is_empty() => {}
                Err(_) => faults.add(
                    &format!("reminders_{code}"),
                    visit.say("ladders-fault-reminders"),
                ),
            }
        }
        Rung {
            stage,
            term_days,
            notice: Notice::from_code(self.get("notice", stage)).unwrap_or(Notice::None),
            reminders,
            next: Stage::from_code(self.get("next", stage)),
        }
    }
}

/// The field that a fault belongs to.
pub(super) fn field_of(ladder: &Ladder, fault: LadderFault) -> String {
    let at = |name: &str, stage: Stage| format!("{name}_{}", stage.code());
    match fault {
        LadderFault::Empty | LadderFault::NoVerification => at("in", Stage::Verification),
        LadderFault::Twice(stage) | LadderFault::Unreached(stage) => at("in", stage),
        LadderFault::LeadsNowhere(stage) | LadderFault::Backwards(stage) => at("next", stage),
        LadderFault::Loop(stage) => {
            // The last one on the way that leads back to it.
            let back = ladder.rungs.iter().rev();
            let from = back.filter(|r| r.next == Some(stage)).map(|r| r.stage);
            at("next", from.max().unwrap_or(stage))
        }
        LadderFault::NoTerm(stage) | LadderFault::BadTerm(stage) => at("term", stage),
        LadderFault::BadNotice(stage) => at("notice", stage),
        LadderFault::BadReminder(stage) => at("reminders", stage),
    }
}
