//! What the files of a city hold, read back as anybody would.

mod verdicts;

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs,
    path::PathBuf,
};

use chrono::{Days, NaiveDate};

use self::verdicts::Verdicts;
use super::{CityFiles, CityPlan, DEFAULT_AS_OF, Format, SyntheticError, write_city};

/// A city in a folder of its own, which goes when the test ends.
struct Written {
    folder: PathBuf,
    files: CityFiles,
}

impl Written {
    fn new(name: &str, plan: &CityPlan) -> Self {
        let own = format!("patuh-city-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(own);
        let files = write_city(plan, &folder).unwrap();
        Self { folder, files }
    }

    fn bytes(&self) -> [Vec<u8>; 4] {
        let files = &self.files;
        [
            &files.employers,
            &files.roster,
            &files.participants,
            &files.contributions,
        ]
        .map(|file| fs::read(&file.path).unwrap())
    }

    /// The rows of a canonical file by column name.
    fn rows(&self, file: &str) -> Vec<HashMap<String, String>> {
        let path = self.folder.join(format!("{file}.csv"));
        csv::Reader::from_path(path)
            .unwrap()
            .deserialize()
            .map(Result::unwrap)
            .collect()
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).unwrap();
    }
}

fn plan(firms: u32, seed: u64) -> CityPlan {
    CityPlan {
        firms,
        seed,
        as_of: DEFAULT_AS_OF,
        format: Format::Csv,
        messy: false,
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_same_plan_gives_the_same_bytes_in_every_format() {
    for format in [Format::Csv, Format::Xlsx] {
        for messy in [false, true] {
            let plan = CityPlan {
                format,
                messy,
                ..plan(15, 4)
            };
            let name = |nth| format!("same-{format:?}-{messy}-{nth}");
            let (one, two) = (Written::new(&name(1), &plan), Written::new(&name(2), &plan));
            assert!(one.bytes() == two.bytes(), "{plan:?}");
        }
    }
}

#[test]
fn another_seed_gives_another_city() {
    let (one, two) = (
        Written::new("seed-1", &plan(15, 1)),
        Written::new("seed-2", &plan(15, 2)),
    );
    assert!(one.bytes() != two.bytes());
}

#[test]
fn nothing_is_left_of_the_writing_but_the_four_files() {
    let city = Written::new(
        "left",
        &CityPlan {
            format: Format::Xlsx,
            ..plan(3, 1)
        },
    );
    let names: Vec<_> = fs::read_dir(&city.folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 4, "{names:?}");
    assert!(names.iter().all(|name| !name.starts_with('.')), "{names:?}");
}

#[test]
fn a_city_without_firms_is_refused() {
    let folder = std::env::temp_dir();
    assert!(matches!(
        write_city(&plan(0, 1), &folder),
        Err(SyntheticError::Plan)
    ));
}

#[test]
fn a_folder_that_is_a_file_is_named_in_the_error() {
    let path = std::env::temp_dir().join(format!("patuh-city-{}-file", std::process::id()));
    fs::write(&path, "x").unwrap();
    let error = write_city(&plan(1, 1), &path).unwrap_err();
    assert!(error.to_string().contains("patuh-city"), "{error}");
    fs::remove_file(path).unwrap();
}

#[test]
fn every_nik_is_possible_and_belongs_to_one_person() {
    let city = Written::new("nik", &plan(200, 7));
    let mut members = HashSet::new();
    for row in city.rows("participants") {
        let nik = &row["nik"];
        assert_eq!(nik.len(), 16);
        let shown: u32 = nik[6..8].parse().unwrap();
        let date = if shown > 40 { shown - 40 } else { shown };
        let short: i32 = nik[10..12].parse().unwrap();
        let year = if short > 26 {
            1900 + short
        } else {
            2000 + short
        };
        let month = nik[8..10].parse().unwrap();
        assert!(NaiveDate::from_ymd_opt(year, month, date).is_some());
        assert_ne!(&nik[12..], "0000");
        assert!(members.insert(nik.clone()));
    }
    let mut jobs: HashMap<String, HashSet<String>> = HashMap::new();
    for row in city.rows("roster") {
        let born = day(&row["tanggal_lahir"]);
        assert_eq!(row["nik"][8..12], born.format("%m%y").to_string());
        assert!(
            jobs.entry(row["nik"].clone())
                .or_default()
                .insert(row["nib"].clone())
        );
    }
    let two_jobs = jobs.values().filter(|firms| firms.len() == 2).count();
    assert!(two_jobs > 5, "{two_jobs}");
}

#[test]
fn a_city_of_850_firms_has_the_shares_and_sizes_of_the_town() {
    for seed in [1, 2, 3] {
        let city = Written::new(&format!("town-{seed}"), &plan(850, seed));
        let near = |rows: u64, low, high| assert!((low..=high).contains(&rows), "{seed}: {rows}");
        assert_eq!(city.files.employers.rows, 850);
        near(city.files.roster.rows, 23_500, 26_800);
        near(city.files.participants.rows, 189_900, 190_100);
        let verdicts = Verdicts::of(&city, DEFAULT_AS_OF);
        for (verdict, low, high) in [
            ("compliant", 65.0, 72.0),
            ("unregistered", 8.0, 12.0),
            ("partial_workers", 6.5, 9.0),
            ("in_arrears", 4.0, 7.0),
            ("partial_wages", 3.3, 6.0),
            ("closed", 2.0, 4.0),
            ("unknown", 2.0, 4.0),
        ] {
            let share = verdicts.share(verdict);
            assert!(
                (low..=high).contains(&share),
                "{seed} {verdict} {share} {verdicts:?}"
            );
        }
        assert!(
            (92.0..95.0).contains(&verdicts.active_share),
            "{verdicts:?}"
        );
        for (finding, low, high) in [("in_arrears", 5.0, 7.5), ("partial_wages", 4.0, 6.5)] {
            let share = verdicts.finding_share(finding);
            assert!(
                (low..=high).contains(&share),
                "{seed} {finding} {share} {verdicts:?}"
            );
        }
        let months = &verdicts.arrears_months;
        let short = months.iter().filter(|&&n| n <= 3).count() * 100 / months.len();
        let long = months.iter().filter(|&&n| n >= 13).count() * 100 / months.len();
        assert!(
            (50..80).contains(&short) && (3..16).contains(&long),
            "{seed} {short} {long}"
        );
    }
}

#[test]
fn a_larger_city_grows_in_proportion() {
    let rows = |firms| {
        let city = Written::new(&format!("grows-{firms}"), &plan(firms, 9));
        city.files.participants.rows
    };
    assert!((rows(170) * 4).abs_diff(rows(680)) < 100);
}

#[test]
fn the_declared_numbers_are_as_old_as_the_town_says() {
    let city = Written::new("declared", &plan(400, 3));
    let mut ages = BTreeMap::from([("never", 0), ("fresh", 0), ("old", 0)]);
    for row in city.rows("employers") {
        let age = match row["tanggal_wlkp"].as_str() {
            "" => "never",
            date if day(date) < DEFAULT_AS_OF - Days::new(365) => "old",
            date => {
                let days = (DEFAULT_AS_OF - day(date)).num_days();
                assert!((20..=150).contains(&days));
                "fresh"
            }
        };
        *ages.get_mut(age).unwrap() += 1;
    }
    assert!((120..=160).contains(&ages["never"]), "{ages:?}");
    assert!((50..=80).contains(&ages["old"]), "{ages:?}");
}

#[test]
fn a_messy_city_spoils_a_few_niks_and_keeps_the_firms() {
    let messy = Written::new(
        "messy",
        &CityPlan {
            messy: true,
            ..plan(850, 1)
        },
    );
    let roster = fs::read_to_string(&messy.files.roster.path).unwrap();
    let spoilt = roster.matches("E+15").count() * 1000 / roster.lines().count();
    assert!((20..=40).contains(&spoilt), "{spoilt}");
    assert!(roster.starts_with('\u{feff}'));
    // Only the rows written twice by accident are more than in the clean city.
    let more = messy.files.employers.rows - 850;
    assert!((1..30).contains(&more), "{more}");
    let registry = fs::read(&messy.files.employers.path).unwrap();
    assert!(
        String::from_utf8(registry).is_err(),
        "the registry is in an old encoding"
    );
}
