use std::collections::{HashMap, HashSet};

use super::*;
use crate::domain::matching::{Link, Listed, Status, link};

/// A file's rows, each under the names of its columns.
fn rows(path: &Path, separator: u8) -> Vec<HashMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .from_path(path)
        .unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn plan(noise: Noise, seed: u64) -> PairsPlan {
    PairsPlan {
        firms: 2_000,
        others: 800,
        seed,
        noise,
        identifiers: false,
    }
}

/// A folder that goes when the test ends.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("patuh-pairs-{}-{name}", std::process::id())))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_truth_names_each_row_of_the_second_list_and_rows_of_the_first() {
    for (noise, seed) in Noise::ALL.into_iter().zip(1..) {
        let folder = Folder::new(noise.code());
        let written = write_pairs(&plan(noise, seed), &folder.0).unwrap();
        let separator = if noise == Noise::Bpjs { b';' } else { b',' };
        let (a, b) = (
            rows(&folder.0.join("a.csv"), b','),
            rows(&folder.0.join("b.csv"), separator),
        );
        let truth = rows(&folder.0.join("truth.csv"), b',');
        let ids = |rows: &[HashMap<String, String>], of: &str| -> Vec<String> {
            rows.iter().map(|row| row[of].clone()).collect()
        };
        let known: HashSet<String> = ids(&a, "id").into_iter().collect();
        assert_eq!((a.len(), known.len()), (2_000, 2_000), "no id twice");
        assert_eq!(ids(&b, "id"), ids(&truth, "b_id"));
        let same: Vec<&String> = truth.iter().map(|row| &row["a_id"]).collect();
        let found = same.iter().filter(|id| !id.is_empty()).count();
        assert!(same.iter().all(|id| id.is_empty() || known.contains(*id)));
        assert_eq!(
            written,
            PairsWritten {
                firms: 2_000,
                others: u32::try_from(b.len()).unwrap(),
                same: u32::try_from(found).unwrap(),
            }
        );
        // 30 to 60 % are on the other list only; it has about as many rows as asked.
        let share = found * 1000 / b.len();
        assert!((360..740).contains(&share), "{share} of a thousand");
        assert!((680..920).contains(&b.len()), "{} rows", b.len());
    }
}

#[test]
fn without_identifiers_no_row_has_one_and_with_them_many_do() {
    let folder = Folder::new("identifiers");
    write_pairs(&plan(Noise::Clerk, 5), &folder.0).unwrap();
    let has = |row: &HashMap<String, String>| {
        ["nib", "npwp", "kode_bu"]
            .iter()
            .any(|id| !row[*id].is_empty())
    };
    let with = |list: &str| {
        rows(&folder.0.join(list), b',')
            .iter()
            .filter(|r| has(r))
            .count()
    };
    assert_eq!((with("a.csv"), with("b.csv")), (0, 0));
    let identifiers = PairsPlan {
        identifiers: true,
        ..plan(Noise::Clerk, 5)
    };
    write_pairs(&identifiers, &folder.0).unwrap();
    assert!(with("a.csv") > 1_500 && with("b.csv") > 300);
}

#[test]
fn the_same_plan_gives_the_same_bytes_and_another_seed_other_words() {
    let names = |seed| -> HashSet<String> {
        let folder = Folder::new(&format!("seed-{seed}"));
        write_pairs(&plan(Noise::Mixed, seed), &folder.0).unwrap();
        let once = fs::read(folder.0.join("b.csv")).unwrap();
        write_pairs(&plan(Noise::Mixed, seed), &folder.0).unwrap();
        assert_eq!(once, fs::read(folder.0.join("b.csv")).unwrap());
        rows(&folder.0.join("a.csv"), b',')
            .iter()
            .map(|row| row["nama"].to_uppercase())
            .collect()
    };
    let (one, two) = (names(1), names(2));
    let shared = one.intersection(&two).count();
    assert!(
        shared * 20 < one.len(),
        "{shared} names of two seeds are the same"
    );
}

