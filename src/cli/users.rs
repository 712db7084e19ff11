//! The people who work with the program.

use super::{Answer, Done, Failure, args::UserCommand, print_json};
use crate::{
    app::{self, Place},
    domain::role::Role,
    services::{Invitation, NewOfficer, OfficerView, Services},
    store::Actor,
};

pub(super) async fn run(command: UserCommand, place: &Place, json: bool) -> Answer {
    match command {
        UserCommand::Add { name, email, role } => {
            let known = || Role::ALL.map(Role::code).join(", ");
            let role = Role::from_code(&role).ok_or_else(|| {
                Failure::Usage(format!("peran `{role}` tidak dikenal; pilih {}.", known()))
            })?;
            let services = app::open(place).await?;
            let new = NewOfficer { name, email, role };
            let link = services.invite(&Actor::Command("user add"), &new).await?;
            show_link(&services, &link, json)
        }
        UserCommand::List => list(&app::open(place).await?, json).await,
        UserCommand::Reset { email } => {
            let services = app::open(place).await?;
            let doer = Actor::Command("user reset");
            let id = services.officer_by_email(&email).await?.id;
            let link = services.reset_link(&doer, id).await?;
            services.reset_second_factor(&doer, id).await?;
            show_link(&services, &link, json)
        }
        UserCommand::Disable { email } => {
            let services = app::open(place).await?;
            let officer = services.officer_by_email(&email).await?;
            let doer = Actor::Command("user disable");
            services.disable(&doer, officer.id).await?;
            if json {
                let (id, email) = (officer.id, &officer.email);
                return print_json(&serde_json::json!({ "id": id, "email": email }));
            }
            say!(
                "Akun {} dinonaktifkan; semua sesinya berakhir.",
                officer.email
            );
            Ok(Done::Whole)
        }
    }
}

fn show_link(services: &Services, made: &Invitation, json: bool) -> Answer {
    let officer = &made.officer;
    if json {
        return print_json(&serde_json::json!({
            "id": officer.id,
            "email": officer.email,
            "role": officer.role.code(),
            "link": made.link,
            "expires_at": made.expires_at,
        }));
    }
    let until = services.local(made.expires_at);
    say!(
        "{} terdaftar sebagai {}.",
        officer.email,
        officer.role.code()
    );
    say!("  Tautan masuk, hanya untuk {}:", officer.name);
    say!("  {}", made.link);
    say!(
        "  Berlaku satu kali, sampai {} {}. Sampaikan langsung kepada orangnya.",
        until.format("%d-%m-%Y %H.%M"),
        services.city.zone_name
    );
    Ok(Done::Whole)
}

async fn list(services: &Services, json: bool) -> Answer {
    let officers = services.officers().await?;
    if json {
        let objects: Vec<_> = officers.iter().map(object).collect();
        return print_json(&objects);
    }
    say!("{} petugas.", officers.len());
    for view in &officers {
        let officer = &view.officer;
        say!(
            "  {:<24} {:<32} {:<15} {}",
            officer.name,
            officer.email,
            officer.role.code(),
            state(view)
        );
    }
    Ok(Done::Whole)
}

fn state(view: &OfficerView) -> &'static str {
    match (view.disabled_at, view.has_password) {
        (Some(_), _) => "dinonaktifkan",
        (None, false) => "belum pernah masuk",
        (None, true) => "aktif",
    }
}

fn object(view: &OfficerView) -> serde_json::Value {
    serde_json::json!({
        "id": view.officer.id,
        "name": view.officer.name,
        "email": view.officer.email,
        "role": view.officer.role.code(),
        "has_password": view.has_password,
        "second_factor": view.has_second_factor,
        "disabled_at": view.disabled_at,
        "created_at": view.created_at,
        "signed_in_at": view.signed_in_at,
    })
}
