//! Header-like lines: the fields of a message, and the blocks of a delivery report.

/// Fields of one block, in their order. Names are in lower case, folded lines are joined.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields(Vec<(String, String)>);

/// Longest value that is kept; longer ones are cut.
const LONGEST: usize = 4_000;
/// Most fields of a block that are looked at.
const MOST: usize = 500;

impl Fields {
    /// Reads the lines up to the first empty one.
    pub fn parse(text: &str) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            if line.trim().is_empty() {
                break;
            }
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut()
                    && value.len() < LONGEST
                {
                    value.push(' ');
                    value.push_str(cut(line.trim(), LONGEST));
                }
                continue;
            }
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            if fields.len() == MOST {
                break;
            }
            let name = name.trim();
            if !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic()) {
                let value = cut(value.trim(), LONGEST).to_owned();
                fields.push((name.to_ascii_lowercase(), value));
            }
        }
        Self(fields)
    }

    /// The blocks of a report, between empty lines.
    pub fn blocks(text: &str) -> Vec<Self> {
        let mut blocks = Vec::new();
        let mut block = String::new();
        for line in text.lines().chain([""]) {
            if line.trim().is_empty() {
                let fields = Self::parse(&block);
                if !fields.0.is_empty() {
                    blocks.push(fields);
                }
                block.clear();
                if blocks.len() == MOST {
                    break;
                }
            } else {
                block.push_str(line);
                block.push('\n');
            }
        }
        blocks
    }

    /// The first field of a name.
    pub fn get<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// All fields of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let fits = move |(n, v): &'a (String, String)| (n == name).then_some(v.as_str());
        self.0.iter().filter_map(fits)
    }

    /// Whether there is a field of a name.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// The beginning of a text, cut between characters.
pub(super) fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let mut end = most;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The addresses in a text, in their order and without repetition.
pub(super) fn addresses(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let part = |c: char| c.is_alphanumeric() || "!#$%&*+-/=?^_`{|}~.".contains(c);
    let mut from = 0;
    while let Some(at) = text[from..].find('@').map(|at| at + from) {
        let left = text[..at]
            .char_indices()
            .rev()
            .take(65)
            .take_while(|(_, c)| part(*c))
            .last()
            .map_or(at, |(i, _)| i);
        let right = text[at + 1..]
            .char_indices()
            .take_while(|(i, c)| *i < 254 && (c.is_alphanumeric() || matches!(c, '-' | '.')))
            .last()
            .map_or(at + 1, |(i, c)| at + 1 + i + c.len_utf8());
        let (local, domain) = (&text[left..at], &text[at + 1..right]);
        let (local, domain) = (
            local.trim_matches(['.', '=', '\'']),
            domain.trim_matches(['.', '-']),
        );
        from = at + 1;
        if local.is_empty() || !domain.contains('.') || domain.contains("..") {
            continue;
        }
        let address = format!("{local}@{domain}");
        if !found
            .iter()
            .any(|known| known.eq_ignore_ascii_case(&address))
        {
            found.push(address);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_prose_and_brackets() {
        let text = "<hrd@perusahaan.test>: unknown; rfc822;Admin+jkn@Contoh.Test. @x, a@b, hrd@perusahaan.test";
        assert_eq!(
            addresses(text),
            ["hrd@perusahaan.test", "Admin+jkn@Contoh.Test"]
        );
        assert_eq!(addresses("émile@contoh.test"), ["émile@contoh.test"]);
    }

    #[test]
    fn folded_fields_are_joined_and_blocks_are_told_apart() {
        let blocks = Fields::blocks("A: 1\r\n 2\r\n\r\n\r\nB: 3\nno field\n");
        assert_eq!(blocks.len(), 2);
        assert_eq!(blocks[0].get("a"), Some("1 2"));
        assert_eq!(blocks[1].get("b"), Some("3"));
    }
}
