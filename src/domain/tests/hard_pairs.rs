//! Hand-made lookalikes: in each group of `hard_pairs.csv` a firm, the same firm written
//! otherwise, and another firm that looks alike.

use std::collections::BTreeMap;

use patuh_domain::matching::{Listed, Matcher};

const FILE: &str = include_str!("hard_pairs.csv");

/// Which firm of its group a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Reference,
    Same,
    Different,
}

/// The cells of a line under the names of their columns.
type Firm = BTreeMap<String, String>;

/// The lines of each group, in the order of the file.
fn groups() -> BTreeMap<String, Vec<(Role, Firm)>> {
    let mut reader = csv::Reader::from_reader(FILE.as_bytes());
    let mut groups: BTreeMap<String, Vec<(Role, Firm)>> = BTreeMap::new();
    for line in reader.deserialize() {
        let mut firm: Firm = line.expect("a line of the file");
        let group = firm.remove("group").expect("a column `group`");
        let role = match firm.remove("role").as_deref() {
            Some("ref") => Role::Reference,
            Some("same") => Role::Same,
            Some("diff") => Role::Different,
            other => panic!("{group}: {other:?} is no role"),
        };
        groups.entry(group).or_default().push((role, firm));
    }
    groups
}

#[test]
fn each_group_has_a_firm_the_same_firm_and_another_one() {
    let groups = groups();
    assert!(groups.len() >= 150, "only {} groups", groups.len());
    for (group, firms) in groups {
        let roles: Vec<Role> = firms.iter().map(|(role, _)| *role).collect();
        assert_eq!(
            roles,
            [Role::Reference, Role::Same, Role::Different],
            "{group}"
        );
        assert!(
            firms.iter().all(|(_, firm)| !firm["nama"].is_empty()),
            "{group}"
        );
    }
}

fn listed(firm: &Firm) -> Listed {
    let cell = |name: &str| Some(firm[name].clone()).filter(|text| !text.is_empty());
    Listed {
        name: firm["nama"].clone(),
        form: cell("bentuk"),
        address: cell("alamat"),
        kelurahan: cell("kelurahan"),
        phone: cell("telepon"),
        email: cell("email"),
        ..Listed::default()
    }
}

/// How likely the only firm of a list is this one.
fn likeness(of: &Listed, to: &Listed) -> f64 {
    let found = Matcher::new([of.clone()]).found(to);
    found.first().map_or(0.0, |found| found.probability)
}

#[test]
fn the_same_firm_is_likelier_than_one_that_looks_alike() {
    for (group, firms) in groups() {
        let [firm, same, other] = [0, 1, 2].map(|nth| listed(&firms[nth].1));
        let (right, wrong) = (likeness(&firm, &same), likeness(&firm, &other));
        let both = Matcher::new([same, other]).found(&firm);
        let is_first = both.first().is_some_and(|found| found.number == 0);
        assert!(
            right > wrong && is_first,
            "{group}: the same firm {right}, the other one {wrong}"
        );
    }
}
