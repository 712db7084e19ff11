//! Cases climb their ladders on the site: receipts, approvals, brakes, and whom no mail reaches.

use axum::http::{StatusCode, header};

use super::{
    Read, Seen,
    city::Town,
    employer::{find, leads_to},
    get, link,
};
use crate::{
    domain::{ladder::Stage, role::Role},
    store::{CaseRow, CheckScope},
};

async fn case(town: &Town, employer: &str) -> CaseRow {
    let cases = town.services.open_cases().await.unwrap();
    let found = cases
        .into_iter()
        .find(|c| c.employer_name.contains(employer));
    found.unwrap()
}

/// The town, some weeks after the appeals were received: the terms are over.
async fn weeks_later() -> Town {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    for employer in ["Misal", "Hostil"] {
        let id = case(&town, employer).await.id;
        let form = "how=hand&on=2026-03-16&words=Bagian+umum,+tanda+terima+7";
        let sent = site.post(&format!("/cases/{id}/receipt"), form).await;
        leads_to(&sent, "?done=receipt");
    }
    town.clock.advance(chrono::TimeDelta::days(23));
    town.services
        .check(None, CheckScope::Everybody)
        .await
        .unwrap();
    town
}

/// The value of a hidden field.
fn hidden(page: &Read, name: &str) -> String {
    let text = page.text();
    let rest = text.split(&format!("name=\"{name}\" value=\"")).nth(1);
    rest.unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_receipt_is_recorded_on_the_page_of_the_case_and_can_be_taken_back() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let employer = find(&site, "misal").await;
    let form = link(&get(&site, &employer).await, "/cases/cs_");
    assert!(form.ends_with("/receipt"), "{form}");
    let wrong = "how=&on=2026-12-01&words=Bagian+umum";
    let sent = site.post(&form, wrong).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.text().contains("Bagian umum</textarea>"));
    let early = "how=hand&on=2026-03-01&words=Bagian+umum";
    let sent = site.post(&form, early).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.text().contains("lebih awal daripada langkah"));
    let right = "how=hand&on=2026-03-16&words=Bagian+umum,+tanda+terima+7";
    let there = leads_to(&site.post(&form, right).await, "?done=receipt");
    let page = get(&site, &there).await.text();
    assert!(page.contains("Penerimaan dicatat."));
    assert!(page.contains("Diterima 16 Mar 2026."));
    assert!(
        page.contains("Imbauan diterima 16 Mar 2026"),
        "in the line of time"
    );
    assert!(get(&site, &form).await.text().contains("tanda terima 7"));
    let there = leads_to(
        &site.post(&format!("{form}/undo"), "").await,
        "receipt-undone",
    );
    let page = get(&site, &there).await.text();
    assert!(!page.contains("Diterima 16 Mar 2026."));
    assert!(page.contains("catatan penerimaan Imbauan dibatalkan oleh Contoh"));
    assert_eq!(case(&town, "Misal").await.facts.received_on, None);
}

#[tokio::test]
async fn a_step_of_others_is_not_recorded_before_its_turn() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let id = case(&town, "Misal").await.id;
    let form = format!("/cases/{id}/record");
    assert!(
        get(&site, &form)
            .await
            .text()
            .contains("bukan langkah pihak lain")
    );
    let sent = site.post(&form, "on=2026-03-16&words=Surat+BPJS+7").await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.text().contains("Surat BPJS 7</textarea>"));
}

#[tokio::test]
async fn an_approver_agrees_to_the_list_that_was_seen_and_types_its_number() {
    let town = weeks_later().await;
    let approver = Seen::by(&town, Role::Approver).await;
    assert!(
        get(&approver, "/")
            .await
            .text()
            .contains("href=\"/approvals\"")
    );
    let page = get(&approver, "/approvals").await;
    let text = page.text();
    assert!(
        text.contains("Teguran I") && text.contains("Loktuan"),
        "{text}"
    );
    let (print, id) = (hidden(&page, "print"), hidden(&page, "case[]"));
    let submit = async |fields: String| approver.post("/approvals", &fields).await;
    let sent = submit(format!("print={print}&which=ticked&case[]={id}&count=2")).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.text().contains("Yang dipilih 1 kasus"));
    assert!(sent.text().contains(&format!("value=\"{id}\" checked")));
    let sent = submit(format!("print=0{print}&which=all&count=2")).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        sent.text()
            .contains("Daftarnya berubah sejak halaman ini dibuka")
    );
    let sent = submit(format!("print={print}&which=ticked&count=0")).await;
    assert!(sent.text().contains("Pilih sedikitnya satu kasus."));
    let sent = submit(format!("print={print}&which=ticked&case[]={id}&count=1")).await;
    let there = leads_to(&sent, "done=approved&n=1");
    let page = get(&approver, &there).await;
    assert!(page.text().contains("1 langkah disetujui."));
    assert!(
        page.text()
            .contains("0 dilaksanakan, 0 batal karena keadaan berubah, 1 menunggu jadwal")
    );
    let text = page.text();
    let at = text.find("action=\"/approvals/").unwrap() + 8;
    let withdraw = text[at..].split('"').next().unwrap();
    leads_to(&approver.post(withdraw, "").await, "done=withdrawn&n=1");
    assert_eq!(town.services.plan().await.unwrap().steps.len(), 2);
    let reader = Seen::by(&town, Role::Viewer).await;
    let text = get(&reader, "/approvals").await.text();
    assert!(text.contains("Teguran I") && !text.contains("name=\"print\""));
}

