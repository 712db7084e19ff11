//! The outside of a mail, and what a server is asked to report about it (RFC 3461).

use lettre::{
    Address,
    transport::smtp::extension::{MailParameter, RcptParameter},
};
use uuid::Uuid;

/// What stands on the outside of a mail.
pub(super) struct Sealed {
    /// Comes back in reports as the envelope's id.
    pub id: Uuid,
    /// Where reports go.
    pub from: Address,
    pub to: Vec<Address>,
}

impl Sealed {
    /// A report names the mail, and brings its head and not its body.
    pub(super) fn parameters(&self, reports: bool) -> Vec<MailParameter> {
        let parameter = |keyword: &str, value: String| MailParameter::Other {
            keyword: keyword.to_owned(),
            value: Some(value),
        };
        if reports {
            vec![
                parameter("RET", "HDRS".to_owned()),
                parameter("ENVID", self.id.simple().to_string()),
            ]
        } else {
            Vec::new()
        }
    }
}

/// Asks for word of a mail that arrived, was lost or is late.
pub(super) fn notify(to: &Address, reports: bool) -> Vec<RcptParameter> {
    let parameter = |keyword: &str, value: String| RcptParameter::Other {
        keyword: keyword.to_owned(),
        value: Some(value),
    };
    if reports {
        vec![
            parameter("NOTIFY", "SUCCESS,FAILURE,DELAY".to_owned()),
            parameter("ORCPT", format!("rfc822;{to}")),
        ]
    } else {
        Vec::new()
    }
}
