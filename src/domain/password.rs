//! Which passwords are good enough.

/// The shortest password, in characters.
pub const SHORTEST: usize = 12;
/// The longest password, in characters.
pub const LONGEST: usize = 128;

/// What people and their tools choose first. Compared in lower case without the digits and marks
/// around it, so that `Bismillah2026!!` is found by `bismillah`.
const COMMON: &str = include_str!("common_passwords.txt");

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Under twelve characters.
    #[error(
        "kata sandi terlalu pendek: pakai sedikitnya 12 karakter, misalnya empat kata yang tidak berhubungan"
    )]
    TooShort,
    /// Over 128 characters.
    #[error("kata sandi terlalu panjang: pakai paling banyak 128 karakter")]
    TooLong,
    /// The person's own name or address.
    #[error("kata sandi memuat nama atau alamat pos-el Anda: pilih kata lain")]
    Personal,
    /// One of the first that anybody would try.
    #[error(
        "kata sandi ini terlalu umum dan mudah ditebak: pakai misalnya empat kata yang tidak berhubungan"
    )]
    Common,
}

/// Whether a password is good enough for the person with that name and address.
///
/// # Errors
/// Says why it isn't.
///
/// ```
/// use patuh_domain::password::{WeakPassword, judge};
///
/// let of = |password| judge(password, "Rina Contoh", "rina@kota.example");
/// assert_eq!(of("perahu lumut kaca senja"), Ok(()));
/// assert_eq!(of("perahu lumu"), Err(WeakPassword::TooShort));
/// assert_eq!(of("rinacontoh-2026"), Err(WeakPassword::Personal));
/// assert_eq!(of("Bismillah2026!!"), Err(WeakPassword::Common));
/// assert_eq!(of("aaaaaaaaaaaaaaaa"), Err(WeakPassword::Common));
/// ```
pub fn judge(password: &str, name: &str, email: &str) -> Result<(), WeakPassword> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(WeakPassword::TooShort);
    }
    if length > LONGEST {
        return Err(WeakPassword::TooLong);
    }
    let core = core_of(password);
    if is_personal(password, &core, name, email) {
        return Err(WeakPassword::Personal);
    }
    let monotonous = {
        let mut letters: Vec<char> = password.to_lowercase().chars().collect();
        letters.sort_unstable();
        letters.dedup();
        letters.len() < 5
    };
    if monotonous || core.is_empty() || is_common(password, &core) {
        return Err(WeakPassword::Common);
    }
    Ok(())
}

/// The letters in the middle, in lower case: what is left without digits and marks around it.
fn core_of(password: &str) -> String {
    squeeze(password.trim_matches(|c: char| !c.is_alphabetic()))
}

fn squeeze(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

fn is_personal(password: &str, core: &str, name: &str, email: &str) -> bool {
    let typed = squeeze(password);
    let user = email.split('@').next().unwrap_or_default();
    [name, email, user].into_iter().any(|own| {
        let own = squeeze(own);
        !own.is_empty() && (core == own || (own.chars().count() >= 6 && typed.contains(&own)))
    })
}

fn is_common(password: &str, core: &str) -> bool {
    let typed = squeeze(password);
    COMMON.lines().any(|word| {
        // `rahasiarahasia` is no better than `rahasia`.
        word == typed || word == core || core.replace(word, "").is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_written_as_it_is_compared() {
        for word in COMMON.lines() {
            assert_eq!(word, squeeze(word));
            assert!(!word.is_empty());
        }
    }

    #[test]
    fn a_password_of_the_longest_length_is_accepted_and_one_more_is_not() {
        let long: String = ('a'..='z').cycle().take(LONGEST).collect();
        assert_eq!(judge(&long, "Rina", "rina@kota.example"), Ok(()));
        assert_eq!(
            judge(&(long + "x"), "Rina", "rina@kota.example"),
            Err(WeakPassword::TooLong)
        );
    }

    #[test]
    fn digits_alone_and_words_repeated_are_common() {
        for password in [
            "123456789012",
            "2026-11-22-2026",
            "rahasiarahasia",
            "QwertyQwerty99",
            "pegawainegeri2026",
        ] {
            assert_eq!(
                judge(password, "Rina", "rina@kota.example"),
                Err(WeakPassword::Common),
                "{password}"
            );
        }
    }
}
