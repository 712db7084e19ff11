// Every page of the site. A new page is one more line here: it is then looked at in every look of
// `site.mjs`, as the first of its roles, and once as each of the others.
//
//   name        for reports and file names
//   path        an address, or what finds it: `firstLink` reads it from another page
//   roles       who may open it, the one who sees most first
//   status      what it answers with, where that is not 200
//   print       is also printed, and the paper read
//   lighthouse  is also measured

import { addresses, nobody } from "./site.mjs";

const everyone = ["labour_officer", "health_officer", "approver", "admin", "viewer"];

/** The first address on page `from` that looks like `wanted`. */
const firstLink = (from, wanted) => async (request) => {
    const text = await (await request.get(from)).text();
    const href = addresses(text).find((address) => wanted.test(address));
    if (!href) throw new Error(`no link like ${wanted} on ${from}`);
    return href;
};

const firmWith = (verdict) => firstLink(`/employers?verdict=${verdict}`, /^\/employers\/[^/?.]+$/);

/** An upload whose effect is known; one is sent where none waits. */
const sent = async (request) => {
    const waiting = async () => {
        const text = await (await request.get("/imports")).text();
        const href = addresses(text).find((address) => /^\/imports\/ij_/.test(address));
        return { text, href };
    };
    const { text, href } = await waiting();
    if (href) return href;
    const token = text.match(/name="form_token" value="([^"]+)"/)[1];
    const file = "nama,nib,pekerja_wlkp,lain\nCV Contoh Tunggu,9120999900001,7,x\nCV Contoh,912,1,\n";
    const buffer = Buffer.from(file);
    const today = text.match(/name="as_of"[^>]* value="([^"]+)"/)[1];
    await request.post("/imports", {
        multipart: {
            form_token: token.replaceAll("&#x2f;", "/"),
            kind: "employers",
            as_of: today,
            sample: "yes",
            files: { name: "tunggu.csv", mimeType: "text/csv", buffer },
        },
    });
    for (let tries = 0; tries < 60; tries += 1) {
        const { href: made } = await waiting();
        const page = made ? await (await request.get(made)).text() : "";
        if (page.includes("/confirm")) return made;
        await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error("the upload's effect never came");
};

export const pages = [
    { name: "sign-in", path: "/sign-in", roles: [nobody.role] },
    { name: "sign-in-forgotten", path: "/sign-in/forgotten", roles: [nobody.role] },
    { name: "home", path: "/", roles: everyone },
    { name: "employers", path: "/employers", roles: everyone, print: true, lighthouse: true },
    {
        name: "employers-filtered",
        path: "/employers?verdict=unregistered",
        roles: everyone.slice(0, 1),
    },
    {
        name: "employers-none",
        path: "/employers?q=tidak-ada-yang-bernama-begini",
        roles: everyone.slice(0, 1),
    },
    {
        name: "employer",
        path: firmWith("partial_workers"),
        roles: everyone,
        print: true,
        lighthouse: true,
    },
    { name: "employer-compliant", path: firmWith("compliant"), roles: everyone.slice(0, 1) },
    { name: "employer-unknown", path: firmWith("unknown"), roles: everyone.slice(0, 1) },
    { name: "cases", path: "/cases", roles: everyone },
    { name: "notices", path: "/notices", roles: everyone },
    { name: "notice", path: firstLink("/notices", /^\/notices\/[^/?]+$/), roles: everyone },
    { name: "letters", path: "/letters", roles: everyone },
    { name: "schedules", path: "/schedules", roles: everyone },
    {
        name: "imports",
        path: "/imports",
        roles: ["labour_officer", "health_officer", "admin", "approver", "viewer"],
    },
    { name: "import", path: sent, roles: ["labour_officer", "admin"], print: true },
    {
        name: "import-undo",
        path: firstLink("/imports", /^\/imports\/undo\/\d+$/),
        roles: ["labour_officer", "health_officer", "admin"],
    },
    { name: "account", path: "/settings/account", roles: everyone },
    { name: "users", path: "/settings/users", roles: ["admin"] },
    {
        name: "user",
        path: firstLink("/settings/users", /^\/settings\/users\/[^/?]+$/),
        roles: ["admin"],
    },
    { name: "style", path: "/style", roles: everyone.slice(0, 1) },
    { name: "missing", path: "/employers/er_nobody", roles: everyone.slice(0, 1), status: 404 },
];
