//! The columns of the list: on the page, and in the files that show the same.

use super::value::{Value, arrears, contacted_on, coverage, email, findings, form, stage};
use crate::{
    domain::{membership::WorkerState, verdict::Verdict},
    export::Cell,
    store::{ListRow, Sort},
    web::{
        language::Language,
        visit::Visit,
        wording::{Enrolled, holds},
    },
};

/// A column beside the name, which is always there. In the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Verdict,
    Registered,
    Shortfall,
    Stage,
    DueOn,
    Headcount,
    Coverage,
    Findings,
    Form,
    Kelurahan,
    Kecamatan,
    Nib,
    Npwp,
    Code,
    Arrears,
    Missing,
    Email,
    Contact,
    Hold,
    CityFunded,
    StateFunded,
    SelfFunded,
}

use Column as C;

impl Column {
    pub(super) const ALL: [Self; 22] = [
        C::Verdict,
        C::Registered,
        C::Shortfall,
        C::Stage,
        C::DueOn,
        C::Headcount,
        C::Coverage,
        C::Findings,
        C::Form,
        C::Kelurahan,
        C::Kecamatan,
        C::Nib,
        C::Npwp,
        C::Code,
        C::Arrears,
        C::Missing,
        C::Email,
        C::Contact,
        C::Hold,
        C::CityFunded,
        C::StateFunded,
        C::SelfFunded,
    ];

    /// What is shown to those who never chose.
    pub(super) const USUAL: [Self; 5] =
        [C::Verdict, C::Registered, C::Shortfall, C::Stage, C::DueOn];

