//! Names so far apart that one identifier can hardly be of both.

use strsim::osa_distance;

use crate::names::{Form, form_of, match_name};

/// Whether two firms are called so differently that an identifier which both use wants a look:
/// different legal forms, or names of which less than half is the same. A typing error, another
/// order, an abbreviation of first letters, and further words such as those of a branch are no
/// difference.
///
/// ```
/// use patuh_domain::strangers::are_strangers;
///
/// let apart = |a, b| are_strangers((a, None), (b, None));
/// assert!(apart("PT Contoh Sentosa", "CV Contoh Sentosa"));
/// assert!(apart("CV Contoh Jaya", "CV Misal Jaya"));
/// assert!(!apart("PT Contoh Sentosa", "Contoh Sentoso, PT (Cabang Bontang)"));
/// assert!(!apart("RS Contoh", "Rumah Sakit Contoh"));
/// ```
#[must_use]
pub fn are_strangers(a: (&str, Option<&str>), b: (&str, Option<&str>)) -> bool {
    let form = |(name, form): (&str, Option<&str>)| -> Option<Form> { form_of(name, form) };
    if matches!((form(a), form(b)), (Some(a), Some(b)) if a != b) {
        return true;
    }
    let (a, b) = (match_name(a.0), match_name(b.0));
    let squeezed = |name: &str| name.replace(' ', "");
    if a.is_empty() || b.is_empty() || squeezed(&a) == squeezed(&b) {
        return false;
    }
    let mut both: [Vec<&str>; 2] = [a.split(' ').collect(), b.split(' ').collect()];
    both.sort_by_key(|words| words.iter().map(|word| word.len()).sum::<usize>());
    let [short, long] = &both;
    let met = short.iter().filter(|word| is_among(word, long)).count();
    let met = met + usize::from(met == 0 && are_initials(&squeezed(&short.concat()), long));
    met * 2 <= short.len()
}

fn is_among(word: &str, words: &[&str]) -> bool {
    let edits = match word.chars().count() {
        0..5 => 0,
        5..7 => 1,
        _ => 2,
    };
    words.iter().any(|other| osa_distance(word, other) <= edits) || are_initials(word, words)
}

/// Whether a short word is the first letters of words that follow each other.
fn are_initials(word: &str, words: &[&str]) -> bool {
    let letters: Vec<char> = word.chars().collect();
    (2..=5).contains(&letters.len())
        && words.windows(letters.len()).any(|run| {
            let mut pairs = run.iter().zip(&letters);
            pairs.all(|(word, letter)| word.starts_with(*letter))
        })
}
