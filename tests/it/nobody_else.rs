//! Whatever happens to firms, their addresses and their records: no mail ever says something about
//! another firm, goes to an address that the firm doesn't have or may not be written to at, or
//! leads answers and reports to somebody else's case.

mod firms;
mod looks;

use std::sync::Arc;

use chrono::{Datelike, Days, Weekday};
use patuh::{
    domain::{contact::Standing, employer::Field, ids::OfficerId, role::Role},
    intake::Kind,
    mail::ReturnPath,
    services::{Channel, ContactChange, ContactDeed, Corrected, Correction, Forms, Rehearsal},
    store::{MailRow, MailState},
};

use crate::{
    random_cities::city::Dice,
    smtp::Sink,
    support::{Program, rounds},
};
use firms::{AGENTS, Firms, WORDS};

const RETURNS: &str = "jkn-kembali@kota.example";

struct Story {
    seed: u64,
    p: Program,
    sink: Sink,
    dice: Dice,
    rina: OfficerId,
    firms: Firms,
    /// Words that no firm was called yet.
    words: Vec<&'static str>,
    /// Messages that were looked at.
    seen: usize,
    /// What was done, for whoever has to understand a failure.
    deeds: Vec<String>,
}

impl Story {
    async fn begin(seed: u64) -> Self {
        let mut p = Program::start().await;
        let sink = Sink::start();
        // One after another, so that each message follows its own commands.
        let one_by_one = patuh::mail::MailSettings {
            connections: 1.try_into().unwrap(),
            ..sink.settings()
        };
        let transport = patuh::mail::Transport::smtp(&one_by_one).unwrap();
        p.services.transport = transport.returning_to(RETURNS).unwrap();
        let mut city = (*p.services.city).clone();
        city.reply_by_case = true;
        p.services.city = Arc::new(city);
        let rina = p
            .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
            .await;
        let firms = Firms::new();
        let words = WORDS[firms.0.len()..].to_vec();
        let mut story = Self {
            seed,
            p,
            sink,
            dice: Dice::new(seed),
            rina,
            firms,
            words,
            seen: 0,
            deeds: Vec::new(),
        };
        let all: Vec<usize> = (0..story.firms.0.len()).collect();
        story.registry(&all).await;
        story.look_up().await;
        story.p.check(story.p.services.today()).await;
        story
    }

    /// Some addresses of a firm, or none.
    fn addresses(&mut self, no: usize) -> Vec<String> {
        let mut from = self.firms.0[no].house();
        from.extend(AGENTS.map(str::to_owned));
        let mut some = Vec::new();
        for _ in 0..self.dice.below(4) {
            let one = self.dice.pick(&from);
            if !some.contains(&one) {
                some.push(one);
            }
        }
        some
    }

    /// A file of the registry about some firms, with other addresses than before.
    async fn registry(&mut self, some: &[usize]) {
        let today = self.p.services.today();
        let mut lines =
            vec!["nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp".to_owned()];
        for no in some {
            let told = self.addresses(*no);
            let firm = &self.firms.0[*no];
            let (name, nib, code) = (firm.name(), firm.nib(), firm.code());
            let email = told.join("; ");
            let figure = firm.figure;
            lines.push(format!(
                "{name},{nib},{code},Lok Tuan,{email},{figure},2026-01-05"
            ));
            self.deeds.push(format!("registry {no}: {told:?}"));
        }
        let text = lines.join("\n") + "\n";
        self.p.import(Kind::Employers, &text, today).await;
    }

    /// Who is a participant: nobody, or all workers of one firm.
    async fn participants(&mut self) {
        let mut lines = vec![
            "nik,pisa,segmen,status,kode_bu,upah".to_owned(),
            "6474010101900003,1,PPU BU,AKTIF,00000099,5000000".to_owned(),
        ];
        if self.dice.percent(20) {
            let firm = &self.firms.0[self.dice.below(self.firms.0.len())];
            self.deeds.push(format!("{} complies", firm.no));
            let (code, first) = (firm.code(), 1000 * (firm.no + 1));
            lines.extend((0..firm.figure as usize).map(|worker| {
                let nik = format!("647401010190{:04}", first + worker);
                format!("{nik},1,PPU BU,AKTIF,{code},5000000")
            }));
        }
        let text = lines.join("\n") + "\n";
        let today = self.p.services.today();
        self.p.import(Kind::Participants, &text, today).await;
    }

