// Batches, directives, ladders, schedules, files, settings.

import { HEAD, changedLadder, newFirms, packed, printed, waitingImport } from "../errands.mjs";
import {
    LABOUR,
    atOffice,
    errand,
    firmWith,
    invitation,
    link,
    officeAt,
    sending,
} from "../ways.mjs";

const DIRECTIVE = /^\/directives\/dr_[^/?]+$/;

export const pages = [
    { name: "readers", route: "/notices/readers" },
    { name: "batches", route: "/letters/batches" },
    { name: "batches-bare", route: "/letters/batches", at: "bare" },
    { name: "batch-new", route: "/letters/batches/new" },
    {
        name: "batch-wrong",
        route: "/letters/batches/new",
        path: () => "/letters/batches/new?kind=thanks&on=2001-01-01",
    },
    { name: "batch", route: "/letters/batches/{id}", path: errand(printed) },
    { name: "folder", route: "/letters/folder" },
    { name: "folder-filled", route: "/letters/folder", ...officeAt("/letters/folder") },
    { name: "batches-filled", route: "/letters/batches", ...officeAt("/letters/batches") },
    { name: "batch-folder", route: "/letters/batches/{id}", ...atOffice("folder") },
    { name: "packs", route: "/employers/{id}/packs", path: errand(packed) },
    { name: "directives", route: "/directives" },
    { name: "directives-bare", route: "/directives", at: "bare" },
    { name: "directive", route: "/directives/{id}", path: link("/directives", DIRECTIVE) },
    {
        name: "directive-wrong",
        route: "/directives/{id}",
        path: link("/directives", DIRECTIVE, "admin"),
        roles: ["admin"],
        then: sending("[name=because]", { because: " " }),
        status: 422,
    },
    { name: "directive-new", route: "/directives/new" },
    {
        name: "directive-new-wrong",
        route: "/directives/new",
        then: sending("[name=title]", { title: "Tanpa sasaran", body: "**Contoh**" }),
        status: 422,
    },
    {
        name: "directive-edit",
        route: "/directives/{id}/edit",
        path: async (visit) => `${await link("/directives", DIRECTIVE, "admin")(visit)}/edit`,
    },
    { name: "ladders", route: "/settings/ladders" },
    {
        name: "ladder-edit",
        route: "/settings/ladders/{name}",
        path: "/settings/ladders/city",
    },
    {
        name: "ladder-edit-wrong",
        route: "/settings/ladders/{name}",
        path: "/settings/ladders/city",
        then: sending("[name=term_appeal]", { term_appeal: "99" }),
        status: 422,
    },
    {
        name: "ladder-move",
        route: "/settings/ladders/{name}/move/{version}",
        path: async ({ as, once }) => 
            once("changed ladder", async () => changedLadder(await as("admin"))),
    },
    { name: "schedules", route: "/schedules" },
    { name: "schedules-ahead", route: "/schedules/ahead" },
    { name: "schedules-plan", route: "/schedules/ahead/plan" },
    {
        name: "schedules-plan-wrong",
        route: "/schedules/ahead/plan",
        then: sending("[name=count]", { count: "1" }),
        status: 422,
    },
    { name: "schedule-new", route: "/schedules/new" },
    {
        name: "schedule-new-wrong",
        route: "/schedules/new",
        then: sending("[name=cron]", { name: "malam", cron: "0 9 31 2 *" }),
        status: 422,
    },
    { name: "schedule", route: "/schedules/{name}", path: "/schedules/reminders" },
    {
        name: "schedule-dry-run",
        route: "/schedules/{name}/dry-run",
        path: "/schedules/reminders/dry-run",
    },
    { name: "schedule-edit", route: "/schedules/{name}/edit", path: "/schedules/reminders/edit" },
    { name: "schedule-run", route: "/schedules/{name}/run", path: "/schedules/reminders/run" },

    { name: "imports", route: "/imports" },
    { name: "imports-bare", route: "/imports", at: "bare" },
    { name: "import-done", route: "/imports/{id}", path: errand(newFirms) },
    {
        name: "import",
        route: "/imports/{id}",
        path: async ({ as, once }) =>
            once("waiting import", async () =>
                waitingImport(await as(LABOUR), [
                    HEAD,
                    "CV Contoh Tunggu,9120999900001,7,x",
                    "CV Contoh,912,1,",
                ]),
            ),
        print: true,
    },
    {
        name: "import-question",
        route: "/imports/{id}",
        path: async ({ as, once }) =>
            once("asking import", async () =>
                waitingImport(
                    await as(LABOUR),
                    ["Usaha,nib", "CV Contoh Tanya,9120999900002"],
                    'role="alert"',
                ),
            ),
    },
    {
        name: "import-undo",
        route: "/imports/undo/{no}",
        // The third is of contributions, which every importer may take back.
        path: link("/imports", /^\/imports\/undo\/\d+$/, LABOUR, 2),
    },

    { name: "account", route: "/settings/account" },
    {
        name: "account-wrong",
        route: "/settings/account",
        then: sending("[name=present]", {
            present: "x",
            password: "satu kata sandi",
            again: "lain",
        }),
        status: 422,
    },
    { name: "sending", route: "/settings/sending" },
    { name: "sending-stop", route: "/settings/sending/stop" },
    {
        name: "sending-stop-wrong",
        route: "/settings/sending/stop",
        then: sending("[name=words]"),
        status: 422,
    },
    { name: "sending-resume", route: "/settings/sending/resume" },
    { name: "sending-live", route: "/settings/sending/live" },
    { name: "sending-trial", route: "/settings/sending/trial" },
    { name: "sending-hold", route: "/settings/sending/hold" },
    { name: "sending-capacity", route: "/settings/sending/capacity" },
    {
        name: "sending-capacity-wrong",
        route: "/settings/sending/capacity",
        then: sending("[name=answers]", { answers: "0" }),
        status: 422,
    },
    {
        name: "sending-hold-firm",
        route: "/settings/sending/hold",
        path: async (visit) => {
            const firm = await firmWith("partial_workers")(visit);
            return `/settings/sending/hold?employer=${firm.split("/").at(-1)}`;
        },
    },
    {
        name: "sending-hold-wrong",
        route: "/settings/sending/hold",
        then: sending("[name=sector]", { sector: "x" }),
        status: 422,
    },
    {
        name: "account-digest",
        route: "/settings/account",
        then: sending("[name='days[]']", {}),
    },
    { name: "calendar", route: "/settings/calendar", print: true },
    { name: "calendar-none", route: "/settings/calendar", path: "/settings/calendar?year=2031" },
    {
        name: "calendar-counted",
        route: "/settings/calendar",
        path: "/settings/calendar?from=2026-12-14&n=15",
    },
    {
        name: "calendar-wrong",
        route: "/settings/calendar",
        roles: ["admin"],
        then: sending("[name=date]", { date: "2026-12-25", name: "Natal" }),
        status: 422,
    },
    {
        name: "calendar-day",
        route: "/settings/calendar/days/{day}",
        path: "/settings/calendar/days/2026-12-25",
    },

    { name: "mails", route: "/settings/mails" },
    {
        name: "mail",
        route: "/settings/mails/{kind}/{language}",
        path: "/settings/mails/appeal/id?sample=1",
    },
    {
        name: "mail-wrong",
        route: "/settings/mails/{kind}/{language}",
        path: "/settings/mails/term_soon/en",
        roles: ["admin"],
        then: sending("[name=subject]", { subject: "{{ salah }}", text: "Halo." }),
        status: 422,
    },
    {
        name: "mail-version",
        route: "/settings/mails/{kind}/{language}/versions/{version}",
        path: "/settings/mails/appeal/id/versions/0",
    },

    { name: "offices", route: "/settings/offices" },
    { name: "offices-new", route: "/settings/offices/new" },
    {
        name: "offices-new-previewed",
        route: "/settings/offices/new",
        then: sending("[name=code]", { code: "X", pattern: "tanpa urut" }),
        status: 200,
    },
    {
        name: "office",
        route: "/settings/offices/{code}",
        path: "/settings/offices/office",
    },
    {
        name: "office-signatory-wrong",
        route: "/settings/offices/{code}",
        path: "/settings/offices/office",
        then: sending("[name=signer]", { signer: "NAMA CONTOH", nip: "123" }),
        status: 422,
    },
    { name: "users", route: "/settings/users" },
    {
        name: "users-wrong",
        route: "/settings/users",
        then: sending("[name=email]", { name: "Contoh", email: "wati@kota.example" }),
        status: 422,
    },
    {
        name: "user",
        route: "/settings/users/{id}",
        path: link("/settings/users", /^\/settings\/users\/[^/?]+$/, "admin"),
    },
    {
        name: "user-link",
        route: "/settings/users/{id}",
        path: async (visit) => (await invitation("kedua")(visit)).href,
        then: sending("[value=link]"),
    },
];
