//! Stories of matching.

use super::*;

fn firm(name: &str) -> Listed {
    Listed {
        name: name.into(),
        ..Listed::default()
    }
}

#[test]
fn nothing_is_linked_with_nothing() {
    assert!(link([], [firm("PT Contoh")]).is_empty());
    assert!(link([firm("PT Contoh")], []).is_empty());
    assert!(link([firm("")], [firm("")]).is_empty());
}
