// What firms said.

import { answered, firstLink } from "../errands.mjs";
import { press } from "../site.mjs";
import { LABOUR, answering, one, sending } from "../ways.mjs";

/** An answer of a firm. */
const answer =
    (rest = "") =>
    async ({ as, once }) =>
        (await once("answered", async () => answered(await as(LABOUR)))).answer + rest;

export const pages = [
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
