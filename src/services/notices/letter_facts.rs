//! What a letter about a case is made of, as it stands on a day.

use super::Moment;
use crate::{
    domain::{
        appeal::{AppealWords, appeal_words, basis_words},
        finding::CaseType,
        ladder::Stage,
        letter::LetterKind,
        verdict::Basis,
    },
    services::{
        ServiceError, Services,
        letters::{CaseLetter, EarlierNotice, counts_of, figures_of},
    },
    store::{CaseRow, Tx},
};

impl Services {
    /// The facts of a letter of a kind about a case, today.
    ///
    /// # Errors
    /// When the store fails.
    pub(in crate::services) async fn facts_today(
        &self,
        tx: &Tx,
        (case, kind): (&CaseRow, LetterKind),
    ) -> Result<CaseLetter, ServiceError> {
        let moment = self.moment(tx).await?;
        self.case_facts(tx, (case, kind), &moment).await
    }

    /// The facts of a letter of a kind about a case.
    pub(super) async fn case_facts(
        &self,
        tx: &Tx,
        (case, kind): (&CaseRow, LetterKind),
        moment: &Moment,
    ) -> Result<CaseLetter, ServiceError> {
        let step = kind.step();
        let earlier = self.earlier_notices(tx, case, step).await?;
        let before = earlier.last().cloned();
        // Before the step is taken, the case's term is that of the notice before.
        let is_before = before.as_ref().map(|one| one.step) == Some(case.facts.stage);
        let said = kind != LetterKind::Thanks;
        let words = if said {
            appeal_words(case.facts.case_type, &case.said)
        } else {
            AppealWords {
                statement: String::new(),
                action: "",
            }
        };
        let basis = case.said.basis;
        let speaks_of_people = case.facts.case_type != CaseType::ContributionPayment;
        let source = speaks_of_people && basis != Basis::None;
        Ok(CaseLetter {
            firm_name: case.employer_name.clone(),
            address: case.place.clone(),
            nib: tx.nib_of(case.employer).await?,
            code: case.code.clone(),
            case_type: Some(case.facts.case_type.words().to_owned()),
            statement: words.statement,
            action: words.action.to_owned(),
            source: source.then(|| basis_words(basis).to_owned()),
            data_on: if said {
                case.evidence_on()
            } else {
                case.said.participants_on
            },
            counts: counts_of(case),
            figures: if said { figures_of(case) } else { Vec::new() },
            before: before.as_ref().map(|one| (one.step, one.on)),
            before_due_on: case.facts.due_on.filter(|_| is_before),
            received_on: before.and_then(|one| Some(one.received?.0)),
            earlier,
            term_days: match step {
                Some(step) => moment.ladders.of(case)?.term_days(step),
                None => None,
            },
            drafted_on: moment.today,
            legal_basis: Some(moment.laws_behind(&[case])),
            legal_verified_on: moment.laws_verified_on(case),
        })
    }

    /// The notices of this round before a step, the oldest first, with their numbers and receipts.
    async fn earlier_notices(
        &self,
        tx: &Tx,
        case: &CaseRow,
        step: Option<Stage>,
    ) -> Result<Vec<EarlierNotice>, ServiceError> {
        let marks = tx.case_marks(&[case.employer]).await?;
        let Some(marks) = marks.into_iter().find(|marks| marks.code == case.code) else {
            return Ok(Vec::new());
        };
        let letters = tx.letters_of_case(case.id).await?;
        let own = |stage: Stage, round| round == case.round && stage != Stage::Verification;
        let steps = marks
            .steps
            .iter()
            .filter(|mark| own(mark.stage, mark.round));
        let mut earlier = Vec::new();
        for mark in steps.take_while(|mark| Some(mark.stage) != step) {
            let letter = letters.iter().find(|letter| Some(letter.id) == mark.letter);
            let receipt = marks.receipts.iter().rev().find(|receipt| {
                receipt.stage == mark.stage
                    && receipt.round == mark.round
                    && receipt.undone.is_none()
            });
            let taken_on = self.local(mark.taken_at).date_naive();
            let happened = mark.happened.as_ref().map(|(on, _)| *on);
            let dated = letter.and_then(|letter| letter.letter_on);
            let number = letter.and_then(|letter| letter.number.as_ref());
            earlier.push(EarlierNotice {
                step: mark.stage,
                number: number.map(|number| number.number.clone()),
                on: dated.or(happened).unwrap_or(taken_on),
                received: receipt.map(|receipt| {
                    let how = EarlierNotice::how(receipt.how).to_owned();
                    (receipt.received_on, how)
                }),
            });
        }
        Ok(earlier)
    }
}
