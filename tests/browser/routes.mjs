// docs/routes.md, which a test of the program holds against the routes that there are.

import { readFileSync } from "node:fs";

const TABLE = new URL("../../docs/routes.md", import.meta.url);

/** Every role, the one who is shown most first. */
const OFFICERS = ["labour_officer", "health_officer", "admin", "approver", "viewer"];

/** Addresses that are read and yet no page of ours, with what they are. */
const NO_PAGES = new Map([
    ["/assets/{name}", "style, script, font"],
    ["/healthz", "for machines"],
    ["/readyz", "for machines"],
    ["/metrics", "for machines"],
    ["/changes.csv", "a file"],
    ["/employers.csv", "a file"],
    ["/employers.xlsx", "a file"],
    ["/employers/confirm", "leads to /cases/confirm"],
    ["/employers/{id}/files/{file}", "a file"],
    ["/imports/{id}/rejected.csv", "a file"],
    ["/employers/{id}/packs/{pack}", "a file"],
    ["/answers/{id}/files/{file}", "a file"],
    ["/employers/{id}/certificate", "a file"],
    ["/r/{token}/certificate", "a file"],
    ["/letters/batches/{id}/file", "a file"],
    ["/directives/{id}/files/{file}", "a file"],
    ["/reach.csv", "a file"],
    ["/matches.csv", "a file"],
    ["/matches/next", "leads to the next pair"],
    ["/schedules/ahead.csv", "a file"],
    ["/notices/{id}/html", "a mail as it was written, in a frame of /notices/{id}"],
    ["/settings/mails/{kind}/{language}/html", "a mail as it is read, in a frame of its wording"],
    ["/settings/offices/{code}/emblem", "a picture, in the page of its letterhead"],
    ["/letters/{id}/signed", "a file to be saved"],
    ["/r/{token}/letters/{id}", "a file to be saved"],
    ["/settings", "leads to /settings/account"],
    ["/sign-in/oidc", "leads to the provider"],
    ["/sign-in/oidc/callback", "leads on from the provider"],
]);

function who(text) {
    if (text === "anyone") return ["nobody"];
    if (text === "every officer") return OFFICERS;
    const named = text.split(", ");
    return OFFICERS.filter((role) => named.includes(role));
}

/** Who may open each page: path → roles, the one who is shown most first. */
export const rolesOf = new Map(
    [...readFileSync(TABLE, "utf8").matchAll(/^\| GET \| `([^`]+)` \| ([^|]+) \|$/gm)].map(
        ([, path, roles]) => [path, who(roles.trim())],
    ),
);

/** What the table of pages lacks, or has too much. */
export function strays(pages) {
    const looked = new Set(pages.map(({ route }) => route));
    const known = [...rolesOf.keys()];
    return [
        ...known
            .filter((path) => !looked.has(path) && !NO_PAGES.has(path))
            .map((path) => `nobody looks at ${path}`),
        ...[...looked, ...NO_PAGES.keys()]
            .filter((path) => !rolesOf.has(path))
            .map((path) => `${path} is not in docs/routes.md`),
    ];
}
