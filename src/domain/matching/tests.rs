//! Stories of matching.

use super::*;

fn firm(name: &str) -> Listed {
    Listed {
        name: name.into(),
        ..Listed::default()
    }
}

/// How likely the one is the other, in a city where others share its words and streets.
fn likely(one: &Listed, other: &Listed) -> f64 {
    let city = (0..300).map(|no| Listed {
        address: Some(format!("Jl. Khayal {} No. {}", no % 7, no % 90)),
        kelurahan: Some(["Gunung Elai", "Guntung"][no % 2].into()),
        ..firm(&format!(
            "CV Lain {} Khayal {no}",
            ["Jaya", "Mulia", "Karya"][no % 3]
        ))
    });
    let links = link(city.chain([one.clone()]), [other.clone()]);
    let found = links.iter().find(|link| link.a == 300);
    found.map_or(0.0, |link| link.probability)
}

#[test]
fn a_mail_address_that_spells_the_other_name_tells_a_typing_error_from_another_firm() {
    let right = firm("PT Kapuksa Dermayu");
    let wrong = |email: Option<&str>| Listed {
        email: email.map(str::to_owned),
        ..firm("PT Kapugza Dremyu")
    };
    let [without, with, another] = [
        None,
        Some("kapuksadermayu7@surat.example"),
        Some("kantor@kapuksasentosa.example"),
    ]
    .map(|email| likely(&right, &wrong(email)));
    assert!(
        with > without.max(another) + 0.2,
        "{without} {with} {another}"
    );
    // Its own domain spells it as well.
    let own = likely(&right, &wrong(Some("hrd@kapuksadermayu.example")));
    assert!((own - with).abs() < 0.05, "{own} {with}");
    // A sister in one house writes from the same address, and has a name of its own.
    let sister = Listed {
        email: Some("hrd@kapuksadermayu.example".into()),
        ..firm("PT Kapuksa Logistik")
    };
    assert!(likely(&right, &sister) < 0.5);
}

#[test]
fn a_second_telephone_number_or_mail_address_counts_as_the_first() {
    let with = |phone: &str, email: &str| Listed {
        phone: Some(phone.into()),
        email: Some(email.into()),
        ..firm("CV Tirta Khayangan")
    };
    let one = with(
        "0548 111222 / 0812 3334 4455",
        "a@tirta.example; b@tirta.example",
    );
    let other = firm("CV Tirta Khayangn");
    let told = |phone: &str, email: &str| {
        likely(
            &one,
            &Listed {
                name: other.name.clone(),
                ..with(phone, email)
            },
        )
    };
    let same = told("0812-3334-4455", "b@tirta.example");
    assert!(same > 0.98, "{same}");
    assert!(told("0548 999888", "c@lain.example") < same);
}

#[test]
fn nothing_is_linked_with_nothing() {
    assert!(link([], [firm("PT Contoh")]).is_empty());
    assert!(link([firm("PT Contoh")], []).is_empty());
    assert!(link([firm("")], [firm("")]).is_empty());
}
