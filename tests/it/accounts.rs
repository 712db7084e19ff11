//! Who comes in at the site's door, and who doesn't.

use chrono::TimeDelta;
use patuh::{
    domain::{password::WeakPassword, role::Role},
    services::{NewOfficer, Opened, SignInError, Step, Visitor},
    store::{Actor, Officer},
};
use totp_rs::{Secret, TOTP};

use crate::support::Program;

pub const PASSWORD: &str = "perahu lumut kaca senja";
pub const BY: Actor = Actor::Command("user add");

/// Somebody at the office's own address.
pub fn visitor() -> Visitor {
    Visitor {
        address: "192.0.2.7".to_owned(),
        agent: "Peramban Contoh/1.0".to_owned(),
    }
}

/// The last part of a link.
pub fn token_of(link: &str) -> &str {
    link.rsplit('/').next().unwrap()
}

type Entered = Result<Opened, SignInError>;

pub async fn sign_in(p: &Program, email: &str, password: &str) -> Entered {
    let visitor = visitor();
    p.services.sign_in(email, password, &visitor).await
}

pub async fn accept_link(p: &Program, token: &str, password: &str) -> Entered {
    let visitor = visitor();
    p.services.accept_link(token, password, &visitor).await
}

pub async fn second_factor(p: &Program, token: &str, code: &str) -> Entered {
    let visitor = visitor();
    p.services.second_factor(token, code, &visitor).await
}

pub async fn enrol(p: &Program, token: &str, code: &str) -> Entered {
    let visitor = visitor();
    p.services.enrol(token, code, &visitor).await
}

/// An officer who has used the invitation to set the password.
pub async fn settled(p: &Program, email: &str, role: Role) -> (Officer, Opened) {
    let new = NewOfficer {
        name: "Rina Contoh".to_owned(),
        email: email.to_owned(),
        role,
    };
    let invited = p.services.invite(&BY, &new).await.unwrap();
    let opened = accept_link(p, token_of(&invited.link), PASSWORD)
        .await
        .unwrap();
    (invited.officer, opened)
}

/// The code that a telephone with this secret shows now.
pub fn code(p: &Program, secret: &str) -> String {
    let secret = Secret::Encoded(secret.replace(' ', "")).to_bytes().unwrap();
    let totp = TOTP::new(
        totp_rs::Algorithm::SHA1,
        6,
        1,
        30,
        secret,
        None,
        String::new(),
    )
    .unwrap();
    let now = patuh::clock::Clock::now(&*p.clock).timestamp();
    totp.generate(now.unsigned_abs())
}

/// An approver whose second factor is set up, with its secret.
async fn approver(p: &Program) -> (Officer, String) {
    let (officer, half) = settled(p, "tono@kota.example", Role::Approver).await;
    assert_eq!(half.step, Step::Enrol);
    let secret = p.services.enrolment(&half.token).await.unwrap().secret;
    let opened = enrol(p, &half.token, &code(p, &secret)).await.unwrap();
    assert_eq!(opened.step, Step::Done);
    (officer, secret)
}

fn refused(answer: Entered) -> bool {
    matches!(answer.err(), Some(SignInError::Refused))
}

fn waits(answer: Entered) -> Option<u64> {
    match answer.err() {
        Some(SignInError::Wait { seconds }) => Some(seconds),
        _ => None,
    }
}