    /// Name in addresses and messages.
    pub(super) const fn code(self) -> &'static str {
        match self {
            C::Verdict => "verdict",
            C::Registered => "registered",
            C::Shortfall => "shortfall",
            C::Stage => "stage",
            C::DueOn => "due_on",
            C::Headcount => "headcount",
            C::Coverage => "coverage",
            C::Findings => "findings",
            C::Form => "form",
            C::Kelurahan => "kelurahan",
            C::Kecamatan => "kecamatan",
            C::Nib => "nib",
            C::Npwp => "npwp",
            C::Code => "code",
            C::Arrears => "arrears",
            C::Missing => "missing",
            C::Email => "email",
            C::Contact => "contact",
            C::Hold => "hold",
            C::CityFunded => "city_funded",
            C::StateFunded => "state_funded",
            C::SelfFunded => "self_funded",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.code() == code)
    }

    /// The order that its heading offers.
    pub(super) const fn sort(self) -> Option<Sort> {
        match self {
            C::Shortfall => Some(Sort::Shortfall),
            C::DueOn => Some(Sort::DueOn),
            C::Headcount => Some(Sort::Headcount),
            C::Registered | C::Coverage => Some(Sort::Coverage),
            _ => None,
        }
    }

    /// What its numbers count or are written in; the key of a message.
    pub(super) const fn unit(self) -> Option<&'static str> {
        match self {
            C::Registered | C::Shortfall | C::CityFunded | C::StateFunded | C::SelfFunded => {
                Some("employers-unit-workers")
            }
            C::Missing => Some("employers-unit-estimate"),
            _ => None,
        }
    }

    pub(super) const fn is_number(self) -> bool {
        self.state().is_some()
            || matches!(self, C::Shortfall | C::Headcount | C::Coverage | C::Missing)
    }

    /// The state of workers that it counts.
    const fn state(self) -> Option<WorkerState> {
        match self {
            C::CityFunded => Some(WorkerState::CityFunded),
            C::StateFunded => Some(WorkerState::StateFunded),
            C::SelfFunded => Some(WorkerState::SelfFunded),
            _ => None,
        }
    }

    pub(super) fn label(self, language: Language) -> String {
        language.say(&format!("employers-col-{}", self.code()))
    }

    /// The column's value on the page.
    pub(super) fn value(self, row: &ListRow, visit: &Visit) -> Value {
        let language = visit.language;
        let text = |text: &Option<String>| Value::Text { text: text.clone() };
        match self {
            C::Verdict => Value::Verdict {
                verdict: row.verdict.into(),
                note: (row.verdict == Verdict::InArrears)
                    .then(|| arrears(row, language))
                    .flatten(),
            },
            C::Registered => Value::Bar {
                enrolled: Enrolled::of(row),
            },
            C::Shortfall => Value::Missing {
                count: row.shortfall.into(),
            },
            C::Headcount => Value::Workers {
                count: row.headcount.map(u64::from),
            },
            C::Stage => Value::Text {
                text: stage(row, language),
            },
            C::DueOn => Value::Day {
                day: row.due_on.map(|day| day.to_string()),
            },
            C::Coverage => Value::Text {
                text: row.coverage.map(|share| coverage(share, language)),
            },
            C::Findings => Value::Several {
                texts: findings(row, language).collect(),
            },
            C::Form => Value::Text {
                text: form(row, language),
            },
            C::Kelurahan => text(&row.kelurahan),
            C::Kecamatan => text(&row.kecamatan),
            C::Nib => text(&row.nib),
            C::Npwp => text(&row.npwp),
            C::Code => Value::Text {
                text: row.code.map(|code| format!("{code:08}")),
            },
            C::Arrears => Value::Text {
                text: arrears(row, language),
            },
            C::Missing => Value::Text {
                text: (row.missing_contribution.0 > 0)
                    .then(|| language.signs(&row.missing_contribution.to_string())),
            },
            C::Email => Value::Text {
                text: Some(language.say(email(row))),
            },
            C::Contact => Value::Day {
                day: contacted_on(row, visit),
            },
            C::Hold => Value::Holds {
                holds: holds(row, visit).collect(),
            },
            C::CityFunded | C::StateFunded | C::SelfFunded => Value::Workers {
                count: in_state(self, row).map(u64::from),
            },
        }
    }

    /// The headings of the column in a file; some columns hold several numbers.
    pub(super) fn heads(self, language: Language) -> Vec<String> {
        let with_unit = |text: String, unit: &str| format!("{text} ({})", language.say(unit));
        let label = self.label(language);
        match self {
            C::Registered => vec![
                with_unit(label, "employers-unit-workers"),
                with_unit(
                    language.say("employers-col-whole"),
                    "employers-unit-workers",
                ),
                language.say("employers-col-basis"),
            ],
            C::Arrears => vec![
                with_unit(label.clone(), "employers-unit-months"),
                with_unit(label, "employers-unit-rupiah"),
            ],
            _ => vec![
                self.unit()
                    .map_or(label.clone(), |unit| with_unit(label, unit)),
            ],
        }
    }

    /// The column's values in a file, one for each of its headings.
    pub(super) fn cells(self, row: &ListRow, visit: &Visit) -> Vec<Cell> {
        let language = visit.language;
        let text = |text: Option<String>| Cell::text(text.as_deref());
        let number = |n: u64| i64::try_from(n).map_or(Cell::Empty, Cell::Number);
        let one = match self {
            C::Verdict => text(Some(
                language.say(&format!("verdict-{}", row.verdict.code())),
            )),
            C::Registered => {
                let enrolled = Enrolled::of(row);
                return vec![
                    enrolled.map_or(Cell::Empty, |e| number(e.part)),
                    enrolled.map_or(Cell::Empty, |e| number(e.whole)),
                    text(Some(language.say(&format!("basis-{}", row.basis)))),
                ];
            }
            C::Arrears => {
                let overdue = row.arrears_months.is_some_and(|months| months > 0);
                let amount = Cell::Number(row.arrears_amount.rupiah());
                return vec![
                    Cell::count(row.arrears_months),
                    if overdue { amount } else { Cell::Empty },
                ];
            }
            C::Shortfall => Cell::Number(row.shortfall.into()),
            C::Headcount => Cell::count(row.headcount),
            C::Coverage => row.coverage.map_or(Cell::Empty, Cell::Share),
            C::DueOn => row.due_on.map_or(Cell::Empty, Cell::Day),
            C::Missing => Cell::Number(row.missing_contribution.rupiah()),
            C::Stage => text(stage(row, language)),
            C::Findings => {
                let all: Vec<String> = findings(row, language).collect();
                text((!all.is_empty()).then(|| all.join("; ")))
            }
            C::Form => text(form(row, language)),
            C::Kelurahan => text(row.kelurahan.clone()),
            C::Kecamatan => text(row.kecamatan.clone()),
            C::Nib => text(row.nib.clone()),
            C::Npwp => text(row.npwp.clone()),
            C::Code => text(row.code.map(|code| format!("{code:08}"))),
            C::Email => text(Some(language.say(email(row)))),
            C::Contact => row.contacted_at.map_or(Cell::Empty, |at| {
                Cell::Day(visit.services.local(at).date_naive())
            }),
            C::Hold => {
                let all: Vec<String> = holds(row, visit).map(|hold| hold.words).collect();
                text((!all.is_empty()).then(|| all.join("; ")))
            }
            C::CityFunded | C::StateFunded | C::SelfFunded => Cell::count(in_state(self, row)),
        };
        vec![one]
    }
}

fn in_state(column: Column, row: &ListRow) -> Option<u32> {
    column.state().and_then(|state| row.states[state.rank()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_found_by_its_code_and_named_in_both_languages() {
        assert!(Column::ALL.is_sorted());
        for column in Column::ALL {
            assert_eq!(Column::from_code(column.code()), Some(column));
            for language in Language::ALL {
                for head in column.heads(language) {
                    assert!(!head.contains("employers-"), "{head}");
                }
            }
        }
        assert!(Column::USUAL.is_sorted());
    }
}
