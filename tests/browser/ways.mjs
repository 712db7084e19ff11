// Ways to a page: what finds its address, and what is done on it.

import {
    FIRM,
    answered,
    caseOf,
    firstCase,
    firstLink,
    invited,
    likeFirms,
    send,
} from "./errands.mjs";
import { office } from "./office.mjs";
import { answered as firmAnswered, inDays, opened } from "./reply.mjs";
import { press } from "./site.mjs";

export const LABOUR = "labour_officer";

export const link =
    (from, wanted, role = LABOUR, nth = 0) =>
    async ({ as }) =>
        firstLink(await as(role), from, wanted, nth);
export const firmWith =
    (verdict, rest = "", nth = 0) =>
    async ({ as }) =>
        (await firstLink(await as(LABOUR), `/employers?verdict=${verdict}`, FIRM, nth)) + rest;
export const errand =
    (run, name = run.name) =>
    async ({ as, once }) =>
        once(name, async () => run(await as(LABOUR)));
export const onCase =
    (way, no) =>
    async ({ as }) =>
        `/cases/${way}?case=${await caseOf(await as(LABOUR), no)}`;
export const invitation =
    (name) =>
    async ({ as, once }) =>
        once(`invitation ${name}`, async () =>
            invited(await as("admin"), `${name}@undangan.example`),
        );

/** A firm and the record of BPJS that calls it by another name. */
export const likePair = async ({ as, once }) => {
    const request = await as(LABOUR);
    await once("likeFirms", () => likeFirms(request));
    const firm = await firstLink(request, "/employers?q=Rekaan+Edelweis", FIRM);
    return firstLink(request, firm, /^\/matches\/er_/);
};

/** Two firms side by side, whether or not they are alike. */
export const twoFirms = async ({ as }) => {
    const request = await as(LABOUR);
    const ids = [];
    for (const nth of [0, 1]) {
        const href = await firstLink(request, "/employers", FIRM, nth);
        ids.push(href.split("/").pop());
    }
    return `/matches/${ids.join("/")}`;
};

/** A form about the first case of a work list. */
export const aboutCase =
    (list, form) =>
    async ({ as }) =>
        `/cases/${await firstCase(await as(LABOUR), list)}/${form}`;

/** An answer of a firm. */
export const answer =
    (rest = "") =>
    async ({ as, once }) =>
        (await once("answered", async () => answered(await as(LABOUR)))).answer + rest;
/** The firm that gave it. */
export const answering = async ({ as, once }) =>
    (await once("answered", async () => answered(await as(LABOUR)))).firm;

/** Sends the form of the page that holds `within`, with what is filled in there first. */
export const sending =
    (within, fields = {}) =>
    async (page) => {
        const form = page.locator(`main form:has(${within})`);
        for (const [name, value] of Object.entries(fields)) {
            await form.locator(`[name=${name}]`).fill(value);
        }
        await press(form.locator("button[type=submit]").last());
    };

export const one = "/employers/{id}";
export const DIRECTIVE = /^\/directives\/dr_[^/?]+$/;

/** A reply page of its own, opened; `rest` follows its address. */
export const reply =
    (no, rest = "") =>
    async ({ as, once, folder }) =>
        (await once(`reply ${no}`, async () => opened(await as("nobody"), folder, no))) + rest;
export const form = (kind) => ({
    name: `reply-${kind}`,
    route: "/r/{token}/answers/{kind}",
    path: reply(0, `/answers/${kind}`),
});
/** The reply page where something was answered, or the receipt. */
export const ofFirm =
    (which) =>
    async ({ as, once, folder }) =>
        (await once("firm-answered", async () => firmAnswered(await as("nobody"), folder, 1)))[which];

export const shut = () => ({ closed: "closed", since: inDays(-30), words: "Usaha berhenti." });

/** The same after an officer did something about the answer. */
export const afterOfficer =
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
export const atOffice = (which, rest = "") => ({
    at: "later",
    path: async (visit) => (await visit.once("office", () => office(visit)))[which] + rest,
});
/** The same where nothing but the errand matters. */
export const officeAt = (path) => ({
    at: "later",
    path: async (visit) => {
        await atOffice("folder").path(visit);
        return path;
    },
});