#[tokio::test]
async fn an_invited_officer_sets_a_password_and_is_in() {
    let p = Program::start().await;
    let (officer, opened) = settled(&p, "Rina@Kota.example", Role::LabourOfficer).await;
    assert_eq!(officer.email, "rina@kota.example");
    assert_eq!(opened.step, Step::Done);
    let who = p.services.session(&opened.token).await.unwrap().unwrap();
    assert_eq!(who.officer, officer);
    assert_eq!(who.form_token.len(), 64);
    assert_ne!(who.session, opened.token);

    let again = sign_in(&p, " RINA@kota.example ", PASSWORD).await.unwrap();
    assert_ne!(again.token, opened.token);
    p.services.sign_out(&again.token).await.unwrap();
    assert!(p.services.session(&again.token).await.unwrap().is_none());
    assert!(p.services.session(&opened.token).await.unwrap().is_some());
    for nonsense in ["", "x", &who.session, &who.form_token] {
        assert!(p.services.session(nonsense).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_wrong_password_an_unknown_address_and_a_shut_account_get_one_answer() {
    let p = Program::start().await;
    let (officer, _) = settled(&p, "rina@kota.example", Role::LabourOfficer).await;
    p.services
        .add_officer("Budi Misal", "budi@kota.example", Role::Viewer)
        .await
        .unwrap();
    assert!(refused(sign_in(&p, "rina@kota.example", "salah").await));
    assert!(refused(sign_in(&p, "entah@kota.example", PASSWORD).await));
    assert!(refused(sign_in(&p, "budi@kota.example", "").await));
    assert!(refused(sign_in(&p, "", "").await));
    p.services.disable(&BY, officer.id).await.unwrap();
    assert!(refused(sign_in(&p, "rina@kota.example", PASSWORD).await));
    p.services.enable(&BY, officer.id).await.unwrap();
    assert!(sign_in(&p, "rina@kota.example", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn an_account_pauses_after_five_failures_and_each_further_one_doubles_it() {
    let p = Program::start().await;
    settled(&p, "rina@kota.example", Role::LabourOfficer).await;
    for email in ["rina@kota.example", "entah@kota.example"] {
        for _ in 0..5 {
            assert!(refused(sign_in(&p, email, "salah").await));
        }
        // Even the right password is not looked at now, and nobody learns whether it is right.
        assert_eq!(waits(sign_in(&p, email, PASSWORD).await), Some(60));
    }
    p.clock.advance(TimeDelta::seconds(60));
    assert!(refused(sign_in(&p, "rina@kota.example", "salah").await));
    assert_eq!(
        waits(sign_in(&p, "rina@kota.example", PASSWORD).await),
        Some(120)
    );
    p.clock.advance(TimeDelta::seconds(120));
    assert!(sign_in(&p, "rina@kota.example", PASSWORD).await.is_ok());
    // Success forgets what the account did before.
    for _ in 0..4 {
        assert!(refused(sign_in(&p, "rina@kota.example", "salah").await));
    }
    assert!(sign_in(&p, "rina@kota.example", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn an_address_that_tries_many_accounts_is_stopped_and_others_are_not() {
    let p = Program::start().await;
    settled(&p, "rina@kota.example", Role::LabourOfficer).await;
    let from = |address: &str| Visitor {
        address: address.to_owned(),
        agent: String::new(),
    };
    for n in 0..20 {
        // One household has the whole /64.
        let there = from(&format!("2001:db8:0:1::{n}"));
        let email = format!("orang{n}@kota.example");
        assert!(refused(p.services.sign_in(&email, "salah", &there).await));
    }
    let there = from("2001:db8:0:1:ffff::1");
    let answer = p.services.sign_in("rina@kota.example", PASSWORD, &there);
    assert_eq!(waits(answer.await), Some(60));
    assert!(sign_in(&p, "rina@kota.example", PASSWORD).await.is_ok());
    p.clock.advance(TimeDelta::minutes(61));
    let answer = p.services.sign_in("rina@kota.example", PASSWORD, &there);
    assert!(answer.await.is_ok());
}

#[tokio::test]
async fn many_tries_at_once_are_no_way_around_the_pause() {
    let p = Program::start().await;
    settled(&p, "rina@kota.example", Role::LabourOfficer).await;
    let tries = (0..12).map(|_| {
        let services = p.services.clone();
        tokio::spawn(async move {
            services
                .sign_in("rina@kota.example", "salah", &visitor())
                .await
        })
    });
    let mut looked_at = 0;
    for answer in tries.collect::<Vec<_>>() {
        looked_at += u32::from(refused(answer.await.unwrap()));
    }
    assert_eq!(looked_at, 5);
}

#[tokio::test]
async fn a_session_ends_when_it_is_idle_and_after_twelve_hours_in_any_case() {
    let p = Program::start().await;
    settled(&p, "rina@kota.example", Role::LabourOfficer).await;
    let idle = sign_in(&p, "rina@kota.example", PASSWORD).await.unwrap();
    let busy = sign_in(&p, "rina@kota.example", PASSWORD).await.unwrap();
    p.clock.advance(TimeDelta::minutes(119));
    assert!(p.services.session(&busy.token).await.unwrap().is_some());
    p.clock.advance(TimeDelta::minutes(1));
    assert!(p.services.session(&idle.token).await.unwrap().is_none());
    for _ in 0..6 {
        assert!(p.services.session(&busy.token).await.unwrap().is_some());
        p.clock.advance(TimeDelta::minutes(99));
    }
    assert!(p.services.session(&busy.token).await.unwrap().is_some());
    // 12 hours less one second, then 12 hours.
    p.clock
        .advance(TimeDelta::minutes(6) - TimeDelta::seconds(1));
    assert!(p.services.session(&busy.token).await.unwrap().is_some());
    p.clock.advance(TimeDelta::seconds(1));
    assert!(p.services.session(&busy.token).await.unwrap().is_none());
}

#[tokio::test]
async fn roles_that_can_do_most_need_a_code_and_each_code_works_once() {
    let p = Program::start().await;
    let (officer, secret) = approver(&p).await;
    let half = sign_in(&p, &officer.email, PASSWORD).await.unwrap();
    assert_eq!(half.step, Step::Code);
    assert!(p.services.session(&half.token).await.unwrap().is_none());
    let waiting = p.services.half_session(&half.token).await.unwrap();
    assert_eq!(waiting, Some((officer.clone(), Step::Code)));

    // The code that set it up is used, and so are older ones.
    let used = code(&p, &secret);
    assert!(refused(second_factor(&p, &half.token, &used).await));
    p.clock.advance(TimeDelta::seconds(30));
    assert!(refused(second_factor(&p, &half.token, "000 000").await));
    let fresh = code(&p, &secret);
    let spaced = format!("{} {}", &fresh[..3], &fresh[3..]);
    let opened = second_factor(&p, &half.token, &spaced).await.unwrap();
    assert_ne!(opened.token, half.token);
    assert!(p.services.session(&opened.token).await.unwrap().is_some());
    assert!(
        p.services
            .half_session(&half.token)
            .await
            .unwrap()
            .is_none()
    );

    let other = sign_in(&p, &officer.email, PASSWORD).await.unwrap();
    assert!(refused(second_factor(&p, &other.token, &fresh).await));
    // A telephone whose clock is half a minute late is fine; two minutes are too much.
    p.clock.advance(TimeDelta::seconds(30));
    let late = code(&p, &secret);
    p.clock.advance(TimeDelta::seconds(30));
    assert!(second_factor(&p, &other.token, &late).await.is_ok());
    let third = sign_in(&p, &officer.email, PASSWORD).await.unwrap();
    let stale = code(&p, &secret);
    p.clock.advance(TimeDelta::seconds(90));
    assert!(refused(second_factor(&p, &third.token, &stale).await));
}

#[tokio::test]
async fn guessing_codes_pauses_even_when_the_password_is_typed_anew_each_time() {
    let p = Program::start().await;
    let (officer, secret) = approver(&p).await;
    p.clock.advance(TimeDelta::minutes(1));
    for _ in 0..5 {
        let half = sign_in(&p, &officer.email, PASSWORD).await.unwrap();
        let guess = second_factor(&p, &half.token, "123456").await;
        assert!(refused(guess));
    }
    let half = sign_in(&p, &officer.email, PASSWORD).await.unwrap();
    let right = code(&p, &secret);
    let answer = second_factor(&p, &half.token, &right);
    assert_eq!(waits(answer.await), Some(60));
}

#[tokio::test]
async fn time_for_the_second_factor_is_short_and_setting_it_up_shows_the_same_secret() {
    let p = Program::start().await;
    let (officer, half) = settled(&p, "adi@kota.example", Role::Admin).await;
    let one = p.services.enrolment(&half.token).await.unwrap();
    let two = p.services.enrolment(&half.token).await.unwrap();
    assert_eq!(one.secret, two.secret);
    assert!(
        one.uri
            .starts_with("otpauth://totp/Patuh%20Bontang:adi%40kota.example?secret=")
    );
    assert!(one.qr_svg.starts_with("<svg"));
    p.clock.advance(TimeDelta::minutes(15));
    let late = enrol(&p, &half.token, &code(&p, &one.secret)).await;
    assert!(refused(late));
    assert!(p.services.enrolment(&half.token).await.is_err());
    let other = sign_in(&p, &officer.email, PASSWORD).await.unwrap();
    assert_eq!(other.step, Step::Enrol);
    let fresh = p.services.enrolment(&other.token).await.unwrap();
    assert_ne!(fresh.secret, one.secret);
    // A half session gives the second factor of nobody else away.
    let code = code(&p, &fresh.secret);
    assert!(refused(second_factor(&p, &other.token, &code).await));
}

#[tokio::test]
async fn a_link_works_once_and_looking_at_it_changes_nothing() {
    let p = Program::start().await;
    let (officer, opened) = settled(&p, "rina@kota.example", Role::LabourOfficer).await;
    let made = p.services.reset_link(&BY, officer.id).await.unwrap();
    let token = token_of(&made.link);
    assert!(made.link.starts_with("http://127.0.0.1:8080/sign-in/"));
    for _ in 0..3 {
        let owner = p.services.link_owner(token).await.unwrap();
        assert_eq!(owner.as_ref(), Some(&officer));
    }
    assert!(p.services.session(&opened.token).await.unwrap().is_some());
    assert!(sign_in(&p, &officer.email, PASSWORD).await.is_ok());

    let weak = accept_link(&p, token, "rinacontoh123").await;
    assert!(matches!(
        weak,
        Err(SignInError::Weak(WeakPassword::Personal))
    ));
    let new = "jendela kopi bulan timur";
    let set = accept_link(&p, token, new).await.unwrap();
    assert_eq!(set.step, Step::Done);
    // Whoever was in with the old password is out.
    assert!(p.services.session(&opened.token).await.unwrap().is_none());
    assert!(refused(sign_in(&p, &officer.email, PASSWORD).await));
    assert!(sign_in(&p, &officer.email, new).await.is_ok());
    assert!(refused(accept_link(&p, token, PASSWORD).await));
    assert!(p.services.link_owner(token).await.unwrap().is_none());
}

#[tokio::test]
async fn a_link_used_by_two_at_once_lets_one_in() {
    let p = Program::start().await;
    let (officer, _) = settled(&p, "rina@kota.example", Role::LabourOfficer).await;
    let made = p.services.reset_link(&BY, officer.id).await.unwrap();
    let tries = ["jendela kopi bulan timur", "kereta tebu lampu hutan"].map(|new| {
        let (services, link) = (p.services.clone(), made.link.clone());
        tokio::spawn(async move { services.accept_link(token_of(&link), new, &visitor()).await })
    });
    let mut came_in = 0;
    for answer in tries {
        came_in += u32::from(answer.await.unwrap().is_ok());
    }
    assert_eq!(came_in, 1);
}

#[tokio::test]
async fn a_link_stops_working_with_time_with_a_newer_one_and_with_its_account() {
    let p = Program::start().await;
    let (officer, _) = settled(&p, "rina@kota.example", Role::LabourOfficer).await;
    let works = |link: String| {
        let services = p.services.clone();
        async move {
            services
                .link_owner(token_of(&link))
                .await
                .unwrap()
                .is_some()
        }
    };
    let first = p.services.reset_link(&BY, officer.id).await.unwrap().link;
    let second = p.services.reset_link(&BY, officer.id).await.unwrap().link;
    assert!(!works(first).await);
    assert!(works(second.clone()).await);
    p.services.disable(&BY, officer.id).await.unwrap();
    assert!(!works(second.clone()).await);
    p.services.enable(&BY, officer.id).await.unwrap();
    assert!(!works(second).await);
    let third = p.services.reset_link(&BY, officer.id).await.unwrap().link;
    p.clock
        .advance(TimeDelta::hours(72) - TimeDelta::seconds(1));
    assert!(works(third.clone()).await);
    p.clock.advance(TimeDelta::seconds(1));
    assert!(!works(third).await);
}
