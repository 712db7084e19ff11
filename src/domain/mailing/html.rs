//! Reading the HTML of a mail: what it says, and what it would fetch.

/// Elements that fetch something, run something, or ask for something.
const BARRED: [&str; 18] = [
    "applet", "audio", "base", "button", "embed", "form", "frame", "iframe", "image", "input",
    "link", "object", "script", "select", "source", "svg", "textarea", "video",
];
/// Attributes whose value is fetched or sent to.
const FETCHED: [&str; 8] = [
    "action",
    "background",
    "data",
    "formaction",
    "poster",
    "src",
    "srcset",
    "xlink:href",
];
/// What a link may lead to.
const LINKS: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// Elements within a sentence.
const INLINE: [&str; 8] = ["a", "b", "em", "i", "small", "span", "strong", "u"];

/// An opening element with its attributes.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

/// The words of a document as a reader sees them, with single spaces.
pub(super) fn words(html: &str) -> String {
    let mut plain = String::with_capacity(html.len() / 4);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let hidden = ["<style", "<title", "<script", "<!--"]
            .into_iter()
            .find(|begin| starts(rest, begin));
        let end = match hidden {
            Some("<!--") => "-->",
            Some("<style") => "</style>",
            Some("<title") => "</title>",
            Some(_) => "</script>",
            None => ">",
        };
        // Elements part words, save those within a sentence.
        if !INLINE.contains(&name_of(rest)) {
            plain.push(' ');
        }
        rest = after(rest, end);
    }
    plain.push_str(rest);
    spaced(&unescaped(&plain))
}

/// A text with single spaces.
pub(super) fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a document would load, run or send; `None` when nothing.
pub(super) fn fetches(html: &str) -> Option<String> {
    let small = html.to_lowercase();
    if small.contains("@import") {
        return Some("@import".to_owned());
    }
    let of_css = small.split("url(").skip(1);
    for value in of_css {
        let value = value.trim_start_matches(['"', '\'', ' ']);
        if !value.starts_with("data:image/") {
            return Some(format!("url({}", shortened(value)));
        }
    }
    tags(html).find_map(|tag| fetched_by(&tag))
}

fn fetched_by(tag: &Tag) -> Option<String> {
    let name = tag.name.as_str();
    if BARRED.contains(&name) {
        return Some(format!("<{name}>"));
    }
    for (attribute, value) in &tag.attributes {
        let value = unescaped(value);
        let small = value.trim().to_lowercase();
        let is_bad = match attribute.as_str() {
            "href" => !LINKS.iter().any(|link| small.starts_with(link)),
            "http-equiv" => small == "refresh",
            other if FETCHED.contains(&other) => {
                !(name == "img" && other == "src" && small.starts_with("data:image/"))
            }
            other => other.starts_with("on"),
        };
        if is_bad {
            return Some(format!("<{name} {attribute}=\"{}\">", shortened(&value)));
        }
    }
    None
}

/// Opening elements, those within comments too: some programs read them.
fn tags(html: &str) -> impl Iterator<Item = Tag> {
    html.match_indices('<').filter_map(|(at, _)| {
        let rest = &html[at + 1..];
        rest.starts_with(|c: char| c.is_ascii_alphabetic())
            .then(|| tag(rest))
    })
}

fn tag(text: &str) -> Tag {
    let ends = |c: char| c.is_whitespace() || c == '>' || c == '/';
    let (name, mut rest) = text.split_at(text.find(ends).unwrap_or(text.len()));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            break;
        }
        let end = rest
            .char_indices()
            .find(|(at, c)| *at > 0 && (ends(*c) || *c == '='))
            .map_or(rest.len(), |(at, _)| at);
        let (attribute, after) = rest.split_at(end);
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=') else {
            attributes.push((attribute.to_lowercase(), String::new()));
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = if let Some(quote) = quote {
            let inner = &value[1..];
            inner.split_once(quote).unwrap_or((inner, ""))
        } else {
            let end = value.find(|c: char| c.is_whitespace() || c == '>');
            value.split_at(end.unwrap_or(value.len()))
        };
        attributes.push((attribute.to_lowercase(), value.to_owned()));
        rest = after;
    }
    Tag {
        name: name.to_lowercase(),
        attributes,
    }
}

/// The name of the element that a text begins or ends with.
fn name_of(text: &str) -> &str {
    let text = text.trim_start_matches(['<', '/']);
    let end = text.find(|c: char| !c.is_ascii_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}

fn starts(text: &str, begin: &str) -> bool {
    text.get(..begin.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(begin))
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    let small = text.to_ascii_lowercase();
    small.find(end).map_or("", |at| &text[at + end.len()..])
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

/// The five references that templates write, and numbers.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';');
        let named = end.and_then(|(end, _)| Some((reference(&rest[1..end])?, end)));
        if let Some((sign, end)) = named {
            plain.push(sign);
            rest = &rest[end + 1..];
        } else {
            plain.push('&');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    plain
}

fn reference(name: &str) -> Option<char> {
    let code = match name {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        "nbsp" => return Some(' '),
        _ => name.strip_prefix('#')?,
    };
    let code = match code.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => code.parse().ok()?,
    };
    char::from_u32(code)
}
