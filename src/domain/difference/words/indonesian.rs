//! In Indonesian, formal and plain.

use super::{MonthFigures, listed, sentence};
use crate::{
    tongue::Tongue,
    words::{group_thousands, terbilang},
};

pub(super) fn sentences(f: &MonthFigures) -> Vec<String> {
    let mut all = vec![registry(f)];
    all.extend(sizes(f));
    all.extend(duty(f));
    all
}

/// Small numbers in words, larger ones in digits.
fn number(count: u64) -> String {
    if count < 10 {
        terbilang(count)
    } else {
        group_thousands(count)
    }
}

fn firms(count: u64) -> String {
    format!("{} badan usaha", number(count))
}

fn registry(f: &MonthFigures) -> String {
    let until = f.until.map(|day| Tongue::Indonesian.date(day));
    let until = until.map_or_else(String::new, |day| format!(" sampai dengan {day}"));
    let month = format!("Selama {}{until}", f.month.words());
    if f.is_quiet() {
        return format!("{month} tidak ada perubahan yang tercatat pada badan usaha di kota ini.");
    }
    let told: Vec<String> = [
        (f.new, "baru tercatat"),
        (f.closed, "tutup"),
        (
            f.unnamed,
            "tidak lagi tercantum dalam daftar terbaru sumbernya",
        ),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{} {what}", firms(count)))
    .collect();
    if told.is_empty() {
        return format!("{month} tidak ada badan usaha yang baru tercatat ataupun tutup.");
    }
    format!("{month}, {}.", listed(&told, "dan"))
}

fn sizes(f: &MonthFigures) -> Option<String> {
    let mut told = Vec::new();
    if f.moved > 0 {
        told.push(format!("{} berganti alamat", firms(f.moved)));
    }
    if f.grown > 0 {
        told.push(format!(
            "jumlah pekerja {} bertambah banyak",
            firms(f.grown)
        ));
    }
    if f.shrunk > 0 {
        told.push(format!("jumlah pekerja {} jauh berkurang", firms(f.shrunk)));
    }
    (!told.is_empty()).then(|| format!("{}.", sentence(&listed(&told, "dan"))))
}

fn duty(f: &MonthFigures) -> Vec<String> {
    let mut all = Vec::new();
    if f.complied > 0 {
        let after = match f.complied_after_notice {
            0 => String::new(),
            1 if f.complied == 1 => ", setelah menerima surat dari kota".to_owned(),
            some if some == f.complied => ", semuanya setelah menerima surat dari kota".to_owned(),
            some => format!(
                ", {} di antaranya setelah menerima surat dari kota",
                number(some)
            ),
        };
        all.push(format!(
            "{} kini memenuhi kewajibannya{after}.",
            firms(f.complied)
        ));
    }
    if f.enrolling > 0 {
        let more = if f.complied > 0 { " lain" } else { "" };
        all.push(format!(
            "{}{more} mulai mendaftarkan pekerjanya setelah menerima surat dari kota.",
            firms(f.enrolling)
        ));
    }
    if f.gained > 0 {
        all.push(format!(
            "Dengan demikian bertambah {} pekerja terdaftar.",
            number(f.gained)
        ));
    }
    if f.fell_back > 0 {
        all.push(format!(
            "{} yang sebelumnya memenuhi kewajibannya kini perlu perhatian kembali.",
            firms(f.fell_back)
        ));
    }
    all.iter().map(|text| sentence(text)).collect()
}
