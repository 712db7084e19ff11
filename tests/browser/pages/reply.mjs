// What firms see.

import { send } from "../errands.mjs";
import {
    answered as firmAnswered,
    askedAddress,
    inDays,
    opened,
    readerLink,
    replyLink,
    wrongReader,
} from "../reply.mjs";
import { LABOUR, sending } from "../ways.mjs";

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

export const pages = [
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
];
