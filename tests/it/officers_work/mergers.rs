//! Two employers that are one, and again two.

use patuh::{
    domain::{
        employer::Field,
        ids::{EmployerId, OfficerId},
        remark::RemarkKind,
    },
    intake::Kind,
    services::{Forms, Happening, NewRuling, Rehearsal},
};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};

use super::{by_nib, code, field, judged, verdict};
use crate::{
    first_story::{PARTICIPANTS, ROSTER},
    support::{Program, cell, day},
};

/// The first story's city with a double of its first firm: BPJS' record, under another code and
/// with a worker, and a list of workers of its own.
async fn doubled() -> (Program, OfficerId, EmployerId, EmployerId) {
    let (p, rina, _) = judged().await;
    let today = p.services.today();
    let double =
        "nama,kode_bu,npwp,telepon\nCV. CONTOH SENTOSA,00000077,0123456789012345,0548999\n";
    p.import(Kind::Employers, double, today).await;
    let members = format!(
        "{PARTICIPANTS}6474010101900001,1,PPU BU,AKTIF,00000077,4000000\n\
         6474010101900002,1,PPU BU,AKTIF,00000077,4000000\n"
    );
    p.import(Kind::Participants, &members, today).await;
    let bills = "kode_bu,bulan,tagihan,dibayar\n00000077,2026-01,100000,0\n";
    p.import(Kind::Contributions, bills, today).await;
    p.check(today).await;
    let kept = by_nib(&p, "9120000000001").await.id;
    let list = p.list().await;
    let merged = list.iter().find(|l| l.row.code == Some(77)).unwrap().row.id;
    (p, rina, kept, merged)
}

/// The tables that a merger touches, with their columns.
const TABLES: [(&str, &str); 11] = [
    (
        "employer",
        "id, nib, npwp, npwp_key, code, head_code, name, match_name, form, kbli, \
        address, kelurahan, wlkp, wlkp_on, contact_name, email, phone, closed, \
        head_office_confirmed, sources, origins, changed, next_change_on, merged_into",
    ),
    (
        "employment",
        "person_key, employer_id, seq, wage, batch_no, row_no",
    ),
    ("employment_past", "person_key, employer_id, superseded_by"),
    ("roster", "employer_id, as_of, batch_no, rows, unreadable"),
    ("participation", "person_key, code, active, batch_no"),
    ("contribution", "code, month, billed, paid"),
    (
        "assessment",
        "employer_id, since, verdict, findings, headcount, registered, shortfall, \
        arrears_months",
    ),
    (
        "cases WHERE closed_because IS NULL OR closed_because <> 'parted'",
        "id, is_open, stage, round, opened_on, due_on, confirmed_by, closed_on, closed_because",
    ),
    ("outbox", "id, state, recipient"),
    (
        "source_record",
        "id, employer_id, source, batch_no, row_no, joined, print, said",
    ),
    ("source_sighting", "record_id, batch_no, file_no, row_no"),
];

/// Every row of the tables that a merger touches, as text.
pub async fn everything(p: &Program) -> Vec<String> {
    let db = Database::connect(&p.url).await.unwrap();
    let mut rows = Vec::new();
    for (table, columns) in TABLES {
        let columns: Vec<String> = columns
            .split(", ")
            .map(|column| match (p.url.starts_with("sqlite"), column) {
                (true, c)
                    if c.ends_with("id")
                        || matches!(c, "person_key" | "merged_into" | "confirmed_by") =>
                {
                    format!("COALESCE(HEX({c}), '')")
                }
                (_, c) => format!("COALESCE(CAST({c} AS TEXT), '')"),
            })
            .collect();
        let text = format!(
            "SELECT {} AS line FROM {table} ORDER BY 1",
            columns.join(" || '|' || ")
        );
        let backend = db.get_database_backend();
        assert!(matches!(backend, DbBackend::Sqlite | DbBackend::Postgres));
        for row in db
            .query_all_raw(Statement::from_string(backend, text))
            .await
            .unwrap()
        {
            let line: String = row.try_get("", "line").unwrap();
            rows.push(format!("{table}: {line}"));
        }
    }
    db.close().await.unwrap();
    rows
}

