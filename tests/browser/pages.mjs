// Every page of the site. A new page is one more line here: it is then looked at in every look of
// `site.mjs`, as the first of its roles, and once as each of the others. The other lines of a
// route are other states of the same page: the first role alone looks at them.
//
//   name        for reports and file names
//   route       as docs/routes.md has it, which also says who may open it
//   path        the address where it is not the route, or what finds it: a function of a
//               `visit`, whose `as(role)` sends requests, whose `once` remembers an errand, and
//               whose `folder` is the program's
//   then        what is done on the page; what it leads to is looked at
//   roles       who looks, where that is not said by docs/routes.md
//   status      what it answers with, where that is not 200
//   at          "bare": looked at in an installation that holds nothing yet; "later": in a city
//               four weeks after its appeals left
//   print       is also printed, and the paper read
//   lighthouse  is also measured

import {
    FIRM,
    HEAD,
    answered,
    busyFirm,
    caseOf,
    changedLadder,
    correctMeanwhile,
    firstCase,
    firstLink,
    invited,
    likeFirms,
    listedLetter,
    newFirm,
    newFirms,
    packed,
    printed,
    proposed,
    send,
    waitingImport,
} from "./errands.mjs";
import { office } from "./office.mjs";
import {
    answered as firmAnswered,
    askedAddress,
    inDays,
    opened,
    readerLink,
    replyLink,
    wrongReader,
} from "./reply.mjs";
import { rolesOf } from "./routes.mjs";
import { press } from "./site.mjs";

const LABOUR = "labour_officer";

const link =
    (from, wanted, role = LABOUR, nth = 0) =>
    async ({ as }) =>
        firstLink(await as(role), from, wanted, nth);
const firmWith =
    (verdict, rest = "", nth = 0) =>
    async ({ as }) =>
        (await firstLink(await as(LABOUR), `/employers?verdict=${verdict}`, FIRM, nth)) + rest;
const errand =
    (run, name = run.name) =>
    async ({ as, once }) =>
        once(name, async () => run(await as(LABOUR)));
const onCase =
    (way, no) =>
    async ({ as }) =>
        `/cases/${way}?case=${await caseOf(await as(LABOUR), no)}`;
const invitation =
    (name) =>
    async ({ as, once }) =>
        once(`invitation ${name}`, async () =>
            invited(await as("admin"), `${name}@undangan.example`),
        );

/** A firm and the record of BPJS that calls it by another name. */
const likePair = async ({ as, once }) => {
    const request = await as(LABOUR);
    await once("likeFirms", () => likeFirms(request));
    const firm = await firstLink(request, "/employers?q=Rekaan+Edelweis", FIRM);
    return firstLink(request, firm, /^\/matches\/er_/);
};

/** Two firms side by side, whether or not they are alike. */
const twoFirms = async ({ as }) => {
    const request = await as(LABOUR);
    const ids = [];
    for (const nth of [0, 1]) {
        const href = await firstLink(request, "/employers", FIRM, nth);
        ids.push(href.split("/").pop());
    }
    return `/matches/${ids.join("/")}`;
};

/** A form about the first case of a work list. */
const aboutCase =
    (list, form) =>
    async ({ as }) =>
        `/cases/${await firstCase(await as(LABOUR), list)}/${form}`;

/** An answer of a firm. */
const answer =
    (rest = "") =>
    async ({ as, once }) =>
        (await once("answered", async () => answered(await as(LABOUR)))).answer + rest;
/** The firm that gave it. */
const answering = async ({ as, once }) =>
    (await once("answered", async () => answered(await as(LABOUR)))).firm;

/** Sends the form of the page that holds `within`, with what is filled in there first. */
const sending =
    (within, fields = {}) =>
    async (page) => {
        const form = page.locator(`main form:has(${within})`);
        for (const [name, value] of Object.entries(fields)) {
            await form.locator(`[name=${name}]`).fill(value);
        }
        await press(form.locator("button[type=submit]").last());
    };

const one = "/employers/{id}";
const DIRECTIVE = /^\/directives\/dr_[^/?]+$/;


