use super::*;

const SHIPPED: &str = include_str!("../../../config/rules.toml");

fn shipped() -> RateTable {
    toml::from_str(SHIPPED).unwrap()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn contributions_are_exact_to_the_sen() {
    let table = shipped();
    let sen = |text: &str| Sen::from_decimal(text).unwrap();
    for (wage, year, base, employer, worker, total) in [
        (
            "2500000",
            2026,
            "3799480",
            "151979.20",
            "37994.80",
            "189974",
        ),
        (
            "3799480",
            2026,
            "3799480",
            "151979.20",
            "37994.80",
            "189974",
        ),
        (
            "3780012.66",
            2025,
            "3780012.66",
            "151200.51",
            "37800.13",
            "189000.63",
        ),
        ("5000000", 2024, "5000000", "200000", "50000", "250000"),
        ("5000000", 2026, "5000000", "200000", "50000", "250000"),
        ("12000000", 2025, "12000000", "480000", "120000", "600000"),
        ("25000000", 2026, "12000000", "480000", "120000", "600000"),
    ] {
        let rates = table.on(day(year, 6, 1)).unwrap();
        let expected = Contribution {
            base: sen(base),
            employer: sen(employer),
            worker: sen(worker),
            total: sen(total),
        };
        assert_eq!(
            contribution(sen(wage), &rates),
            expected,
            "{wage} in {year}"
        );
    }
}

#[test]
fn the_service_fine_has_its_bounds() {
    let table = shipped();
    let fine = table.service_fine_on(day(2026, 1, 1)).unwrap();
    let rupiah = Sen::from_rupiah;
    assert_eq!(fine.amount(rupiah(10_000_000), 3), rupiah(1_500_000));
    assert_eq!(fine.amount(rupiah(60_000_000), 12), rupiah(30_000_000));
    assert_eq!(
        fine.amount(rupiah(10_000_000), 20),
        fine.amount(rupiah(10_000_000), 12)
    );
}

#[test]
fn a_rate_holds_from_its_day_on() {
    let table = shipped();
    assert_eq!(table.ruleset(), "2026.1");
    assert_eq!(table.on(day(2023, 12, 31)), None);
    assert_eq!(table.on(day(2024, 12, 31)).unwrap().umk, Sen(354_930_767));
    assert_eq!(table.on(day(2025, 1, 1)).unwrap().umk, Sen(378_001_266));
    assert_eq!(
        table.on(day(2026, 11, 2)).unwrap().umk,
        Sen::from_rupiah(3_799_480)
    );
    assert_eq!(
        table.on(day(2026, 11, 2)).unwrap().pbpu_pemda_monthly,
        Sen::from_rupiah(37_800)
    );
}

#[test]
fn the_next_change_is_found() {
    let table = shipped();
    assert_eq!(
        table.next_change_after(day(2024, 6, 1)),
        Some(day(2025, 1, 1))
    );
    assert_eq!(
        table.next_change_after(day(2025, 1, 1)),
        Some(day(2026, 1, 1))
    );
    assert_eq!(table.next_change_after(day(2026, 1, 1)), None);
}

#[test]
fn every_rate_names_its_source() {
    let table = shipped();
    let sources = table.sources_on(day(2026, 11, 2));
    assert_eq!(sources.len(), 4);
    assert!(sources.iter().all(|rate| !rate.source.is_empty()));
    assert_eq!(sources[0].value, "Rp3.799.480");
    assert_eq!(sources[3].value, "4 % + 1 %");
    assert!(table.sources_on(day(2000, 1, 1)).is_empty());
}

#[test]
fn disorder_in_the_file_is_refused() {
    let refusal = |text: String| toml::from_str::<RateTable>(&text).unwrap_err().to_string();
    let swapped = SHIPPED.replacen("2024-01-01", "2025-06-01", 1);
    assert!(refusal(swapped).contains("`umk`"));
    let too_much = SHIPPED.replace("employer_bp = 400", "employer_bp = 9950");
    assert!(refusal(too_much).contains("100 persen"));
    let unknown = SHIPPED.replace("worker_bp", "pekerja_bp");
    assert!(refusal(unknown).contains("pekerja_bp"));
    let inexact = SHIPPED.replace("3780012.66", "3780012.665");
    assert!(refusal(inexact).contains("3780012.66"));
}