#[tokio::test]
async fn a_merged_firm_is_one_in_lists_checks_and_imports() {
    let (p, rina, kept, merged) = doubled().await;
    let today = p.services.today();
    assert_eq!(p.list().await.len(), 3);
    assert_eq!(verdict(&p, kept).await.as_deref(), Some("unregistered"));
    p.services
        .merge((kept, merged), Forms::AsWritten, rina)
        .await
        .unwrap();
    let list = p.list().await;
    assert_eq!(list.len(), 2);
    let line = list.iter().find(|l| l.row.id == kept).unwrap();
    assert_eq!(cell(line, "registered"), "2", "by the second code");
    assert_eq!(
        cell(line, "verdict"),
        "in_arrears",
        "by the second code's bill"
    );
    assert_eq!(field(&p, kept, Field::Phone).await.unwrap(), "0548999");
    assert_eq!(
        field(&p, kept, Field::Npwp).await.unwrap(),
        "0123456789012345"
    );
    assert_eq!(field(&p, kept, Field::Code).await.unwrap(), "11");
    assert_eq!(p.services.standing_for(merged).await.unwrap(), kept);
    let told = p.services.explain("00000077").await.unwrap();
    assert_eq!(told.id, kept);

    // What names the merged one now speaks of the kept one, and does not change its first code.
    let csv = "nama,kode_bu,telepon\nCV CONTOH SENTOSA,00000077,0548777\n";
    let report = p.import(Kind::Employers, csv, today).await;
    assert_eq!((report.created, report.updated), (0, 1));
    assert_eq!(field(&p, kept, Field::Phone).await.unwrap(), "0548777");
    assert_eq!(field(&p, kept, Field::Code).await.unwrap(), "11");
    let roster = "kode_bu,nik\n00000077,6474010101900005\n";
    assert_eq!(p.import(Kind::Roster, roster, today).await.rejected, 0);
    let bills = "kode_bu,bulan,tagihan,dibayar\n00000077,2026-01,100000,100000\n";
    p.import(Kind::Contributions, bills, today).await;
    p.check(today).await;
    let line = p.list().await;
    let line = line.iter().find(|l| l.row.id == kept).unwrap();
    assert_eq!(
        cell(line, "headcount"),
        "1",
        "the roster under the second code"
    );
    assert_eq!(cell(line, "arrears_months"), "0");
    let full = p.check_everybody(today).await;
    assert_eq!(
        (full.assessed, full.changed),
        (2, 0),
        "both ways of counting agree"
    );
}

#[tokio::test]
async fn undoing_a_merger_restores_everything_exactly() {
    let (p, rina, kept, merged) = doubled().await;
    let today = p.services.today();
    // The double has a newer list of workers, so that the lists change places.
    p.import(Kind::Roster, ROSTER, day(2026, 3, 10)).await;
    let roster = "kode_bu,nik\n00000077,6474010101900001\n00000077,6474010101900008\n";
    p.import(Kind::Roster, roster, today).await;
    p.check(today).await;
    p.confirm_all().await;
    p.services.remind(Rehearsal::No, None).await.unwrap();
    p.services.send_mail().await.unwrap();
    p.check_everybody(today).await;
    let before = everything(&p).await;
    p.services
        .merge((kept, merged), Forms::AsWritten, rina)
        .await
        .unwrap();
    assert_ne!(everything(&p).await, before);
    assert_eq!(p.services.open_cases().await.unwrap().len(), 2);
    p.services.unmerge(kept, rina).await.unwrap();
    assert_eq!(everything(&p).await, before);
    assert_eq!(
        code(p.services.unmerge(kept, rina).await),
        "merge-none",
        "one step back, and no further"
    );
    let events = p.services.dossier(kept).await.unwrap().events;
    let told = |test: fn(&Happening) -> bool| events.iter().filter(|e| test(&e.what)).count();
    assert_eq!(told(|w| matches!(w, Happening::Merged(_))), 1);
    assert_eq!(told(|w| matches!(w, Happening::Parted(_))), 1);
}

#[tokio::test]
async fn what_came_in_since_stays_with_the_kept_firm_when_they_part() {
    let (p, rina, kept, merged) = doubled().await;
    p.services
        .merge((kept, merged), Forms::AsWritten, rina)
        .await
        .unwrap();
    let csv = "nama,nib,telepon\nCV Contoh Sentosa,9120000000001,0548555\n";
    p.import(Kind::Employers, csv, day(2026, 3, 17)).await;
    p.services.unmerge(kept, rina).await.unwrap();
    assert_eq!(field(&p, kept, Field::Phone).await.unwrap(), "0548555");
    assert_eq!(field(&p, kept, Field::Npwp).await, None);
    assert_eq!(field(&p, merged, Field::Phone).await.unwrap(), "0548999");
    assert_eq!(
        field(&p, merged, Field::Npwp).await.unwrap(),
        "0123456789012345"
    );
    assert_eq!(field(&p, merged, Field::Code).await.unwrap(), "77");
    assert_eq!(p.list().await.len(), 3);
}