/** A reply page of its own, opened; `rest` follows its address. */
const reply =
    (no, rest = "") =>
    async ({ as, once, folder }) =>
        (await once(`reply ${no}`, async () => opened(await as("nobody"), folder, no))) + rest;
const form = (kind) => ({
    name: `reply-${kind}`,
    route: "/r/{token}/answers/{kind}",
    path: reply(0, `/answers/${kind}`),
});
/** The reply page where something was answered, or the receipt. */
const ofFirm =
    (which) =>
    async ({ as, once, folder }) =>
        (await once("firm-answered", async () => firmAnswered(await as("nobody"), folder, 1)))[which];

const shut = () => ({ closed: "closed", since: inDays(-30), words: "Usaha berhenti." });

/** The same after an officer did something about the answer. */
const afterOfficer =
    (deed, no, which, [kind, said] = []) =>
    async ({ as, once, folder }) => {
        const done = await once(`firm ${deed} ${no}`, async () => {
            const given = await firmAnswered(await as("nobody"), folder, no, kind, said);
            const id = given.receipt.split("/").at(-2);
            const words = "Mohon lampirkan kartu peserta, lalu kirim lagi.";
            const fields = { messages: "0", question: words, reason: words };
            await send(await as(LABOUR), `/answers/${id}/${deed}`, fields);
            return given;
        });
        return done[which];
    };

