//! Copies of the database: whole, without secrets, and put back only where they belong.

use std::fs;

use crate::{
    first_story::EMPLOYERS,
    process::{Office, text},
    support::{Folder, on_postgres},
};

#[test]
fn a_copy_is_put_back_with_its_key_and_never_over_a_living_database() {
    if on_postgres() {
        return;
    }
    let folder = Folder::new();
    let (here, there) = (folder.path().join("data"), folder.path().join("lain"));
    let file = folder.file("employers.csv", EMPLOYERS);
    let import = ["import", "employers", text(&file), "--as-of", "2026-03-16"];
    Office::elsewhere(&here, &import).ends(0);
    Office::elsewhere(&here, &["check"]).ends(0);
    let before = Office::elsewhere(&here, &["list", "--json"]).ends(0).json();
    let copy = folder.path().join("cadangan.db");
    let back_up = ["backup", text(&copy)];
    let said = Office::elsewhere(&here, &back_up).ends(0).out;
    assert!(said.contains("Simpan terpisah"), "{said}");
    Office::elsewhere(&here, &back_up)
        .ends(1)
        .says(&["sudah ada"]);
    let secret = fs::read_to_string(here.join("secrets/person_key")).unwrap();
    let bytes = fs::read(&copy).unwrap();
    let needle = secret.trim().as_bytes();
    assert!(!bytes.windows(needle.len()).any(|part| part == needle));

    let restore = ["restore", text(&copy)];
    Office::elsewhere(&here, &restore)
        .ends(1)
        .says(&["tidak ditimpa"]);
    Office::elsewhere(&there, &restore)
        .ends(2)
        .says(&["Kunci pekerja"]);
    fs::create_dir_all(there.join("secrets")).unwrap();
    let key = there.join("secrets/person_key");
    fs::write(&key, "11".repeat(32)).unwrap();
    Office::elsewhere(&there, &restore)
        .ends(2)
        .says(&["bukan kunci cadangan"]);
    assert!(!there.join("patuh.db").exists());
    fs::write(&key, secret).unwrap();
    Office::elsewhere(&there, &restore).ends(0);
    let after = Office::elsewhere(&there, &["list", "--json"])
        .ends(0)
        .json();
    assert_eq!(after, before);
    assert!(!there.join("patuh.db.restore").exists());
    fs::remove_file(there.join("patuh.db")).unwrap();
    let text_file = ["restore", text(&file)];
    Office::elsewhere(&there, &text_file).ends(1);
    assert!(!there.join("patuh.db").exists());
}
