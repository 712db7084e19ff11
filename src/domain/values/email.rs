//! E-mail addresses as people write them into one cell or field.

/// Longest address that a mail server takes, in characters.
const EMAIL_CHARS: usize = 254;

/// The sound addresses of a text, each once, in order; and how many parts were none.
#[must_use]
pub fn addresses(text: &str) -> (Vec<&str>, usize) {
    let (mut sound, mut bad): (Vec<&str>, usize) = (Vec::new(), 0);
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | ';' | '|'));
    for part in parts {
        let part =
            part.trim_matches(|c: char| matches!(c, '<' | '>' | '(' | ')' | '"' | '\'' | '.'));
        let word = ["", "dan", "atau", "&", "-"]
            .iter()
            .any(|word| part.eq_ignore_ascii_case(word));
        if word || sound.iter().any(|known| known.eq_ignore_ascii_case(part)) {
            continue;
        }
        if is_address(part) {
            sound.push(part);
        } else {
            bad += 1;
        }
    }
    (sound, bad)
}

fn is_address(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else {
        return false;
    };
    let dotted = |part: &str| !part.split('.').any(str::is_empty);
    let local_sign = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-=?^_`{|}~.".contains(c);
    let label = |part: &str| {
        part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    text.len() <= EMAIL_CHARS
        && (1..=64).contains(&local.len())
        && local.chars().all(local_sign)
        && dotted(local)
        && dotted(host)
        && host.contains('.')
        && host.split('.').all(label)
        && host
            .rsplit('.')
            .next()
            .is_some_and(|top| top.len() > 1 && !top.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn what_is_no_address_is_counted_and_left_out() {
        let (sound, bad) = addresses("HRD@contoh.example atau hrd@contoh.example; tanpa-at");
        assert_eq!((sound, bad), (vec!["HRD@contoh.example"], 1));
    }
}
