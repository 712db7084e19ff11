//! The employer's reply page, as a firm's browser and a mail scanner meet it.

mod addresses;
mod answers;
mod files;
mod links;
mod readers;
pub mod site;

use patuh::{
    domain::{
        ids::{EmployerId, OfficerId},
        role::Role,
    },
    intake::Kind,
    services::{Rehearsal, Visitor},
    store::CaseRow,
};

use crate::support::{Program, day};
use site::Browser;

const EMPLOYERS: &str = "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
    CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,hrd@contoh.example,4,2026-01-05\n\
    PT Umpama Bahari,9120000000003,00000013,Tanjung Laut,hrd@umpama.example,3,2026-01-05\n";
const PARTICIPANTS: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000099,5000000\n";

/// Two firms whose appeals have left on Monday, 16 March 2026, and the mails that carry their
/// links.
struct Story {
    p: Program,
    rina: OfficerId,
    /// As the first firm's browser sees the site.
    browser: Browser,
}

impl Story {
    async fn begin() -> Self {
        Self::begin_with(EMPLOYERS, 2).await
    }

    /// The same with so many other firms.
    async fn begin_with(employers: &str, firms: u64) -> Self {
        let story = Self::queued(employers, firms).await;
        assert_eq!(story.p.services.send_mail().await.unwrap().sent, firms);
        story
    }

    /// The same before anything has left.
    async fn queued(employers: &str, firms: u64) -> Self {
        let mut p = Program::start().await;
        site::open(&mut p);
        let today = day(2026, 3, 16);
        p.import(Kind::Employers, employers, today).await;
        p.import(Kind::Participants, PARTICIPANTS, today).await;
        p.check(today).await;
        assert_eq!(p.confirm_all().await, firms);
        let rina = p
            .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
            .await;
        let queued = p.services.remind(Rehearsal::No, None).await.unwrap().queued;
        assert_eq!(queued, firms);
        let browser = Browser::of(&p.services);
        Self { p, rina, browser }
    }

    /// The address of a firm's page, from the mail to it.
    async fn link(&self, firm: &str) -> String {
        let mails = self.p.services.store.read().await.unwrap();
        let case = self.case(firm).await;
        let found = mails.reply_links_of(case.employer).await.unwrap();
        drop(mails);
        let id = found[0].id;
        let sent = self.mail_to(firm);
        let links = site::links(&sent);
        let wanted = id.uuid().simple().to_string();
        let page = links.into_iter().find(|link| link.contains(&wanted));
        page.unwrap()
    }

    /// The message that a firm got.
    fn mail_to(&self, firm: &str) -> String {
        let to = match firm {
            "CV Contoh" => "hrd@contoh.example",
            _ => "hrd@umpama.example",
        };
        let mut all = self.p.mailbox.messages().into_iter();
        all.find(|one| one.contains(&format!("To: {to}"))).unwrap()
    }

    async fn case(&self, firm: &str) -> CaseRow {
        let cases = self.p.services.open_cases().await.unwrap();
        let mut found = cases.into_iter();
        found.find(|c| c.employer_name.starts_with(firm)).unwrap()
    }

    async fn firm(&self, firm: &str) -> EmployerId {
        self.case(firm).await.employer
    }

    /// The cookie of an officer who is signed in.
    async fn officer_cookie(&self) -> String {
        let visitor = Visitor {
            address: "127.0.0.1".to_owned(),
            agent: "stories".to_owned(),
        };
        let services = &self.p.services;
        let opened = services.sign_in_by_provider("rina@kota.example", &visitor);
        format!("__Host-patuh_session={}", opened.await.unwrap().token)
    }

    /// Somebody at the firm presses the button.
    async fn press(&self, link: &str) {
        let done = self.browser.send(&format!("{link}/open"), &[]).await;
        assert_eq!((done.status, done.leads_to()), (303, link));
    }
}