    /// A firm that stands for itself; rather one to which a mail waits.
    async fn someone(&mut self) -> usize {
        let waiting = self
            .p
            .services
            .mails_in(&[MailState::Queued], 99)
            .await
            .unwrap();
        let owner = |mail: &MailRow| self.firms.owner(self.firms.by_id(mail.employer));
        let waiting: Vec<usize> = waiting.iter().map(owner).collect();
        if !waiting.is_empty() && self.dice.percent(70) {
            return self.dice.pick(&waiting);
        }
        let all = 0..self.firms.0.len();
        let alone: Vec<usize> = all.filter(|no| self.firms.owner(*no) == *no).collect();
        self.dice.pick(&alone)
    }

    async fn deed(&mut self) {
        match self.dice.below(11) {
            0 | 1 => {
                let some = [self.someone().await];
                self.registry(&some).await;
            }
            2 => self.correct_addresses().await,
            3 => self.rename().await,
            4 | 5 => self.contact().await,
            6 | 7 => self.bounce().await,
            8 => self.merge().await,
            _ => self.part().await,
        }
        self.look_up().await;
    }

    async fn correct(&mut self, no: usize, field: Field, text: String) {
        let firm = self.firms.0[no].id;
        let correction = Correction {
            values: [(field, text.clone())].into(),
            reason: None,
            seen: self.p.services.dossier(firm).await.unwrap().seen,
        };
        self.deeds.push(format!("correct {no}: {text}"));
        let done = self
            .p
            .services
            .correct(firm, &correction, self.rina)
            .await
            .unwrap();
        assert!(
            matches!(done, Corrected::Saved(_) | Corrected::Same),
            "{done:?}"
        );
    }

    async fn correct_addresses(&mut self) {
        let no = self.someone().await;
        let told = self.addresses(no).join("; ");
        self.correct(no, Field::Email, told).await;
    }

    async fn rename(&mut self) {
        let no = self.someone().await;
        if let Some(word) = self.words.pop() {
            self.firms.0[no].words.push(word);
            let name = self.firms.0[no].name();
            self.correct(no, Field::Name, name).await;
        }
    }

    async fn contact(&mut self) {
        let no = self.someone().await;
        let firm = self.firms.0[no].id;
        let contacts = self.p.services.contacts(firm).await.unwrap();
        let known: Vec<String> = contacts
            .lines
            .iter()
            .map(|line| line.address.to_ascii_lowercase())
            .collect();
        let mut from = self.firms.0[no].house();
        from.extend(AGENTS.map(str::to_owned));
        let (new, kind) = (self.dice.pick(&from), self.dice.below(4));
        if kind > 0 && known.is_empty() {
            return;
        }
        let old = if known.is_empty() {
            String::new()
        } else {
            self.dice.pick(&known)
        };
        let deed = match kind {
            0 => ContactDeed::Add(&new),
            1 => ContactDeed::Bar(&old, "Diminta pemiliknya."),
            2 => ContactDeed::Lift(&old),
            _ => ContactDeed::Choose(&old),
        };
        let changed = self
            .p
            .services
            .change_contacts(firm, deed, &contacts.print, self.rina);
        let changed = changed.await.unwrap();
        self.deeds.push(format!("{no}: {deed:?} {changed:?}"));
        if changed != ContactChange::Saved {
            return;
        }
        match deed {
            ContactDeed::Add(address) => {
                self.firms.0[no].added.insert(address.to_owned());
                self.firms.mark(no, address, Standing::Usable, true);
            }
            ContactDeed::Bar(address, _) => {
                self.firms.mark(no, address, Standing::DoNotMail, true);
            }
            ContactDeed::Lift(address) => self.firms.mark(no, address, Standing::Usable, true),
            ContactDeed::Choose(address) => {
                if !self.firms.0[no].marks.contains_key(address) {
                    self.firms.mark(no, address, Standing::Usable, true);
                }
            }
            _ => unreachable!("not among them"),
        }
    }

