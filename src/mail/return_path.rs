//! Addresses that carry a mark, so that what comes back to them finds its mail or its case.
//!
//! A mark stands behind a `+`, which mail servers deliver to the mailbox before it:
//! `jkn-kembali+0195…@kota.example` is the mailbox `jkn-kembali`. A report may forget which mail
//! it is about; the address that it was sent to is what survives every server on the way.

use lettre::Address;
use uuid::Uuid;

use super::error::SettingsError;

/// The longest part before the @ (RFC 5321).
const LONGEST_NAME: usize = 64;

/// The mailbox that mail comes back to, with an address of its own for each mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnPath(Address);

impl ReturnPath {
    /// The mailbox, without a mark.
    ///
    /// # Errors
    /// When it is no plain ASCII address, has a `+`, or is so long that no mark fits.
    pub fn parse(typed: &str) -> Result<Self, SettingsError> {
        let address: Address = typed
            .trim()
            .parse()
            .map_err(|_| SettingsError::ReturnAddress)?;
        let room = address.user().len() + 1 + Uuid::nil().simple().to_string().len();
        let plain = typed.is_ascii() && !address.user().contains(['+', '"']);
        if plain && room <= LONGEST_NAME {
            Ok(Self(address))
        } else {
            Err(SettingsError::ReturnAddress)
        }
    }

    /// Where a mail comes back to when it can't be delivered:
    /// `jkn-kembali+<32 hexadecimal digits>@kota.example`.
    #[must_use]
    pub fn of(&self, mail: Uuid) -> String {
        self.address_for(mail).to_string()
    }

    /// The mail that something came back for; `None` for any other address.
    ///
    /// Servers on the way may have changed the case of letters.
    #[must_use]
    pub fn mail_in(&self, address: &str) -> Option<Uuid> {
        let mark = mark_in(address, self.0.as_ref())?;
        let whole = mark.len() == 32 && mark.bytes().all(|b| b.is_ascii_hexdigit());
        Uuid::try_parse(mark).ok().filter(|_| whole)
    }

    pub(super) fn address_for(&self, mail: Uuid) -> Address {
        let user = format!("{}+{}", self.0.user(), mail.simple());
        Address::new(user, self.0.domain()).expect("a sound name with hexadecimal digits is sound")
    }
}

/// The address with a mark: `jkn@kota.example` and `PTH-2026-0001` make
/// `jkn+PTH-2026-0001@kota.example`. `None` where that is no sound address: the mark holds more
/// than letters, digits, `-`, `.` and `_`, is too long, or the address has a mark already.
#[must_use]
pub fn marked(address: &str, mark: &str) -> Option<String> {
    let (user, domain) = address.trim().rsplit_once('@')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let fits = user.len() + 1 + mark.len() <= LONGEST_NAME && !user.contains(['+', '"']);
    let sound = fits && !mark.is_empty() && mark.chars().all(plain);
    let address = format!("{user}+{mark}@{domain}");
    (sound && address.parse::<Address>().is_ok()).then_some(address)
}

/// The mark in an address of a mailbox, whatever the case of letters; angle brackets around it
/// are passed over.
#[must_use]
pub fn mark_in<'a>(address: &'a str, mailbox: &str) -> Option<&'a str> {
    let bare = address.trim();
    let bare = bare.strip_prefix('<').unwrap_or(bare);
    let bare = bare.strip_suffix('>').unwrap_or(bare);
    let (name, domain) = bare.rsplit_once('@')?;
    let (user, mark) = name.split_once('+')?;
    let (own_user, own_domain) = mailbox.trim().rsplit_once('@')?;
    let ours = user.eq_ignore_ascii_case(own_user) && domain.eq_ignore_ascii_case(own_domain);
    (ours && !mark.is_empty()).then_some(mark)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mailbox() -> ReturnPath {
        ReturnPath::parse("jkn-kembali@kota.example").unwrap()
    }

    proptest! {
        #[test]
        fn the_mail_is_found_again_in_its_address(id: u128) {
            let id = Uuid::from_u128(id);
            let address = mailbox().of(id);
            prop_assert_eq!(mailbox().mail_in(&address), Some(id));
            let shouted = format!("<{}>", address.to_uppercase());
            prop_assert_eq!(mailbox().mail_in(&shouted), Some(id));
        }

        #[test]
        fn no_other_address_is_a_mail_of_ours(text in ".{0,80}") {
            prop_assert_eq!(mailbox().mail_in(&text), None);
        }
    }

    #[test]
    fn a_strange_mark_is_no_mail() {
        for address in [
            "jkn-kembali@kota.example",
            "jkn-kembali+@kota.example",
            "jkn-kembali+0195f7a0-0000-7000-8000-000000000001@kota.example",
            "jkn-kembali+0195f7a0000070008000000000000001@lain.example",
            "lain+0195f7a0000070008000000000000001@kota.example",
            "jkn-kembali+0195f7a000007000800000000000000x@kota.example",
        ] {
            assert_eq!(mailbox().mail_in(address), None, "{address}");
        }
    }

    #[test]
    fn a_mailbox_without_room_for_the_mark_is_refused() {
        for typed in [
            "",
            "kembali",
            "jkn+kembali@kota.example",
            "sebuah-kotak-surat-yang-namanya-panjang@kota.example",
            "a@kota.example\r\nBcc: b@kota.example",
        ] {
            assert!(ReturnPath::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn an_answer_finds_its_case() {
        let address = marked("jkn@kota.example", "PTH-2026-0001").unwrap();
        assert_eq!(address, "jkn+PTH-2026-0001@kota.example");
        assert_eq!(mark_in(&address, "JKN@kota.example"), Some("PTH-2026-0001"));
        assert_eq!(marked("jkn@kota.example", "a b"), None);
        assert_eq!(marked("jkn+x@kota.example", "a"), None);
    }
}
