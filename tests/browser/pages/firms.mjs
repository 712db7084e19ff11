// Firms, and the doors of the site.

import { busyFirm, correctMeanwhile, firstLink } from "../errands.mjs";
import {
    LABOUR,
    answering,
    errand,
    firmWith,
    invitation,
    link,
    one,
    sending,
} from "../ways.mjs";

export const pages = [
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
];
