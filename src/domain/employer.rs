//! What the city believes about an employer, field by field.

/// A field of an employer's record. Every value is kept in one canonical text form: digits for
/// identifiers and counts, ISO for dates, `true`/`false` for [`Field::Closed`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Nomor Induk Berusaha, 13 digits.
    Nib,
    /// Tax number as shown; masked where it is a person's NIK.
    Npwp,
    /// What tax numbers are compared by.
    NpwpKey,
    /// Own code at BPJS Kesehatan.
    Code,
    /// The head office's code at BPJS Kesehatan.
    HeadCode,
    /// Name as written.
    Name,
    /// Legal form.
    Form,
    /// Business classification.
    Kbli,
    /// Street address.
    Address,
    /// Kelurahan as written.
    Kelurahan,
    /// Workers by the annual manpower report.
    Wlkp,
    /// The day that report speaks of.
    WlkpOn,
    /// Workers at BPJS Ketenagakerjaan.
    BpjsTk,
    /// The day that number speaks of.
    BpjsTkOn,
    /// Planned workers by OSS: never a headcount.
    Planned,
    /// Who to talk to.
    ContactName,
    /// E-mail addresses, separated by `; `.
    Email,
    /// Telephone as written.
    Phone,
    /// Whether the firm is closed.
    Closed,
}

impl Field {
    /// All fields, in order.
    pub const ALL: [Self; 19] = [
        Self::Nib,
        Self::Npwp,
        Self::NpwpKey,
        Self::Code,
        Self::HeadCode,
        Self::Name,
        Self::Form,
        Self::Kbli,
        Self::Address,
        Self::Kelurahan,
        Self::Wlkp,
        Self::WlkpOn,
        Self::BpjsTk,
        Self::BpjsTkOn,
        Self::Planned,
        Self::ContactName,
        Self::Email,
        Self::Phone,
        Self::Closed,
    ];

    /// The field of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }

    /// Name in the history, the same as the column's.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nib => "nib",
            Self::Npwp => "npwp",
            Self::NpwpKey => "npwp_key",
            Self::Code => "code",
            Self::HeadCode => "head_code",
            Self::Name => "name",
            Self::Form => "form",
            Self::Kbli => "kbli",
            Self::Address => "address",
            Self::Kelurahan => "kelurahan",
            Self::Wlkp => "wlkp",
            Self::WlkpOn => "wlkp_on",
            Self::BpjsTk => "bpjs_tk",
            Self::BpjsTkOn => "bpjs_tk_on",
            Self::Planned => "planned",
            Self::ContactName => "contact_name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Closed => "closed",
        }
    }
}

/// The fields of one employer, or of one row that speaks of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    values: [Option<Box<str>>; Field::ALL.len()],
}

impl Record {
    /// The value of a field.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&str> {
        self.values[field as usize].as_deref()
    }

    /// Puts a value in place; `None` empties the field.
    pub fn set(&mut self, field: Field, value: Option<impl Into<Box<str>>>) {
        self.values[field as usize] = value.map(Into::into);
    }

    /// Adds another row of the same import that speaks of the same employer: the first value
    /// that isn't empty counts, and planned workers add up.
    pub fn fold(&mut self, other: &Self) {
        for field in Field::ALL {
            let value = match (field, self.get(field), other.get(field)) {
                (Field::Planned, Some(a), Some(b)) => {
                    let sum = number(a).saturating_add(number(b));
                    Some(sum.to_string().into_boxed_str())
                }
                (_, Some(_), _) | (_, _, None) => continue,
                (_, None, Some(b)) => Some(b.into()),
            };
            self.values[field as usize] = value;
        }
    }

    /// The fields in which `new` says something else. A field that `new` leaves empty never
    /// differs: an empty cell erases nothing.
    pub fn differences<'a>(&'a self, new: &'a Self) -> impl Iterator<Item = Field> + 'a {
        Field::ALL.into_iter().filter(|field| {
            new.get(*field)
                .is_some_and(|value| self.get(*field) != Some(value))
        })
    }
}

fn number(text: &str) -> u32 {
    text.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(fields: &[(Field, &str)]) -> Record {
        let mut record = Record::default();
        for (field, value) in fields {
            record.set(*field, Some(*value));
        }
        record
    }

    #[test]
    fn of_several_rows_the_first_value_counts_and_plans_add_up() {
        let mut first = record(&[(Field::Name, "CV Contoh"), (Field::Planned, "3")]);
        first.fold(&record(&[
            (Field::Name, "CV Misal"),
            (Field::Planned, "4"),
            (Field::Email, "hrd@contoh.example"),
        ]));
        assert_eq!(first.get(Field::Name), Some("CV Contoh"));
        assert_eq!(first.get(Field::Planned), Some("7"));
        assert_eq!(first.get(Field::Email), Some("hrd@contoh.example"));
    }

    #[test]
    fn an_empty_cell_never_differs() {
        let known = record(&[(Field::Name, "CV Contoh"), (Field::Phone, "0548123456")]);
        let new = record(&[(Field::Name, "CV Contoh")]);
        assert_eq!(known.differences(&new).count(), 0);
        let new = record(&[(Field::Phone, "0548999999")]);
        assert_eq!(known.differences(&new).collect::<Vec<_>>(), [Field::Phone]);
    }
}