#[tokio::test]
async fn who_cannot_be_mailed_is_called_and_the_outcome_is_the_proof() {
    let town = Town::busy().await;
    town.pay_by_others().await;
    let officers = ("rina@kota.example", "budi@kota.example");
    town.services.confirm_cases(None, officers).await.unwrap();
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let page = get(&site, "/reach").await;
    let before = town.services.reach_list().await.unwrap();
    assert_eq!(before.len(), 3, "{}", page.text());
    assert!(
        page.text()
            .contains("Hubungi tanpa pos-el <span class=\"count\">3<")
    );
    assert!(get(&site, "/").await.text().contains("href=\"/reach\""));
    let form = link(&page, "/cases/cs_");
    let sent = site
        .post(
            &form,
            "outcome=missed&how=call&on=2026-03-16&words=Tidak+diangkat&again_on=2026-03-16",
        )
        .await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        sent.text().contains("mulai besok") && sent.text().contains("Tidak diangkat</textarea>")
    );
    let missed = "outcome=missed&how=call&on=2026-03-16&words=Tidak+diangkat&again_on=2026-03-18";
    let there = leads_to(&site.post(&form, missed).await, "?done=missed");
    assert!(
        get(&site, &there)
            .await
            .text()
            .contains("<span class=\"count\">2<")
    );
    let later = get(&site, "/reach?when=later").await.text();
    assert!(later.contains("Tidak diangkat") && later.contains("1 kali dicoba"));
    let csv = get(&site, "/reach.csv").await;
    assert!(csv.header(header::CONTENT_TYPE).starts_with("text/csv"));
    assert_eq!(csv.text().lines().count(), 3, "{}", csv.text());
    let reached = "outcome=reached&how=visit&on=2026-03-16&words=Pemilik";
    leads_to(&site.post(&form, reached).await, "?done=reached");
    let id = &before[0].case.id;
    let case = town.services.cases(&[*id]).await.unwrap().remove(0);
    assert_eq!(case.facts.stage, Stage::Appeal);
    assert!(case.facts.received_on.is_some() && case.facts.due_on.is_some());
    let employer = get(&site, &format!("/employers/{}", case.employer))
        .await
        .text();
    assert!(employer.contains("Belum tercapai: Telepon, 16 Mar 2026"));
    assert_eq!(get(&site, &form).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_text_for_a_messenger_holds_no_figure_of_the_firm() {
    let town = Town::busy().await;
    town.pay_by_others().await;
    let officers = ("rina@kota.example", "budi@kota.example");
    town.services.confirm_cases(None, officers).await.unwrap();
    for line in town.services.reach_list().await.unwrap() {
        let city = &town.services.city;
        let mut text = line.text.clone();
        for known in [
            &line.case.code,
            &line.case.employer_name,
            &city.contact_phone,
            &city.verify_phone,
        ] {
            text = text.replace(known.as_str(), "");
        }
        assert!(!text.contains(|c: char| c.is_ascii_digit()), "{text}");
    }
}

#[tokio::test]
async fn everybody_sees_that_sending_is_stopped_and_who_may_can_resume_it() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let stop = "/settings/sending/stop";
    let sent = site.post(stop, "words=").await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    leads_to(
        &site.post(stop, "words=Salah+naskah").await,
        "done=stop&n=0",
    );
    let reader = Seen::by(&town, Role::Viewer).await;
    for path in ["/", "/employers", "/cases", "/settings/account"] {
        let text = get(&reader, path).await.text();
        assert!(
            text.contains("Pengiriman dihentikan") && text.contains("Salah naskah"),
            "{path}"
        );
    }
    assert!(
        !get(&reader, "/settings/sending")
            .await
            .text()
            .contains("/settings/sending/resume")
    );
    let resume = "/settings/sending/resume";
    let sent = site.post(resume, "words=Naskah+diperbaiki&count=4").await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.text().contains("sekarang 0 pos-el menunggu"));
    leads_to(
        &site.post(resume, "words=Naskah+diperbaiki&count=0").await,
        "done=resume&n=0",
    );
    assert!(
        !get(&reader, "/")
            .await
            .text()
            .contains("Pengiriman dihentikan")
    );
}

