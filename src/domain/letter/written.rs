//! From a set text back to the markup.

use std::fmt::Write;

use super::{SetBlock, SetSpan, escaped};

const WRITTEN: &str = "a text takes every word";

/// Markup that reads back as these blocks, whatever characters they hold. Lists that follow each
/// other become one; what says nothing is left out.
///
/// ```
/// use patuh_domain::letter::{SetBlock, SetSpan, written};
///
/// let spans = vec![SetSpan { text: "2*3".to_owned(), bold: false }];
/// assert_eq!(written(&[SetBlock::Finding { spans }]), "> 2\\*3\n");
/// ```
#[must_use]
pub fn written(blocks: &[SetBlock]) -> String {
    let mut text = String::new();
    let mut number = 0;
    for block in blocks {
        if let SetBlock::List { items } = block {
            if number == 0 && !text.is_empty() {
                text.push('\n');
            }
            for item in items {
                let Some(words) = line_of(&item.spans) else {
                    continue;
                };
                number += 1;
                writeln!(text, "{number}. {words}").expect(WRITTEN);
                let under = item.under.iter().filter_map(|spans| line_of(spans));
                let mut letters = 'a'..='z';
                for words in under {
                    // There is no letter behind z.
                    if let Some(letter) = letters.next() {
                        writeln!(text, "   {letter}. {words}").expect(WRITTEN);
                    } else {
                        number += 1;
                        writeln!(text, "{number}. {words}").expect(WRITTEN);
                    }
                }
            }
            continue;
        }
        let (mark, spans) = match block {
            SetBlock::Heading { spans } => ("# ", spans),
            SetBlock::Finding { spans } => ("> ", spans),
            SetBlock::Paragraph { spans } => ("", spans),
            SetBlock::List { .. } => continue,
        };
        if let Some(words) = line_of(spans) {
            if !text.is_empty() {
                text.push('\n');
            }
            writeln!(text, "{mark}{words}").expect(WRITTEN);
            number = 0;
        }
    }
    text
}

/// One line of markup; `None` where it would say nothing.
fn line_of(spans: &[SetSpan]) -> Option<String> {
    let mut parts: Vec<SetSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        let text = span.text.chars();
        let text: String = text.map(|c| if c.is_control() { ' ' } else { c }).collect();
        // Nobody sees the weight of a blank.
        let bold = span.bold && !text.trim().is_empty();
        match parts.last_mut() {
            Some(last) if last.bold == bold => last.text.push_str(&text),
            _ => parts.push(SetSpan { text, bold }),
        }
    }
    while let Some(first) = parts.first_mut() {
        first.text = first.text.trim_start().to_owned();
        if !first.text.is_empty() {
            break;
        }
        parts.remove(0);
    }
    while let Some(last) = parts.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        parts.pop();
    }
    let parts: Vec<String> = parts
        .iter()
        .filter(|part| !part.text.is_empty())
        .map(|part| {
            let text = escaped(&part.text);
            if part.bold {
                format!("**{text}**")
            } else {
                text
            }
        })
        .collect();
    (!parts.is_empty()).then(|| parts.concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::letter::{SetItem, Values, compose::compose, markup::read, plain};

    fn words(blocks: &[SetBlock]) -> String {
        let mut words: Vec<String> = Vec::new();
        for block in blocks {
            match block {
                SetBlock::Heading { spans }
                | SetBlock::Paragraph { spans }
                | SetBlock::Finding { spans } => words.push(plain(spans)),
                SetBlock::List { items } => {
                    for item in items {
                        words.push(plain(&item.spans));
                        words.extend(item.under.iter().map(|spans| plain(spans)));
                    }
                }
            }
        }
        let words = words.join(" ");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn spans() -> impl Strategy<Value = Vec<SetSpan>> {
        let text = r"[a-c1-3.#>*\\\[\]{}?_ é:]{1,12}";
        let span = (text, any::<bool>()).prop_map(|(text, bold)| SetSpan { text, bold });
        // Something that is seen, so that no block says nothing.
        (prop::collection::vec(span, 0..4), any::<bool>()).prop_map(|(mut spans, bold)| {
            let text = "x".to_owned();
            spans.push(SetSpan { text, bold });
            spans
        })
    }

    fn block() -> impl Strategy<Value = SetBlock> {
        let item = (spans(), prop::collection::vec(spans(), 0..3));
        let item = item.prop_map(|(spans, under)| SetItem { spans, under });
        prop_oneof![
            spans().prop_map(|spans| SetBlock::Heading { spans }),
            spans().prop_map(|spans| SetBlock::Paragraph { spans }),
            spans().prop_map(|spans| SetBlock::Finding { spans }),
            prop::collection::vec(item, 1..4).prop_map(|items| SetBlock::List { items }),
        ]
    }

    proptest! {
        #[test]
        fn whatever_was_typed_reads_back_as_it_is(blocks in prop::collection::vec(block(), 0..6)) {
            let text = written(&blocks);
            let read = read(&text).unwrap();
            let set = compose(&read, &Values::new()).set;
            prop_assert_eq!(words(&set), words(&blocks));
            prop_assert_eq!(written(&set), text);
        }
    }
}
