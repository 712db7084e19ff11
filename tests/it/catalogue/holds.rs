//! Disputes and exemptions in the list.

use patuh::{
    domain::{
        facet::{Facet, Hold},
        remark::RemarkKind,
    },
    services::NewRuling,
    store::{Order, Question},
};

use super::{FIRMS, lines, mixed};
use crate::support::{Program, day};

/// Every tenth employer is in dispute, every fifteenth exempt for a week, some both.
pub(super) async fn hold_some(p: &Program) {
    let by = p.services.officer_by_email("rina@kota.example").await;
    let by = by.unwrap().id;
    for (n, row) in lines(p).await.into_iter().enumerate() {
        let kinds = [(10, RemarkKind::Dispute), (15, RemarkKind::Exemption)];
        for (_, kind) in kinds.into_iter().filter(|(each, _)| n % each == 0) {
            let ruling = NewRuling {
                employer: row.id,
                kind,
                words: "Menurut surat dari badan usaha.".to_owned(),
                until_on: (kind == RemarkKind::Exemption).then(|| day(2026, 3, 23)),
                file: None,
            };
            p.services.rule(ruling, by).await.unwrap();
        }
    }
}

#[tokio::test]
async fn an_exemption_that_ends_overnight_holds_nobody_in_the_list() {
    let p = mixed().await;
    let held = async |hold| {
        let question = Question {
            all_of: vec![vec![Facet::Hold(hold)]],
            ..Question::default()
        };
        let order = Order::default();
        p.services.find_all(&question, order).await.unwrap().len()
    };
    let both = FIRMS.div_ceil(30);
    let (disputed, exempt) = (FIRMS.div_ceil(10), FIRMS.div_ceil(15));
    p.morning_of(day(2026, 3, 23));
    assert_eq!(held(Some(Hold::Disputed)).await, disputed);
    assert_eq!(held(Some(Hold::Exempt)).await, exempt);
    assert_eq!(held(None).await, FIRMS - disputed - exempt + both);
    p.morning_of(day(2026, 3, 24));
    assert_eq!(held(Some(Hold::Disputed)).await, disputed);
    assert_eq!(held(Some(Hold::Exempt)).await, 0);
    assert_eq!(held(None).await, FIRMS - disputed);
}
