//! One firm: what the registry says of it, and under which code its workers are.

use chrono::{Days, NaiveDate};

use crate::domain::regions::KELURAHAN;

use super::{
    dice::Dice,
    identifiers::{CodeOf, Identifiers},
    names::{self, Stem},
    rows::{Employer, Form},
    shares::{Declared, Outline, Story},
};

/// Under which code the registered workers of a firm are.
#[derive(Clone, Copy)]
pub(super) enum Registration {
    Nowhere,
    Own(u32),
    HeadOffice(u32),
    Both { own: u32, head: u32 },
}

/// A firm with all that its workers' records depend on.
pub(super) struct Firm {
    pub(super) outline: Outline,
    pub(super) employer: Employer,
    pub(super) nib: u64,
    pub(super) registration: Registration,
    /// Pays less than the minimum wage.
    pub(super) pays_low: bool,
    /// Registered its workers without their families.
    pub(super) leaves_families_out: bool,
}

impl Registration {
    /// The code under which the firm itself is billed.
    pub(super) const fn own(self) -> Option<u32> {
        match self {
            Self::Own(own) | Self::Both { own, .. } => Some(own),
            Self::Nowhere | Self::HeadOffice(_) => None,
        }
    }

    const fn head(self) -> Option<u32> {
        match self {
            Self::HeadOffice(head) | Self::Both { head, .. } => Some(head),
            Self::Nowhere | Self::Own(_) => None,
        }
    }
}

/// What a firm's facts are made from.
pub(super) struct Makings<'a> {
    pub(super) ids: Identifiers,
    pub(super) as_of: NaiveDate,
    /// Name, form and kelurahan of the firm before it, which a few are confused with.
    pub(super) previous: &'a mut Option<Looks>,
}

/// What a firm is known by among people.
#[derive(Clone)]
pub(super) struct Looks {
    stem: Stem,
    form: Form,
    kelurahan: &'static str,
}

impl Firm {
    /// Makes the firm of an outline.
    pub(super) fn new(outline: Outline, makings: Makings<'_>, dice: &mut Dice) -> Self {
        let Makings {
            ids,
            as_of,
            previous,
        } = makings;
        let number = outline.number;
        let registration = registration(outline, ids, dice);
        let looks = looks(outline, ids, previous.as_ref(), dice);
        let nib = ids.nib(number);
        let has_nib = outline.has_roster || !dice.chance(80);
        let (wlkp, bpjs_tk) = counts(outline, as_of, dice);
        // Some are registered as a firm, yet without a single worker.
        let code = registration.own().or_else(|| {
            let empty = matches!(outline.story, Story::Unregistered | Story::HeadOffice);
            (empty && dice.chance(150)).then(|| ids.code(CodeOf::Firm(number)))
        });
        let employer = Employer {
            firm: number,
            name: looks.stem.with_form(looks.form, dice),
            nib: has_nib.then_some(nib),
            npwp: (!has_nib || !dice.chance(50)).then(|| tax_number(number, looks.form, ids, dice)),
            code,
            head_code: registration.head(),
            form: looks.form,
            kbli: kbli(dice),
            address: names::address(dice),
            kelurahan: looks.kelurahan,
            wlkp,
            bpjs_tk,
            contact: dice.chance(800).then(|| names::person(dice)),
            email: outline.has_email.then(|| looks.stem.email(number, dice)),
            phone: dice.chance(850).then(|| names::phone(dice)),
            closed: outline.story == Story::Closed,
            has_roster: outline.has_roster,
        };
        *previous = Some(looks);
        Self {
            outline,
            employer,
            nib,
            registration,
            pays_low: outline.workers < 10 && !outline.underreports && dice.chance(60),
            leaves_families_out: dice.chance(30),
        }
    }
}

fn registration(outline: Outline, ids: Identifiers, dice: &mut Dice) -> Registration {
    let own = ids.code(CodeOf::Firm(outline.number));
    let head = ids.code(CodeOf::HeadOffice(outline.number));
    match outline.story {
        Story::Unregistered => Registration::Nowhere,
        Story::HeadOffice => Registration::HeadOffice(head),
        // Judged by a number alone, a branch would seem to have registered too few.
        Story::Compliant if outline.has_roster && outline.workers >= 20 && dice.chance(60) => {
            Registration::Both { own, head }
        }
        _ => Registration::Own(own),
    }
}

