// What officers work through: cases, matches, whom no mail reaches, notices.

import { FIRM, caseOf, firstCase, firstLink, likeFirms, proposed } from "../errands.mjs";
import { LABOUR, link, officeAt, sending } from "../ways.mjs";

const onCase =
    (way, no) =>
    async ({ as }) =>
        `/cases/${way}?case=${await caseOf(await as(LABOUR), no)}`;

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

export const pages = [
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
];
