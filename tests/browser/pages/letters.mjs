// Letters.

import { listedLetter } from "../errands.mjs";
import { atOffice, errand, link, officeAt, sending } from "../ways.mjs";

export const pages = [
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
];
