// The site as somebody sees it: signed in or not, in a language, on a screen.

/** The screens and settings that every page is looked at with. */
export const looks = [
    { lang: "id", width: 1280 },
    { lang: "id", width: 360 },
    { lang: "en", width: 1280 },
    { lang: "en", width: 360 },
    { lang: "id", width: 1280, dark: true },
    { lang: "id", width: 360, scripts: false },
];

/** Those of a quick run: a page breaks on a telephone first. */
export const quickLooks = [looks[1]];

/** How journeys are walked. */
export const walks = [
    { lang: "id", width: 1280 },
    { lang: "id", width: 360 },
    { lang: "id", width: 1280, scripts: false },
    { lang: "id", width: 360, scripts: false },
];

/** Those of a quick run. */
export const quickWalks = [walks[0], walks[3]];

/** Who looks before signing in. */
export const nobody = { role: "nobody" };

/** `id 360, no scripts` */
export function named({ lang, width, dark, scripts }) {
    return `${lang} ${width}${dark ? ", dark" : ""}${scripts === false ? ", no scripts" : ""}`;
}

/** `.id.1280.dark`, for file names. */
export function suffix({ lang, width, dark, scripts }) {
    return `.${lang}.${width}${dark ? ".dark" : ""}${scripts === false ? ".no-scripts" : ""}`;
}

/** A text of HTML as it is read. */
export function plain(text) {
    const named = { lt: "<", gt: ">", quot: '"', amp: "&" };
    return text
        .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
        .replace(/&(lt|gt|quot|amp);/g, (_, name) => named[name]);
}

/** Every address that a page links to. */
export function addresses(html) {
    return [...html.matchAll(/\shref="([^"]+)"/g)].map(([, href]) => plain(href));
}

const nameOf = ({ role, email }) => email ?? role;

/** Follows the first page's link to the other language. */
async function switchTo(lang, request, origin) {
    const first = await request.get(`${origin}/`);
    const link = addresses(await first.text()).find((href) =>
        new RegExp(`[?&]lang=${lang}\\b`).test(href),
    );
    if (!link) throw new Error(`the first page has no link to language ${lang}`);
    await request.get(new URL(link, first.url()).href);
}

export class Site {
    #browser;
    #kept = new Map();
    #states = new Map();
    #done = new Map();

    /** @param running `{ origin, accounts }`, an account being `{ role, email, password }`. */
    constructor(browser, running) {
        this.#browser = browser;
        this.origin = running.origin;
        this.accounts = running.accounts;
        this.folder = running.folder;
        // Its city is made up, and every page says so.
        this.isSample = running.isSample;
    }

    /** The accounts of these roles, in the order of `roles`. */
    visitors(roles) {
        return roles.map((role) => {
            const account =
                role === nobody.role ? nobody : this.accounts.find((a) => a.role === role);
            if (!account) throw new Error(`the demonstration made no account for ${role}`);
            return account;
        });
    }

    /** A browser window's settings and cookies, kept for the next page with the same look. */
    async context(account, look) {
        const key = nameOf(account) + suffix(look);
        if (!this.#kept.has(key)) this.#kept.set(key, this.newContext(account, look));
        return this.#kept.get(key);
    }

    async newContext(account, look) {
        const narrow = look.width < 700;
        const context = await this.#browser.newContext({
            baseURL: this.origin,
            viewport: { width: look.width, height: narrow ? 740 : 900 },
            isMobile: narrow,
            hasTouch: narrow,
            javaScriptEnabled: look.scripts !== false,
            colorScheme: look.dark ? "dark" : "light",
            reducedMotion: "reduce",
            locale: look.lang === "en" ? "en-GB" : "id-ID",
            timezoneId: "Asia/Makassar",
            storageState: await this.state(account),
        });
        context.setDefaultTimeout(20_000);
        if (look.lang !== "id") await switchTo(look.lang, context.request, this.origin);
        return context;
    }

    /** The cookies of a signed-in account; signs in once per account. */
    async state(account) {
        const key = nameOf(account);
        if (!this.#states.has(key)) {
            const signedIn = async () => {
                const context = await this.#browser.newContext({ baseURL: this.origin });
                const page = await context.newPage();
                await signIn(page, account);
                const state = await context.storageState();
                await context.close();
                return state;
            };
            this.#states.set(key, signedIn());
        }
        return this.#states.get(key);
    }

    /** Runs an errand the first time it is named, and answers what it answered then. */
    once(name, errand) {
        if (!this.#done.has(name)) this.#done.set(name, errand());
        return this.#done.get(name);
    }

    /** The address of a page of `pages`, found once. */
    pathOf({ name, path }) {
        if (typeof path === "string") return path;
        const as = async (role) => {
            const [account] = this.visitors([role]);
            return (await this.context(account, looks[0])).request;
        };
        const once = (errand, run) => this.once(errand, run);
        const folder = this.folder;
        return this.once(`path of ${name}`, () => path({ as, once, folder }));
    }

    /** The `Cookie` header of a signed-in account, empty for nobody. */
    async cookie(account) {
        const { cookies } = await this.state(account);
        return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    }

    async close() {
        for (const context of this.#kept.values()) await (await context).close();
    }
}

/** Signs in by the form, as a person would. Does nothing for nobody. */
export async function signIn(page, account) {
    if (account.role === nobody.role) return;
    await page.goto("/sign-in");
    const form = page.locator("form:has([name=password])");
    await form.locator("[name=email]").fill(account.email);
    await form.locator("[name=password]").fill(account.password);
    await form.locator("[name=password]").press("Enter");
    await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/**
 * Presses something in the middle of the screen. With scripts off, Playwright does not notice a
 * bar that covers what it presses.
 */
export async function press(locator) {
    await locator.evaluate((element) => element.scrollIntoView({ block: "center" }));
    await locator.click();
}
