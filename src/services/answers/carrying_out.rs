//! What an accepted answer does to the records.

use chrono::NaiveDate;

use crate::{
    domain::{
        answer::{AnswerDeed, Said},
        employer::Field,
        identifiers::BpjsCode,
        ids::{EmployerId, OfficerId},
        remark::RemarkKind,
    },
    services::{NewRuling, ServiceError, Services, Status, barred},
    store::{Answer, KnownEmployer, Tx},
};

impl Services {
    /// Does what an accepted answer asks for. Terms are no matter of this: they go on when the
    /// last open answer is decided.
    pub(super) async fn grant_answer_effects(
        &self,
        tx: &Tx,
        answer: &Answer,
        (until_on, words): (Option<NaiveDate>, &str),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let employer = answer.employer;
        let given_on = self.local(answer.given_at).date_naive();
        let because = match words {
            "" => format!("Jawaban {} diterima", answer.number),
            words => format!("Jawaban {} diterima: {words}", answer.number),
        };
        match &answer.said {
            Said::Registered { .. } | Said::Promise { .. } => {}
            Said::NumberDiffers { workers, .. } => {
                let values = [
                    (Field::Wlkp, workers.to_string()),
                    (Field::WlkpOn, given_on.to_string()),
                ];
                self.declare_within(tx, (employer, &values), (because, None), by)
                    .await?;
            }
            Said::Roster { .. } => {
                self.import_answer_roster(tx, answer, by).await?;
            }
            Said::HeadOffice { bpjs_code, .. } => {
                self.take_head_office(tx, (employer, bpjs_code), (until_on, because), by)
                    .await?;
            }
            Said::Closed {
                without_workers: true,
                since,
                ..
            } => {
                let since_on = since.to_string();
                let values = [
                    (Field::Wlkp, "0".to_owned()),
                    (Field::WlkpOn, since_on.clone()),
                    (Field::BpjsTk, "0".to_owned()),
                    (Field::BpjsTkOn, since_on),
                ];
                self.declare_within(tx, (employer, &values), (because, None), by)
                    .await?;
            }
            Said::Closed { since, .. } => {
                self.set_status_within(tx, (employer, Status::Closed), (*since, because), by)
                    .await?;
            }
            Said::WrongAddress { address, .. } => {
                self.take_confirmed(tx, (answer, address), by).await?;
            }
        }
        Ok(())
    }

    /// The head office's membership is taken as given until a day; its code is recorded where none
    /// is.
    async fn take_head_office(
        &self,
        tx: &Tx,
        (employer, typed): (EmployerId, &str),
        (until_on, because): (Option<NaiveDate>, String),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let known = tx.employers(&[employer]).await?;
        let is_blank = |one: &KnownEmployer| one.record.get(Field::HeadCode).is_none();
        if let Some(code) = head_code(typed).filter(|_| known.iter().any(is_blank)) {
            let values = [(Field::HeadCode, code)];
            let reason = (because.clone(), None);
            self.declare_within(tx, (employer, &values), reason, by)
                .await?;
        }
        let ruling = NewRuling {
            employer,
            kind: RemarkKind::HeadOffice,
            words: because,
            until_on,
            file: None,
        };
        self.rule_within(tx, &ruling, None, by).await?;
        Ok(())
    }

    /// Takes a new address that its holder confirmed.
    async fn take_confirmed(
        &self,
        tx: &Tx,
        (answer, address): (&Answer, &str),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let messages = tx.answer_messages(answer.id).await?;
        let confirmed = |deed: AnswerDeed| deed == AnswerDeed::ConfirmAddress;
        if !messages.iter().any(|message| confirmed(message.deed)) {
            return Err(barred(
                "answer-address-unconfirmed",
                "Pemilik alamat itu belum memastikannya; hubungi badan usaha, atau tolak jawaban ini.",
            ));
        }
        self.take_address_within(tx, (answer.employer, address), by)
            .await
    }

    /// Lets go of what was kept for an answer that is refused.
    pub(super) async fn let_go(&self, tx: &Tx, answer: &Answer) -> Result<(), ServiceError> {
        if let Said::Roster { .. } = answer.said {
            self.forget_answer_roster(tx, answer.id).await?;
        }
        Ok(())
    }
}

/// The head office's code as the record keeps it, where the firm wrote one.
fn head_code(typed: &str) -> Option<String> {
    let parsed = BpjsCode::parse(typed.trim(), false).ok()?;
    Some(parsed.0.number().to_string())
}
