//! The records that may be the same firm, each with its way to the judgement.

use serde::Serialize;

use crate::{
    domain::judgement::{Judgement, Pair},
    services::{Dossier, MatchTold},
};

/// A record that may be the same firm.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    name: String,
    href: String,
    /// How sure the program is, where it proposes the pair.
    status: Option<&'static str>,
    /// Somebody judged that they are two.
    distinct: bool,
}

pub(super) fn lines(dossier: &Dossier) -> Vec<Line> {
    let id = dossier.employer.id;
    let line = |one: &MatchTold| {
        // One firm by now: the mergers tell of it.
        if one.decided == Some(Judgement::Same) {
            return None;
        }
        let [first, second] = Pair::of(id, one.id)?.ids();
        Some(Line {
            name: one.name.clone(),
            href: format!("/matches/{first}/{second}"),
            status: one.status,
            distinct: one.decided.is_some(),
        })
    };
    dossier.told.matches.iter().filter_map(line).collect()
}
