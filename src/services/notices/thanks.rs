//! The thank-you: for a case that a check closed because the duty was met, after a notice.
//!
//! A firm is not thanked where the notice was wrong. The program knows it by what officers did
//! after it: they corrected an identifier, confirmed the head office's membership, exempted the
//! firm, settled a dispute otherwise than "the data stand", merged records or told them apart. A
//! case that was closed with the firm, or with a merged record, has another reason than
//! "complied" and is never looked at.

use std::collections::{BTreeMap, HashSet};

use chrono::{Days, NaiveDate};

use super::{Moment, Outcome, Reach, RemindReport, appeals::taken_meanwhile, decision};
use crate::{
    domain::{
        ids::{EmployerId, MailId},
        ladder::Blocked,
        tongue::Tongue,
        verdict::Verdict,
    },
    mail::{Rendered, ThankYou, ThankedCertificate},
    services::{Question, ServiceError, Services},
    store::{Certificate, Setting, Thankable, Tx},
};

/// Days after the closing on which thanks still make sense.
const TIMELY_DAYS: u64 = 14;

/// One mail an employer.
pub(super) type Thanks<'a> = BTreeMap<EmployerId, Vec<&'a Thankable>>;

/// Says of every case that may be thanked for what becomes of it in this run.
pub(super) fn decide_thanks<'a>(
    cases: &'a [Thankable],
    (mailed, room, today): (&HashSet<EmployerId>, Option<u64>, NaiveDate),
    report: &mut RemindReport,
) -> Thanks<'a> {
    let mut thanks = Thanks::new();
    for one in cases {
        let case = &one.case;
        let is_full = room.is_some_and(|room| thanks.len() as u64 >= room);
        let outcome = match case.address() {
            _ if one.has_open_case => {
                Outcome::Hold("badan usaha masih mempunyai kasus terbuka".to_owned())
            }
            _ if !case.facts.is_current => Outcome::Hold(Blocked::NotRechecked.words()),
            _ if case.facts.verdict != Verdict::Compliant => {
                Outcome::Hold(Blocked::Verdict(case.facts.verdict).words())
            }
            _ if case.facts.replied_on.is_some() => {
                Outcome::Hold("ada jawaban badan usaha yang menunggu petugas".to_owned())
            }
            _ if case.facts.held_until.is_some_and(|until| until >= today) => {
                Outcome::Hold("pengiriman ditangguhkan petugas".to_owned())
            }
            _ if mailed.contains(&case.employer) => {
                Outcome::Hold("sudah dikirimi pos-el hari ini".to_owned())
            }
            _ if is_full && !thanks.contains_key(&case.employer) => {
                Outcome::Hold("batas banyaknya kasus per jadwal tercapai".to_owned())
            }
            Some(address) => Outcome::Notify(address.to_owned()),
            None => Outcome::Hold(Blocked::NoEmail.words()),
        };
        if let Outcome::Notify(_) = outcome {
            report.cases += 1;
            thanks.entry(case.employer).or_default().push(one);
        } else {
            report.held += 1;
        }
        let notice = "thank_you".to_owned();
        report.decisions.push(decision(case, notice, outcome));
    }
    report.queued += thanks.len() as u64;
    thanks
}

impl Services {
    /// The cases that may be thanked for now; none where an administrator switched that off.
    pub(super) async fn thankable(
        &self,
        tx: &Tx,
        moment: &Moment,
        reach: &Reach,
    ) -> Result<Vec<Thankable>, ServiceError> {
        if tx.setting(Setting::NoThanks).await?.is_some() {
            return Ok(Vec::new());
        }
        let since = moment.today - Days::new(TIMELY_DAYS);
        let mut found = tx.thankable((since, moment.today), None).await?;
        if let Some(only) = &reach.only {
            found.retain(|one| only.contains(&one.case.employer));
        }
        Ok(found)
    }

    /// Queues the mails, in the transaction that writes down what they thank for.
    pub(super) async fn queue_thanks(
        &self,
        tx: &Tx,
        thanks: &Thanks<'_>,
        moment: &Moment,
    ) -> Result<(), ServiceError> {
        for cases in thanks.values() {
            let Some((first, address)) = cases
                .first()
                .and_then(|one| Some((*one, one.case.address()?)))
            else {
                continue;
            };
            let wording = self.thank_you(tx, first, (cases, moment)).await?;
            // Nothing is asked of whoever is thanked.
            let question = Question::none(MailId::from_uuid(self.clock.new_id()));
            let to = (&first.case, address, &question);
            let mail = self.queue(tx, ("thanks", wording), to, moment).await?;
            for one in cases {
                if !tx.settle_thanks(&one.case, mail, moment.now).await? {
                    return Err(taken_meanwhile(&one.case));
                }
            }
        }
        tx.touches(thanks.keys().copied());
        Ok(())
    }

    async fn thank_you(
        &self,
        tx: &Tx,
        first: &Thankable,
        (cases, moment): (&[&Thankable], &Moment),
    ) -> Result<Rendered, ServiceError> {
        let tongue = first.case.language;
        let certificate = self.held_certificate(tx, first.case.employer).await?;
        let last = cases.iter().max_by_key(|one| one.notice.at);
        let notice = last.map_or(first.notice, |one| one.notice);
        let closed_on = cases.iter().map(|one| one.closed_on).max();
        let wording = ThankYou {
            firm_name: first.case.employer_name.clone(),
            case_codes: cases.iter().map(|one| one.case.code.clone()).collect(),
            notice: notice.stage.words_in(tongue).to_owned(),
            notice_on_words: Some(tongue.date(self.local(notice.at).date_naive())),
            closed_on_words: tongue.date(closed_on.unwrap_or(first.closed_on)),
            certificate: certificate.map(|held| thanked(&held, tongue)),
            sender: self.sender(None),
            sample: moment.demo,
        };
        Ok(self.templates.render(&wording, tongue)?)
    }
}

fn thanked(held: &Certificate, tongue: Tongue) -> ThankedCertificate {
    ThankedCertificate {
        number: held.printed_number(),
        until_words: tongue.date(held.valid_until),
        code: held.code.to_string(),
    }
}
