//! The city as it is made: firm after firm, nothing kept that was written.

use super::{
    CityFiles, CityPlan, SyntheticError,
    book::Book,
    dice::Dice,
    firm::{Firm, Looks, Makings},
    identifiers::Identifiers,
    people::{Person, Registry},
    rows::Segment,
    shares::Shares,
};

/// What has to be remembered between one firm and the next.
pub(super) struct City<'a> {
    pub(super) plan: &'a CityPlan,
    pub(super) ids: Identifiers,
    pub(super) registry: Registry,
    pub(super) book: Book,
    /// Members written so far, by segment.
    pub(super) insured: [u64; Segment::ALL.len()],
    /// Somebody enrolled at an earlier firm who may turn up at another one too.
    pub(super) second_job: Option<(Person, String)>,
    previous: Option<Looks>,
}

impl<'a> City<'a> {
    pub(super) fn new(plan: &'a CityPlan, book: Book) -> Self {
        Self {
            plan,
            ids: Identifiers::new(plan.seed),
            registry: Registry::new(),
            book,
            insured: [0; Segment::ALL.len()],
            second_job: None,
            previous: None,
        }
    }

    /// Makes everybody and closes the files.
    pub(super) fn write(mut self) -> Result<CityFiles, SyntheticError> {
        let mut shares = Shares::new(self.plan.firms, self.plan.seed);
        for number in 0..self.plan.firms {
            let mut dice = Dice::new(self.plan.seed, u64::from(number));
            let outline = shares.outline(number, &mut dice);
            let makings = Makings {
                ids: self.ids,
                as_of: self.plan.as_of,
                previous: &mut self.previous,
            };
            let firm = Firm::new(outline, makings, &mut dice);
            self.book.employer(&firm.employer)?;
            let payroll = self.staff(&firm, &mut dice)?;
            self.bill(&firm, &payroll, &mut dice)?;
        }
        self.insure_others()?;
        self.book.close()
    }
}