/// Five firms of a hundred share a name across forms, two within one form.
fn looks(outline: Outline, ids: Identifiers, previous: Option<&Looks>, dice: &mut Dice) -> Looks {
    let stem = Stem::of(outline.number, ids);
    let form = form(outline.workers, dice);
    let kelurahan = dice.pick(&KELURAHAN).name;
    let chance = dice.below(1000);
    match previous {
        Some(other) if chance < 25 => {
            let form = match other.form {
                Form::Pt => Form::Cv,
                _ => Form::Pt,
            };
            Looks {
                stem: other.stem.clone(),
                form,
                kelurahan,
            }
        }
        Some(other) if chance < 35 && other.kelurahan != kelurahan => Looks {
            stem: other.stem.clone(),
            form: other.form,
            kelurahan,
        },
        _ => Looks {
            stem,
            form,
            kelurahan,
        },
    }
}

fn form(workers: u32, dice: &mut Dice) -> Form {
    use Form::{Bumd, Bumn, Cv, Koperasi, Perorangan, Pt, Ud, Yayasan};
    match workers {
        0..20 => dice.weighted(&[
            (400, Cv),
            (270, Pt),
            (160, Ud),
            (62, Koperasi),
            (50, Yayasan),
            (55, Perorangan),
            (3, Bumd),
        ]),
        20..100 => dice.weighted(&[
            (400, Cv),
            (450, Pt),
            (15, Ud),
            (60, Koperasi),
            (55, Yayasan),
            (12, Bumn),
            (8, Bumd),
        ]),
        _ => dice.weighted(&[
            (100, Cv),
            (760, Pt),
            (50, Koperasi),
            (40, Yayasan),
            (50, Bumn),
        ]),
    }
}

fn tax_number(number: u32, form: Form, ids: Identifiers, dice: &mut Dice) -> u64 {
    let kind = match form {
        Form::Perorangan => dice.between(7, 9),
        Form::Ud => dice.pick(&[4, 6]),
        _ => dice.between(1, 3),
    };
    let office = if dice.chance(850) {
        724
    } else {
        dice.pick(&[91, 441, 721, 722, 725, 728])
    };
    ids.npwp_head(number, kind) * 1_000_000 + office * 1000
}

/// Trade, services, construction, hospitality, industry, mining and energy, health and
/// education, finance.
fn kbli(dice: &mut Dice) -> &'static str {
    let codes: &[&str] = dice.weighted(&[
        (30, &["47111", "47721", "47521", "46631", "47192"][..]),
        (22, &["78200", "80100", "81210", "49431", "52240"][..]),
        (16, &["41012", "42101", "43211", "43905"][..]),
        (10, &["55110", "56101", "56290", "56303"][..]),
        (7, &["20121", "25920", "33121", "25111"][..]),
        (6, &["09100", "05100", "06201"][..]),
        (5, &["86103", "85133", "86201"][..]),
        (4, &["64141", "66221", "64951"][..]),
    ]);
    dice.pick(codes)
}

fn counts(
    outline: Outline,
    as_of: NaiveDate,
    dice: &mut Dice,
) -> (Option<(u32, NaiveDate)>, Option<u32>) {
    let workers = outline.workers;
    let days_ago = |days: u32| as_of - Days::new(u64::from(days));
    let told = if outline.has_roster {
        match dice.below(100) {
            0..8 => workers - dice.below(workers / 10 + 1),
            8..14 => workers + dice.between(1, 3),
            _ => workers,
        }
    } else {
        workers
    };
    let wlkp = match outline.counted.wlkp {
        Declared::Fresh => Some((told, days_ago(dice.between(20, 150)))),
        Declared::Old => Some((told, days_ago(dice.between(380, 1200)))),
        Declared::Never => None,
    };
    let fewer = if outline.has_roster {
        dice.below(workers / 10 + 1)
    } else {
        0
    };
    (wlkp, outline.counted.has_bpjs_tk.then_some(workers - fewer))
}