#[tokio::test]
async fn a_firm_without_numbers_is_found_by_its_words_after_it_was_merged() {
    let (p, rina, _) = judged().await;
    let today = p.services.today();
    let csv = "nama,alamat\nToko Contoh Sentosa,Jl. Umpama 1\n";
    p.import(Kind::Employers, csv, today).await;
    p.check(today).await;
    let kept = by_nib(&p, "9120000000001").await.id;
    let candidates = p.services.merge_candidates(kept, "").await.unwrap();
    let [double] = candidates.as_slice() else {
        panic!("{candidates:?}")
    };
    let forms = (kept, double.id);
    assert_eq!(
        code(p.services.merge(forms, Forms::AsWritten, rina).await),
        "merge-form",
        "a shop and a CV are two firms unless somebody vouches"
    );
    p.services
        .merge(forms, Forms::SameFirm, rina)
        .await
        .unwrap();
    let report = p.import(Kind::Employers, csv, today).await;
    assert_eq!(report.created, 0, "{report:?}");
    assert_eq!(p.list().await.len(), 2);
}

#[tokio::test]
async fn different_numbers_or_an_open_dispute_stand_against_a_merger() {
    let (p, rina, kept, merged) = doubled().await;
    let misal = by_nib(&p, "9120000000002").await.id;
    let merge = |a, b| p.services.merge((a, b), Forms::SameFirm, rina);
    assert_eq!(code(merge(kept, misal).await), "merge-nib-slip");
    assert_eq!(code(merge(kept, kept).await), "merge-self");
    let npwp = "nama,nib,npwp\nPT Misal Jaya,9120000000002,0999999999999999\n";
    p.import(Kind::Employers, npwp, p.services.today()).await;
    assert_eq!(code(merge(misal, merged).await), "merge-npwp");
    let dispute = NewRuling {
        employer: merged,
        kind: RemarkKind::Dispute,
        words: "Bukan pekerja kami.".to_owned(),
        until_on: None,
        file: None,
    };
    p.services.rule(dispute, rina).await.unwrap();
    assert_eq!(code(merge(kept, merged).await), "merge-standing");
    assert_eq!(p.list().await.len(), 3);
}

#[tokio::test]
async fn a_merged_firm_can_be_merged_on_and_comes_back_with_its_followers() {
    let (p, rina, kept, merged) = doubled().await;
    let today = p.services.today();
    p.import(
        Kind::Employers,
        "nama,alamat\nContoh Sentosa,Jl. Umpama 2\n",
        today,
    )
    .await;
    p.check(today).await;
    let third = p.services.merge_candidates(merged, "").await.unwrap();
    let third = third.iter().find(|e| e.id != kept).unwrap().id;
    let before = everything(&p).await;
    p.services
        .merge((merged, third), Forms::AsWritten, rina)
        .await
        .unwrap();
    p.services
        .merge((kept, merged), Forms::AsWritten, rina)
        .await
        .unwrap();
    assert_eq!(p.services.standing_for(third).await.unwrap(), kept);
    assert_eq!(code(p.services.unmerge(merged, rina).await), "merged");
    p.services.unmerge(kept, rina).await.unwrap();
    assert_eq!(p.services.standing_for(third).await.unwrap(), merged);
    p.services.unmerge(merged, rina).await.unwrap();
    assert_eq!(everything(&p).await, before);
}

#[tokio::test]
async fn what_left_under_a_wrong_merger_is_named_on_both_pages_with_whom_to_call() {
    // BPJS' record has no workers, so the duty of the firm stands with it too.
    let (p, rina, _) = judged().await;
    let today = p.services.today();
    let double = "nama,kode_bu\nCV. CONTOH SENTOSA,00000077\n";
    p.import(Kind::Employers, double, today).await;
    p.check(today).await;
    let kept = by_nib(&p, "9120000000001").await.id;
    let list = p.list().await;
    let merged = list.iter().find(|l| l.row.code == Some(77)).unwrap().row.id;
    let notes = async |id| {
        let remarks = p.services.dossier(id).await.unwrap().remarks;
        let notes = remarks.into_iter().filter(|r| r.kind == RemarkKind::Note);
        notes.map(|note| note.words).collect::<Vec<_>>()
    };
    let pair = (kept, merged);
    p.services
        .merge(pair, Forms::AsWritten, rina)
        .await
        .unwrap();
    p.services.unmerge(kept, rina).await.unwrap();
    assert!(notes(kept).await.is_empty(), "nothing left meanwhile");

    p.services
        .merge(pair, Forms::AsWritten, rina)
        .await
        .unwrap();
    p.confirm_all().await;
    let told = p.services.remind(Rehearsal::No, None).await.unwrap();
    assert!(
        p.services.send_mail().await.unwrap().sent > 0,
        "{:?}",
        told.decisions
    );
    p.services.unmerge(kept, rina).await.unwrap();
    for id in [kept, merged] {
        let [note] = notes(id).await.try_into().unwrap();
        for part in ["terkirim 1 pos-el", "hrd@contoh.example", "meminta maaf"] {
            assert!(note.contains(part), "{note}");
        }
    }
    let misal = by_nib(&p, "9120000000002").await.id;
    assert!(notes(misal).await.is_empty());
}
