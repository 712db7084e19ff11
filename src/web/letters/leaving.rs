//! A signed letter leaves, and is received.

use axum::{extract::Path, response::Response};

use super::{
    super::{
        Answer,
        forms::Filled,
        routes::{Site, Who},
        visit::Visit,
    },
    WORKERS, id_of,
    office::{Typed, answer},
};
use crate::{domain::values, services::SendWay};

pub(super) fn routes(site: Site) -> Site {
    let workers = Who::Only(WORKERS);
    site.post("/letters/{id}/send", workers, send)
        .post("/letters/{id}/received", workers, receive)
}

async fn receive(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Typed>,
) -> Answer<Response> {
    let (id, by) = (id_of(&id)?, visit.officer()?.officer.id);
    let Ok(on) = values::date(form.sent_on.trim()) else {
        faults.add("sent_on", visit.say("offices-fault-day"));
        return answer(&visit, id, (Ok(()), ""), (form, faults)).await;
    };
    let seen = (id, form.version());
    let receipt = (on, form.words.as_str());
    let made = visit.services.receive_letter(seen, receipt, by).await;
    answer(&visit, id, (made, "received"), (form, faults)).await
}

async fn send(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Typed>,
) -> Answer<Response> {
    let (id, by) = (id_of(&id)?, visit.officer()?.officer.id);
    let paper = SendWay::PAPER.into_iter().find(|how| *how == form.how);
    let way = match (paper, values::date(form.sent_on.trim())) {
        _ if form.how == "mail" => SendWay::Mail,
        (Some(how), Ok(on)) => SendWay::Paper {
            how,
            on,
            words: form.words.clone(),
        },
        (None, _) => {
            faults.add("how", visit.say("office-fault-how"));
            return answer(&visit, id, (Ok(()), ""), (form, faults)).await;
        }
        (_, Err(_)) => {
            faults.add("sent_on", visit.say("offices-fault-day"));
            return answer(&visit, id, (Ok(()), ""), (form, faults)).await;
        }
    };
    let made = visit
        .services
        .send_letter((id, form.version()), &way, by)
        .await;
    answer(&visit, id, (made, "send"), (form, faults)).await
}
