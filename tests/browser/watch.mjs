// Listens to a page while it is used: what it asks, what it is answered, what it complains of.

const WORSE_THAN_NOTHING = [
    "'unsafe-inline'",
    "'unsafe-eval'",
    "'unsafe-hashes'",
    "*",
    "http:",
    "https:",
];
const QUIET_REFERRERS = [
    "no-referrer",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
];

/** Nobody is asked: the page's own data, and the browser's own viewer of papers. */
const WITHIN = ["data:", "blob:", "about:", "chrome:", "chrome-extension:"];

export class Watch {
    #origin;
    #strangers = new Set();
    #complaints = new Set();
    #bare = new Set();
    #answers = [];

    constructor(page, origin) {
        this.#origin = origin;
        page.on("request", (request) => this.#asked(request.url()));
        page.on("response", (response) => this.#answers.push(this.#answered(response)));
        page.on("console", (message) => this.#said(message, page));
        page.on("pageerror", (error) => this.#complaints.add(error.stack ?? String(error)));
    }

    #asked(url) {
        const { protocol, origin } = new URL(url);
        const within = WITHIN.includes(protocol);
        if (!within && origin !== this.#origin) this.#strangers.add(url);
    }

    async #answered(response) {
        const url = new URL(response.url());
        if (url.origin !== this.#origin) return;
        const headers = new Map();
        for (const { name, value } of await response.headersArray().catch(() => [])) {
            const key = name.toLowerCase();
            headers.set(key, [...(headers.get(key) ?? []), value]);
        }
        // What the browser took from its own cache has no headers to read.
        if (headers.size === 0) return;
        for (const lack of lacks(headers)) this.#bare.add(`${url.pathname}: ${lack}`);
    }

    #said(message, page) {
        if (!["error", "warning"].includes(message.type())) return;
        const own = message.location().url === page.url();
        // Chromium complains of every page whose status is an error, also of one that is meant to be.
        if (own && /^Failed to load resource/.test(message.text())) return;
        this.#complaints.add(`${message.text()} (${message.location().url})`);
    }

    /** Puts what was found into the report, under the name of what was looked at. */
    async tell(report, name) {
        await Promise.all(this.#answers);
        report.check(`${name}: nobody else is asked for anything`, [...this.#strangers]);
        report.check(`${name}: the console stays silent`, [...this.#complaints]);
        report.check(`${name}: every answer carries the security headers`, [...this.#bare]);
    }
}

/** What an answer of the site lacks to be safe. */
export function lacks(headers) {
    const one = (name) => headers.get(name)?.join(", ") ?? "";
    const found = [];
    if (one("x-content-type-options") !== "nosniff") found.push("no `nosniff`");
    if (!QUIET_REFERRERS.includes(one("referrer-policy"))) found.push("no quiet referrer-policy");
    if (!headers.has("cache-control")) found.push("no cache-control");
    for (const cookie of headers.get("set-cookie")?.flatMap((all) => all.split("\n")) ?? []) {
        const [pair, ...rest] = cookie.split(";");
        const flags = rest.map((flag) => flag.trim().toLowerCase());
        const careful =
            flags.includes("httponly") && flags.some((f) => /^samesite=(lax|strict)$/.test(f));
        if (!careful) found.push(`cookie ${pair.split("=")[0]} is not HttpOnly and SameSite`);
    }
    const isPaper = one("content-type") === "application/pdf";
    return [...found, ...policyLacks(one("content-security-policy"), isPaper)];
}

function policyLacks(text, isPaper) {
    if (!text) return ["no content-security-policy"];
    const parts = text.split(";").map((part) => part.trim().split(/\s+/));
    const policy = new Map(parts.map(([name, ...sources]) => [name.toLowerCase(), sources]));
    const found = [];
    const exactly = (name, allowed) => {
        const says = policy.get(name)?.join(" ");
        if (!allowed.includes(says)) found.push(`${name} is ${says ?? "not set"}`);
    };
    exactly("default-src", ["'none'", "'self'"]);
    exactly("frame-ancestors", ["'none'", "'self'"]);
    exactly("base-uri", ["'none'", "'self'"]);
    exactly("form-action", ["'none'", "'self'"]);
    // A mail is shown as it was written, with its styles in it, in a sandbox where nothing runs; a
    // paper by the browser's viewer, which styles itself.
    const sandboxed = policy.has("sandbox") && !policy.get("sandbox").includes("allow-scripts");
    for (const [name, sources] of policy) {
        if ((sandboxed || isPaper) && name === "style-src") continue;
        const bad = sources.filter((source) => WORSE_THAN_NOTHING.includes(source.toLowerCase()));
        if (bad.length > 0) found.push(`${name} allows ${bad.join(" ")}`);
    }
    return found;
}
