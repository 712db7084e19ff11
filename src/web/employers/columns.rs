//! The columns of the list: on the page, and in the files that show the same.

use serde::Serialize;

use crate::{
    domain::{finding::Finding, ladder::Stage, names::Form, verdict::Verdict},
    export::Cell,
    store::{ListRow, Sort},
    web::{
        language::{Language, args, number},
        visit::Visit,
        wording::{Enrolled, Mark},
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
}

use Column as C;

impl Column {
    pub(super) const ALL: [Self; 18] = [
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
            C::Registered | C::Shortfall => Some("employers-unit-workers"),
            C::Missing => Some("employers-unit-estimate"),
            _ => None,
        }
    }

    pub(super) const fn is_number(self) -> bool {
        matches!(self, C::Shortfall | C::Headcount | C::Coverage | C::Missing)
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
        };
        vec![one]
    }
}

/// A value on the page.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Value {
    Verdict {
        verdict: Mark,
        note: Option<String>,
    },
    Bar {
        enrolled: Option<Enrolled>,
    },
    Workers {
        count: Option<u64>,
    },
    /// Workers who should be enrolled and are not.
    Missing {
        count: u64,
    },
    Day {
        day: Option<String>,
    },
    Text {
        text: Option<String>,
    },
    Several {
        texts: Vec<String>,
    },
}

fn stage(row: &ListRow, language: Language) -> Option<String> {
    let stage = row.stage.as_deref().and_then(Stage::from_code)?;
    Some(language.say(&format!("stage-{}", stage.code())))
}

fn form(row: &ListRow, language: Language) -> Option<String> {
    let form = row.form.as_deref()?;
    Some(match Form::from_code(form) {
        Some(form) => language.say(&format!("employers-form-{}", form.code().to_lowercase())),
        None => form.to_owned(),
    })
}

fn findings(row: &ListRow, language: Language) -> impl Iterator<Item = String> {
    let known = row.findings.split(';').filter_map(Finding::from_code);
    known.map(move |finding| language.say(&format!("employers-finding-{}", finding.code())))
}

fn email(row: &ListRow) -> &'static str {
    if row.has_email { "yes" } else { "no" }
}

/// The city's day on which the last mail left.
fn contacted_on(row: &ListRow, visit: &Visit) -> Option<String> {
    let at = row.contacted_at?;
    Some(visit.services.local(at).date_naive().to_string())
}

/// `88,1%`; something missing is never rounded up to everything.
fn coverage(share: u32, language: Language) -> String {
    let tenths = if share == 10_000 {
        1_000
    } else {
        ((share + 5) / 10).min(999)
    };
    language.signs(&format!("{},{}%", tenths / 10, tenths % 10))
}

fn arrears(row: &ListRow, language: Language) -> Option<String> {
    let months = row.arrears_months.filter(|months| *months > 0)?;
    let amount = language.signs(&row.arrears_amount.to_string());
    let values = args([("months", number(months)), ("amount", amount.into())]);
    Some(language.say_with("employers-arrears", &values))
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

    #[test]
    fn a_share_is_rounded_to_one_decimal_and_never_up_to_everything() {
        let id = |share| coverage(share, Language::Id);
        assert_eq!(
            [id(0), id(8_814), id(9_999), id(10_000)],
            ["0,0%", "88,1%", "99,9%", "100,0%"]
        );
        assert_eq!(coverage(8_814, Language::En), "88.1%");
    }
}