/** A letter that came as far as `office.mjs` says; `rest` follows its address. */
const atOffice = (which, rest = "") => ({
    at: "later",
    path: async (visit) => (await visit.once("office", () => office(visit)))[which] + rest,
});
/** The same where nothing but the errand matters. */
const officeAt = (path) => ({
    at: "later",
    path: async (visit) => {
        await atOffice("folder").path(visit);
        return path;
    },
});
const all = [
    { name: "changes", route: "/changes", print: true, lighthouse: true },
    { name: "changes-kind", route: "/changes", path: "/changes?kind=new" },
    { name: "changes-none", route: "/changes", path: "/changes?month=2020-01" },
    { name: "sign-in", route: "/sign-in" },
    {
        name: "sign-in-wrong",
        route: "/sign-in",
        then: sending("[name=password]", { email: "siapa@kota.example", password: "keliru" }),
        status: 422,
    },
    { name: "sign-in-forgotten", route: "/sign-in/forgotten" },
    { name: "sign-in-asked", route: "/sign-in/forgotten", path: "/sign-in/forgotten?asked=yes" },
    {
        name: "sign-in-link",
        route: "/sign-in/{token}",
        path: async (visit) => (await invitation("pertama")(visit)).link,
    },
    {
        name: "sign-in-link-wrong",
        route: "/sign-in/{token}",
        path: async (visit) => (await invitation("pertama")(visit)).link,
        then: sending("[name=again]", { password: "satu kata sandi", again: "kata sandi lain" }),
        status: 422,
    },
    {
        name: "sign-in-link-spent",
        route: "/sign-in/{token}",
        path: "/sign-in/0123456789",
        status: 404,
    },
    { name: "sign-in-code", route: "/sign-in/code", at: "bare", roles: ["approver"] },
    {
        name: "sign-in-code-wrong",
        route: "/sign-in/code",
        at: "bare",
        roles: ["approver"],
        then: sending("[name=code]", { code: "000000" }),
        status: 422,
    },
    { name: "sign-in-enrol", route: "/sign-in/enrol", at: "bare", roles: ["admin"] },

    { name: "home", route: "/" },
    { name: "home-bare", route: "/", at: "bare" },
    { name: "employers", route: "/employers", print: true, lighthouse: true },
    { name: "employers-filtered", route: "/employers", path: "/employers?verdict=unregistered" },
    {
        name: "employers-none",
        route: "/employers",
        path: "/employers?q=tidak-ada-yang-bernama-begini",
    },
    { name: "employers-bare", route: "/employers", at: "bare" },
    {
        name: "employers-print",
        route: "/employers/print",
        path: "/employers/print?verdict=in_arrears",
        print: true,
    },
    {
        name: "employers-letter",
        route: "/employers/letter",
        path: "/employers/letter?verdict=in_arrears",
    },

    {
        name: "employer",
        route: one,
        path: firmWith("partial_workers"),
        print: true,
        lighthouse: true,
    },
    { name: "employer-answered", route: one, path: answering },
    { name: "employer-compliant", route: one, path: firmWith("compliant") },
    { name: "employer-unknown", route: one, path: firmWith("unknown") },
    { name: "employer-closed", route: one, path: firmWith("closed") },
    { name: "employer-arrears", route: one, path: firmWith("in_arrears") },
    { name: "employer-busy", route: one, path: errand(busyFirm) },
    { name: "employer-contacts", route: `${one}/contacts`, path: firmWith("partial_workers", "/contacts") },
    { name: "employer-edit", route: `${one}/edit`, path: firmWith("partial_workers", "/edit") },
    {
        name: "employer-edit-wrong",
        route: `${one}/edit`,
        path: firmWith("partial_workers", "/edit"),
        then: sending("[name=seen]", { name: "", nib: "12", email: "bukan alamat" }),
        status: 422,
    },
    {
        name: "employer-edit-stale",
        route: `${one}/edit`,
        path: firmWith("unknown", "/edit", 2),
        then: async (page) => {
            await correctMeanwhile(page);
            await sending("[name=seen]", { contact_name: "Contoh Lain" })(page);
        },
        status: 409,
    },
    {
        name: "employer-close",
        route: `${one}/status`,
        path: firmWith("partial_workers", "/status"),
    },
    { name: "employer-open", route: `${one}/status`, path: firmWith("closed", "/status") },
    {
        name: "employer-dispute",
        route: `${one}/dispute`,
        path: firmWith("partial_workers", "/dispute"),
    },
    {
        name: "employer-dispute-wrong",
        route: `${one}/dispute`,
        path: firmWith("partial_workers", "/dispute"),
        then: sending("[name=words]"),
        status: 422,
    },
    {
        name: "employer-past",
        route: `${one}/past`,
        path: firmWith("partial_workers", "/past"),
        print: true,
    },
    {
        name: "employer-past-before",
        route: `${one}/past`,
        path: firmWith("partial_workers", "/past?on=2020-01-01&known=2020-01-01"),
    },
    {
        name: "employer-past-wrong",
        route: `${one}/past`,
        path: firmWith("partial_workers", "/past?on=kapan&known=2999-01-01"),
    },
    { name: "employer-reply", route: `${one}/reply`, path: firmWith("partial_workers", "/reply") },
    {
        name: "employer-reply-wrong",
        route: `${one}/reply`,
        path: firmWith("partial_workers", "/reply"),
        then: sending("[name=words]"),
        status: 422,
    },
    {
        name: "employer-exemption",
        route: `${one}/exemption`,
        path: firmWith("partial_workers", "/exemption"),
    },
    {
        name: "employer-exemption-standing",
        route: `${one}/exemption`,
        path: async (visit) => `${await errand(busyFirm)(visit)}/exemption`,
    },
    {
        name: "employer-head-office",
        route: `${one}/head-office`,
        path: firmWith("partial_workers", "/head-office"),
    },
    { name: "employer-merge", route: `${one}/merge`, path: firmWith("partial_workers", "/merge") },
    {
        name: "employer-merge-pair",
        route: `${one}/merge`,
        path: async (visit) => {
            const [one, other] = [
                await firmWith("unknown")(visit),
                await firmWith("unknown", "", 1)(visit),
            ];
            return `${one}/merge?other=${other.split("/").at(-1)}`;
        },
    },
    {
        name: "employer-remark-end",
        route: `${one}/remarks/{remark}/end`,
        path: async (visit) => {
            const firm = await errand(busyFirm)(visit);
            return firstLink(await visit.as(LABOUR), firm, /\/remarks\/[^/]+\/end$/);
        },
    },

    { name: "cases", route: "/cases" },
    { name: "cases-first", route: "/cases", path: "/cases?state=first&place=-" },
    { name: "cases-none", route: "/cases", path: "/cases?whose=mine" },
    { name: "cases-bare", route: "/cases", at: "bare" },
    { name: "cases-confirm", route: "/cases/confirm", path: onCase("confirm", 11) },
    { name: "cases-confirm-none", route: "/cases/confirm" },
    { name: "cases-assign", route: "/cases/assign", path: onCase("assign", 11) },
    {
        name: "cases-return",
        route: "/cases/{id}/return",
        path: async ({ as, once }) =>
            once("proposed", async () => `/cases/${await proposed(await as(LABOUR), 12)}/return`),
    },

    {
        name: "case-receipt",
        route: "/cases/{id}/receipt",
        path: aboutCase("/cases?stage=appeal", "receipt"),
    },
    {
        name: "case-receipt-wrong",
        route: "/cases/{id}/receipt",
        path: aboutCase("/cases?stage=appeal", "receipt"),
        then: sending("[name=on]", { on: "2020-01-01", words: "Bagian umum" }),
        status: 422,
    },
    {
        name: "case-by-hand",
        route: "/cases/{id}/by-hand",
        path: aboutCase("/cases?blocked=no_email", "by-hand"),
    },
    {
        name: "case-record",
        route: "/cases/{id}/record",
        path: aboutCase("/cases?stage=appeal", "record"),
    },
    {
        name: "reach-outcome",
        route: "/cases/{id}/reach",
        path: aboutCase("/cases?blocked=no_email", "reach"),
    },
    {
        name: "reach-outcome-wrong",
        route: "/cases/{id}/reach",
        path: aboutCase("/cases?blocked=no_email", "reach"),
        then: sending("[name=again_on]"),
        status: 422,
    },
    { name: "matches", route: "/matches" },
    { name: "matches-judged", route: "/matches", path: "/matches?f=judged" },
    { name: "match", route: "/matches/{one}/{other}", path: likePair },
    { name: "match-unlike", route: "/matches/{one}/{other}", path: twoFirms },
    { name: "reach", route: "/reach", print: true },
    { name: "reach-bare", route: "/reach", at: "bare" },
    { name: "approvals", route: "/approvals" },
    { name: "approvals-waiting", route: "/approvals", ...officeAt("/approvals") },
    { name: "approvals-bare", route: "/approvals", at: "bare" },

    { name: "notices", route: "/notices" },
    { name: "notices-waiting", route: "/notices/waiting" },
    { name: "returned", route: "/notices/returned" },
    { name: "returned-bare", route: "/notices/returned", at: "bare" },
    {
        name: "returned-message",
        route: "/notices/returned/{id}",
        path: link("/notices/returned", /^\/notices\/returned\/[^/?]+$/),
    },
    {
        name: "returned-message-wrong",
        route: "/notices/returned/{id}",
        path: link("/notices/returned", /^\/notices\/returned\/[^/?]+$/),
        roles: ["labour_officer"],
        then: sending("[name=words]", { words: " " }),
        status: 422,
    },
    { name: "notices-bare", route: "/notices", at: "bare" },
    { name: "notice", route: "/notices/{id}", path: link("/notices", /^\/notices\/ml_[^/?]+$/) },
    { name: "letters", route: "/letters" },
    { name: "letters-bare", route: "/letters", at: "bare" },
    { name: "letter", route: "/letters/{id}", path: link("/letters", /^\/letters\/lt_[^/?.]+$/) },
    {
        name: "letters-none-such",
        route: "/letters",
        path: "/letters?state=received&kind=thanks",
    },
    {
        name: "letter-edit",
        route: "/letters/{id}/edit",
        path: async (visit) => `${await link("/letters", /^\/letters\/lt_[^/?.]+$/)(visit)}/edit`,
        roles: ["labour_officer"],
    },
    {
        name: "letter-edit-wrong",
        route: "/letters/{id}/edit",
        path: async (visit) => `${await link("/letters", /^\/letters\/lt_[^/?.]+$/)(visit)}/edit`,
        roles: ["labour_officer"],
        then: sending("[name=subject]", {
            subject: "Hal {{salah}}",
            body: "Kami akan mengenakan denda.",
        }),
        status: 422,
    },
    {
        name: "letter-version",
        route: "/letters/{id}/versions/{version}",
        path: async (visit) =>
            `${await link("/letters", /^\/letters\/lt_[^/?.]+$/)(visit)}/versions/1`,
    },
    { name: "letter-texts", route: "/settings/letters" },
    {
        name: "letter-text",
        route: "/settings/letters/{kind}",
        path: "/settings/letters/reprimand_1",
    },
    {
        name: "letter-text-version",
        route: "/settings/letters/{kind}/versions/{version}",
        path: "/settings/letters/reprimand_1/versions/0",
    },
    { name: "letter-listed", route: "/letters/{id}", path: errand(listedLetter) },
    {
        name: "circular-mail",
        route: "/letters/{id}/mail",
        path: async (visit) => `${await errand(listedLetter)(visit)}/mail`,
    },
    {
        name: "letter-office",
        route: "/letters/{id}/office",
        path: async (visit) => `${await link("/letters", /^\/letters\/lt_[^/?.]+$/)(visit)}/office`,
    },
    { name: "letters-office", route: "/letters", ...officeAt("/letters") },
    { name: "letter-approved", route: "/letters/{id}/office", ...atOffice("approved", "/office") },
    {
        name: "letter-number-wrong",
        route: "/letters/{id}/office",
        ...atOffice("approved", "/office"),
        then: sending("[name=number]", { on: "2099-01-01" }),
        status: 422,
    },
    { name: "letter-numbered", route: "/letters/{id}/office", ...atOffice("numbered", "/office") },
    {
        name: "letter-signed-wrong",
        route: "/letters/{id}/office",
        ...atOffice("numbered", "/office"),
        then: sending("[name=file]"),
        status: 422,
    },
    { name: "letter-to-bpjs", route: "/letters/{id}", ...atOffice("ready") },
    { name: "letter-to-bpjs-ready", route: "/letters/{id}/office", ...atOffice("ready", "/office") },
    {
        name: "letter-to-bpjs-wrong",
        route: "/letters/{id}/office",
        ...atOffice("ready", "/office"),
        then: sending("[name=how]"),
        status: 422,
    },
    { name: "letter-to-bpjs-sent", route: "/letters/{id}/office", ...atOffice("mailed", "/office") },
    { name: "letter-thanks", route: "/letters/{id}/office", ...atOffice("thanks", "/office") },
    {
        name: "letter-thanks-wrong",
        route: "/letters/{id}/office",
        ...atOffice("thanks", "/office"),
        then: sending("[name=sent_on]", { sent_on: "2020-01-01" }),
        status: 422,
    },
    { name: "letter-received", route: "/letters/{id}", ...atOffice("arrived") },
    { name: "letter-received-office", route: "/letters/{id}/office", ...atOffice("arrived", "/office") },
    { name: "circular-signed", route: "/letters/{id}/office", ...atOffice("circular", "/office") },
    { name: "circular-ready", route: "/letters/{id}/mail", ...atOffice("circular", "/mail") },
    { name: "circular-sent", route: "/letters/{id}", ...atOffice("circular") },
    { name: "letter-scans", route: "/letters/scans" },
    { name: "letter-scans-none", route: "/letters/scans", then: sending("[type=file]"), status: 200 },
    { name: "verify", route: "/verify" },
    { name: "verify-typed", route: "/verify", path: "/verify?code=salah", status: 422 },
    {
        name: "verify-unknown",
        route: "/verify/{code}",
        path: "/verify/00000-00000",
        status: 404,
    },
    { name: "reply-door", route: "/r" },
    {
        name: "reply-door-wrong",
        route: "/r",
        then: sending("[name=nib]", { code: "7K2M9-QXA4T", nib: "9120000000009" }),
        status: 422,
    },
    { name: "reply", route: "/r/{token}", path: reply(0), print: true, lighthouse: true },
    {
        name: "reply-cover",
        route: "/r/{token}",
        path: async ({ folder }) => replyLink(folder, 2),
    },
    { name: "reply-answered", route: "/r/{token}", path: ofFirm("link") },
    { name: "reply-as-officer", route: "/r/{token}", path: reply(0), roles: [LABOUR] },
    {
        name: "reply-unknown",
        route: "/r/{token}",
        path: `/r/${"0".repeat(64)}`,
        status: 404,
    },
    form("registered"),
    form("number_differs"),
    form("roster"),
    form("head_office"),
    form("closed"),
    form("promise"),
    form("wrong_address"),
    {
        name: "reply-closed-wrong",
        route: "/r/{token}/answers/{kind}",
        path: reply(0, "/answers/closed"),
        then: sending("[name=since]"),
        status: 422,
    },
    {
        name: "reply-roster-wrong",
        route: "/r/{token}/answers/{kind}",
        path: reply(0, "/answers/roster"),
        then: sending("[name=file]"),
        status: 422,
    },
    {
        name: "reply-received",
        route: "/r/{token}/answers/{id}/received",
        path: ofFirm("receipt"),
        print: true,
    },
    {
        name: "reply-asked",
        route: "/r/{token}/answers/{id}/received",
        path: afterOfficer("ask", 3, "receipt"),
    },
    {
        name: "reply-accepted",
        route: "/r/{token}/answers/{id}/received",
        path: afterOfficer("accept", 4, "receipt"),
    },
    {
        name: "reply-refused",
        route: "/r/{token}/answers/{id}/received",
        path: afterOfficer("refuse", 5, "receipt"),
    },
    { name: "reply-after-refusal", route: "/r/{token}", path: afterOfficer("refuse", 5, "link") },
    {
        name: "reply-over",
        route: "/r/{token}",
        path: afterOfficer("accept", 6, "link", ["closed", shut()]),
    },
    {
        name: "reply-added-wrong",
        route: "/r/{token}/answers/{id}/received",
        path: ofFirm("receipt"),
        then: sending("[name=words]"),
        status: 422,
    },
    {
        name: "reply-address",
        route: "/r/address/{token}",
        path: async ({ as, folder }) => askedAddress(await as("nobody"), folder, 3),
    },
    {
        name: "reply-reader",
        route: "/r/reader/{token}",
        path: ({ folder }) => readerLink(folder, 7),
    },
    {
        name: "reply-reader-said",
        route: "/r/reader/{token}",
        path: async ({ as, folder }) => wrongReader(await as("nobody"), folder, 8),
    },
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

    {
        name: "answers",
        route: "/answers",
        path: async (visit) => {
            await answer()(visit);
            return "/answers";
        },
        lighthouse: true,
    },
    { name: "answers-none", route: "/answers", at: "bare" },
    { name: "answers-decided", route: "/answers", path: "/answers?state=decided" },
    { name: "answer", route: "/answers/{id}", path: answer() },
    {
        name: "answer-refused-without-reason",
        route: "/answers/{id}",
        path: answer(),
        then: sending("[name=reason]"),
        status: 422,
    },
    {
        name: "answer-far-day",
        route: "/answers/{id}",
        path: answer(),
        then: sending("[name=until_on]", { until_on: "2039-01-01" }),
        status: 422,
    },
    {
        name: "employer-link",
        route: one,
        path: answering,
        then: (page) => press(page.locator("main form[action$='/reply-link'] button").first()),
    },
    {
        name: "employer-link-revoke",
        route: `${one}/links/{link}/revoke`,
        path: async (visit) => {
            const firm = await answering(visit);
            return firstLink(await visit.as(LABOUR), firm, /\/links\/[^/]+\/revoke$/);
        },
    },
    {
        name: "employer-link-revoke-wrong",
        route: `${one}/links/{link}/revoke`,
        path: async (visit) => {
            const firm = await answering(visit);
            return firstLink(await visit.as(LABOUR), firm, /\/links\/[^/]+\/revoke$/);
        },
        then: sending("[name=words]"),
        status: 422,
    },

    { name: "style", route: "/style" },
    { name: "missing", route: one, path: "/employers/er_nobody", status: 404 },
    { name: "not-yours", route: "/settings/users", roles: ["viewer"], status: 403 },
];

/** With its roles: everybody at the first line of a route, the first role at its other lines. */
function withRoles(spec, no) {
    const isFirst = all.findIndex(({ route }) => route === spec.route) === no;
    const roles = spec.roles ?? rolesOf.get(spec.route) ?? [];
    return { path: spec.route, at: "city", ...spec, roles: isFirst ? roles : roles.slice(0, 1) };
}

export const pages = all.map(withRoles);