#[tokio::test]
async fn a_firm_a_sector_or_the_city_is_held_until_a_day_and_a_hold_ends() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let employer = find(&site, "misal").await;
    let form = link(
        &get(&site, &employer).await,
        "/settings/sending/hold?employer=",
    );
    assert!(get(&site, &form).await.text().contains("PT Misal Jaya"));
    let id = employer.trim_start_matches("/employers/");
    let hold = "/settings/sending/hold";
    let sent = site
        .post(
            hold,
            "scope=sector&sector=4x&until_on=2026-04-01&words=Banjir",
        )
        .await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        sent.text().contains("dua sampai lima angka kode KBLI.")
            && sent.text().contains("value=\"4x\"")
    );
    let sent = site
        .post(hold, "scope=city&until_on=2030-01-01&words=Banjir")
        .await;
    assert!(sent.text().contains("paling lama satu tahun lagi"));
    let fields = format!("scope=employer&employer={id}&until_on=2026-04-01&words=Banjir");
    leads_to(&site.post(hold, &fields).await, "?done=hold");
    assert!(
        get(&site, &employer)
            .await
            .text()
            .contains("ditahan petugas sampai 1 Apr 2026")
    );
    let sent = site
        .post(hold, "scope=city&until_on=2026-04-02&words=Banjir")
        .await;
    leads_to(&sent, "?done=hold");
    let page = get(&site, "/settings/sending").await.text();
    assert!(page.contains("Seluruh kota ditahan") && page.contains("PT Misal Jaya"));
    for _ in 0..2 {
        let page = get(&site, "/settings/sending").await.text();
        let at = page.find("action=\"/settings/sending/holds/").unwrap() + 8;
        let end = page[at..].split('"').next().unwrap();
        leads_to(&site.post(end, "").await, "?done=ended");
    }
    assert_eq!(town.services.holds().await.unwrap(), []);
}

#[tokio::test]
async fn an_approver_agrees_to_a_plan_by_its_print_and_its_number_and_may_take_it_back() {
    let town = Town::busy().await;
    let approver = Seen::by(&town, Role::Approver).await;
    let ahead = get(&approver, "/schedules/ahead?months=2").await.text();
    assert!(ahead.contains("href=\"/schedules/ahead/plan?months=2\""));
    let page = get(&approver, "/schedules/ahead/plan?months=2").await;
    let print = hidden(&page, "print");
    let count = town.services.play(2, None).await.unwrap().lines.len();
    let path = "/schedules/ahead/plan";
    let submit = async |fields: String| approver.post(path, &fields).await;
    let sent = submit(format!("months=2&print={print}&count={count}")).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.text().contains("Pilih apa yang terjadi"));
    let wrong = format!("months=2&print={print}&others=held&count=1{count}");
    let sent = submit(wrong).await;
    assert!(sent.text().contains(&format!("rencana ini memuat {count}")));
    let sent = submit(format!("months=2&print=0&others=held&count={count}")).await;
    assert!(sent.text().contains("Daftarnya berubah"));
    let right = format!("months=2&print={print}&others=held&count={count}");
    let there = leads_to(&submit(right).await, &format!("agreed={count}"));
    let page = get(&approver, &there).await.text();
    assert!(page.contains(&format!("Rencana disetujui: {count} pemberitahuan.")));
    assert!(page.contains("Rencana yang berlaku"));
    let page = get(&approver, "/approvals").await.text();
    let at = page.find("action=\"/approvals/").unwrap() + 8;
    let withdraw = page[at..].split('"').next().unwrap();
    // The town's cases have their appeals: the plan held reminders alone.
    leads_to(&approver.post(withdraw, "").await, "done=withdrawn&n=0");
    assert_eq!(town.services.standing_plan().await.unwrap(), None);
}

#[tokio::test]
async fn officers_bound_new_firms_a_day_by_what_they_can_answer() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let form = "/settings/sending/capacity";
    assert!(get(&site, "/settings/sending").await.text().contains(form));
    let sent = site.post(form, "answers=banyak&words=Coba").await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.text().contains("Isi 1 sampai 500"));
    let sent = site.post(form, "answers=4&words=").await;
    assert!(sent.text().contains("Tulis alasannya"));
    let sent = site
        .post(form, "answers=4&words=Empat+jawaban+sehari")
        .await;
    let page = get(&site, &leads_to(&sent, "done=capacity")).await.text();
    let officers = town.services.answering_officers().await.unwrap();
    let bound = format!("Paling banyak {} badan usaha baru", officers * 20);
    assert!(page.contains(&bound), "{bound}");
    leads_to(
        &site.post(form, "answers=&words=Cukup").await,
        "done=capacity",
    );
    assert_eq!(town.services.capacity().await.unwrap(), None);
}