    /// A server returns one of the mails that left.
    async fn bounce(&mut self) {
        let mails = self.p.services.mails(None, 500).await.unwrap();
        let left: Vec<MailRow> = mails
            .into_iter()
            .filter(|mail| mail.state.has_left())
            .collect();
        if left.is_empty() {
            return;
        }
        let mail = self.dice.pick(&left);
        let report = format!(
            "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: {path}\nSubject: report\n\
             MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; \
             boundary=B\n\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; \
             mx.example\n\nFinal-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.1.1\n\
             Diagnostic-Code: smtp; 550 5.1.1 gone\n\n--B--\n",
            path = ReturnPath::parse(RETURNS).unwrap().of(mail.id.uuid()),
            to = mail.recipient,
        );
        let taken = self
            .p
            .services
            .take_returned(report.as_bytes(), Channel::Stdin);
        assert!(taken.await.unwrap().matched);
        let owner = self.firms.owner(self.firms.by_id(mail.employer));
        self.deeds
            .push(format!("bounce {owner}: {}", mail.recipient));
        let address = mail.recipient.to_lowercase();
        self.firms.mark(owner, &address, Standing::Bounced, false);
    }

    async fn merge(&mut self) {
        let (kept, merged) = (self.someone().await, self.someone().await);
        let followed = self.firms.family(merged).len() > 1;
        // Two different NIBs are two firms.
        if kept == merged || followed || (kept.is_multiple_of(2) && merged.is_multiple_of(2)) {
            return;
        }
        let pair = (self.firms.0[kept].id, self.firms.0[merged].id);
        let done = self
            .p
            .services
            .merge(pair, Forms::SameFirm, self.rina)
            .await;
        self.deeds
            .push(format!("merge {merged} into {kept}: {}", done.is_ok()));
        if done.is_ok() {
            self.firms.0[merged].into = Some(kept);
        }
    }

    async fn part(&mut self) {
        let Some(kept) = self.firms.0.iter().find_map(|firm| firm.into) else {
            return;
        };
        let before = self.followers(kept).await;
        self.p
            .services
            .unmerge(self.firms.0[kept].id, self.rina)
            .await
            .unwrap();
        let after = self.followers(kept).await;
        for merged in before.into_iter().filter(|no| !after.contains(no)) {
            self.deeds.push(format!("part {merged} from {kept}"));
            self.firms.0[merged].into = None;
        }
    }

    async fn followers(&self, kept: usize) -> Vec<usize> {
        let tx = self.p.services.store.read().await.unwrap();
        let family = tx.family(self.firms.0[kept].id).await.unwrap();
        family
            .into_iter()
            .skip(1)
            .map(|id| self.firms.by_id(id))
            .collect()
    }

    /// One day: things happen, mails are queued, more happens, mails leave.
    async fn live(&mut self) {
        self.participants().await;
        for _ in 0..self.dice.below(3) {
            self.deed().await;
        }
        self.p.check(self.p.services.today()).await;
        self.p.confirm_all().await;
        let remind = self.p.services.remind(Rehearsal::No, None).await.unwrap();
        self.deeds.push(format!("queued {}", remind.queued));
        for _ in 0..self.dice.below(3) {
            self.deed().await;
        }
        let sent = self.p.services.send_mail().await.unwrap();
        self.deeds.push(format!("sent {}", sent.sent));
        self.look_at_mails().await;
        let mut next = self.p.services.today() + Days::new(1 + self.dice.below(4) as u64);
        while matches!(next.weekday(), Weekday::Sat | Weekday::Sun) {
            next = next + Days::new(1);
        }
        self.p.morning_of(next);
    }
}

#[tokio::test]
async fn no_mail_ever_tells_or_reaches_somebody_else() {
    let mut looked_at = 0;
    for seed in 0..u64::from(rounds(6)) {
        let mut story = Story::begin(seed).await;
        for _ in 0..8 {
            story.live().await;
        }
        looked_at += story.seen;
    }
    assert!(looked_at > 30, "{looked_at} mails prove little");
}