#[test]
fn every_noise_writes_otherwise_and_looks_alike_on_purpose() {
    let folder = Folder::new("noises");
    let mut ties: HashMap<String, usize> = HashMap::new();
    for noise in Noise::ALL {
        write_pairs(&plan(noise, 9), &folder.0).unwrap();
        let separator = if noise == Noise::Bpjs { b';' } else { b',' };
        let column = if noise == Noise::Bpjs {
            "Nama Badan Usaha"
        } else {
            "nama"
        };
        let a: HashMap<String, String> = rows(&folder.0.join("a.csv"), b',')
            .into_iter()
            .map(|row| (row["id"].clone(), row["nama"].clone()))
            .collect();
        let b = rows(&folder.0.join("b.csv"), separator);
        let truth = rows(&folder.0.join("truth.csv"), b',');
        let mut otherwise = 0;
        let mut same = 0;
        for (row, truth) in b.iter().zip(&truth) {
            *ties.entry(truth["tie"].clone()).or_default() += 1;
            if let Some(name) = a.get(&truth["a_id"]) {
                same += 1;
                otherwise += usize::from(*name != row[column]);
            }
        }
        assert!(
            otherwise * 2 > same,
            "{}: {otherwise} of {same}",
            noise.code()
        );
    }
    let all: usize = ties.values().sum();
    for (tie, least) in [
        ("other_form", 30),
        ("same_form", 10),
        ("branches", 10),
        ("near", 40),
    ] {
        assert!(
            ties[tie] * 1000 > least * all,
            "{tie}: {} of {all}",
            ties[tie]
        );
    }
}

#[test]
fn lists_that_cannot_be_are_refused() {
    let folder = Folder::new("refused");
    for (firms, others) in [(0, 0), (10, 11), (MOST_ROWS + 1, 5)] {
        let plan = PairsPlan {
            firms,
            others,
            ..plan(Noise::Clerk, 1)
        };
        let refused = write_pairs(&plan, &folder.0);
        assert!(matches!(refused, Err(SyntheticError::Pairs)));
    }
    assert!(!folder.0.exists());
}

fn listed(row: &HashMap<String, String>) -> Listed {
    let cell = |name: &str| row.get(name).filter(|text| !text.is_empty()).cloned();
    Listed {
        name: cell("nama").unwrap_or_default(),
        form: cell("bentuk"),
        address: cell("alamat"),
        kelurahan: cell("kelurahan"),
        phone: cell("telepon"),
        email: cell("email"),
        ..Listed::default()
    }
}

/// Small lists, for every run; `tests/bench/matching` measures large ones of all noises.
#[test]
fn what_matching_calls_probable_is_nearly_always_right_and_most_of_what_there_is() {
    let folder = Folder::new("matching");
    let (mut called, mut right, mut same) = (0, 0, 0);
    for noise in [Noise::Clerk, Noise::Typist, Noise::Spreadsheet] {
        for seed in [11, 12] {
            let plan = PairsPlan {
                firms: 600,
                others: 240,
                ..plan(noise, seed)
            };
            same += write_pairs(&plan, &folder.0).unwrap().same;
            let [a, b, truth] =
                ["a.csv", "b.csv", "truth.csv"].map(|list| rows(&folder.0.join(list), b','));
            let links = link(a.iter().map(listed), b.iter().map(listed));
            for Link {
                a: one, b: other, ..
            } in links
                .iter()
                .filter(|found| found.status == Status::Probable)
            {
                called += 1;
                right += u32::from(a[*one]["id"] == truth[*other]["a_id"]);
            }
        }
    }
    let (precision, recall) = (right * 1000 / called, right * 1000 / same);
    assert!(
        precision >= 995,
        "{precision} of a thousand probable ones are right"
    );
    assert!(recall >= 800, "{recall} of a thousand are found");
}
