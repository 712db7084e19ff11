//! In English.

use super::{MonthFigures, listed, sentence};
use crate::{tongue::Tongue, words::group_thousands};

const SMALL: [&str; 10] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];

pub(super) fn sentences(f: &MonthFigures) -> Vec<String> {
    let mut all = vec![registry(f)];
    all.extend(sizes(f));
    all.extend(duty(f));
    all
}

/// Small numbers in words, larger ones in digits.
fn number(count: u64) -> String {
    let small = usize::try_from(count).ok().and_then(|at| SMALL.get(at));
    small.map_or_else(
        || group_thousands(count).replace('.', ","),
        |word| (*word).to_owned(),
    )
}

fn firms(count: u64) -> String {
    format!("{} {}", number(count), pick(count, "firm", "firms"))
}

const fn pick(count: u64, one: &'static str, several: &'static str) -> &'static str {
    if count == 1 { one } else { several }
}

fn registry(f: &MonthFigures) -> String {
    let until = f.until.map(|day| Tongue::English.date(day));
    let until = until.map_or_else(String::new, |day| format!(", up to {day}"));
    let month = format!("In {}{until}", f.month.first_day().format("%B %Y"));
    if f.is_quiet() {
        return format!("{month}, no change was recorded for the firms of this city.");
    }
    let told: Vec<String> = [
        (
            f.new,
            pick(f.new, "was newly recorded", "were newly recorded"),
        ),
        (f.closed, "closed"),
        (
            f.unnamed,
            pick(
                f.unnamed,
                "is no longer named by the newest list of the source",
                "are no longer named by the newest list of the source",
            ),
        ),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{} {what}", firms(count)))
    .collect();
    if told.is_empty() {
        return format!("{month}, no firm was newly recorded, and none closed.");
    }
    format!("{month}, {}.", listed(&told, "and"))
}

fn sizes(f: &MonthFigures) -> Option<String> {
    let mut told = Vec::new();
    if f.moved > 0 {
        told.push(format!("{} moved to another address", firms(f.moved)));
    }
    if f.grown > 0 {
        told.push(format!("the headcount of {} grew a lot", firms(f.grown)));
    }
    if f.shrunk > 0 {
        let what = if f.grown > 0 { "that" } else { "the headcount" };
        told.push(format!("{what} of {} shrank a lot", firms(f.shrunk)));
    }
    (!told.is_empty()).then(|| format!("{}.", sentence(&listed(&told, "and"))))
}

fn duty(f: &MonthFigures) -> Vec<String> {
    let mut all = Vec::new();
    if f.complied > 0 {
        let after = match f.complied_after_notice {
            0 => String::new(),
            1 if f.complied == 1 => ", after a notice from the city".to_owned(),
            some if some == f.complied => ", all of them after a notice from the city".to_owned(),
            some => format!(", {} of them after a notice from the city", number(some)),
        };
        let meets = pick(f.complied, "now meets its duty", "now meet their duty");
        all.push(format!("{} {meets}{after}.", firms(f.complied)));
    }
    if f.enrolling > 0 {
        let more = if f.complied > 0 { "more " } else { "" };
        all.push(format!(
            "{} {more}{} began to register workers after a notice from the city.",
            number(f.enrolling),
            pick(f.enrolling, "firm", "firms")
        ));
    }
    if f.gained > 0 {
        all.push(format!(
            "That way {} more {} registered.",
            number(f.gained),
            pick(f.gained, "worker is", "workers are")
        ));
    }
    if f.fell_back > 0 {
        let needs = pick(
            f.fell_back,
            "that had met its duty needs attention again",
            "that had met their duty need attention again",
        );
        all.push(format!("{} {needs}.", firms(f.fell_back)));
    }
    all.iter().map(|text| sentence(text)).collect()
}
