// Ways to more than one kind of page: what finds its address, and what is done on it.

import { FIRM, answered, firstLink, invited } from "./errands.mjs";
import { office } from "./office.mjs";
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

export const invitation =
    (name) =>
    async ({ as, once }) =>
        once(`invitation ${name}`, async () =>
            invited(await as("admin"), `${name}@undangan.example`),
        );

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
