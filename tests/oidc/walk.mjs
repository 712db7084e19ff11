// Who comes in on a provider's word, and who doesn't.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

import { Browser } from "./browser.mjs";
import { startProvider } from "./provider.mjs";

const program = process.argv[2];
const SESSION = "patuh_session";

const freePort = () =>
    new Promise((done) => {
        const server = createServer().listen(0, "127.0.0.1", () => {
            const { port } = server.address();
            server.close(() => done(port));
        });
    });

/** The program with a few officers, and a provider it believes. */
async function start({ inToken }) {
    const folder = await mkdtemp(join(tmpdir(), "patuh-oidc-"));
    const [port, providerPort] = [await freePort(), await freePort()];
    const origin = `http://127.0.0.1:${port}`;
    const client = {
        client_id: "patuh",
        client_secret: "made-up-secret-of-this-test",
        redirect_uris: [`${origin}/sign-in/oidc/callback`],
    };
    const provider = await startProvider({ port: providerPort, client, inToken });
    const env = {
        ...process.env,
        PATUH_DATA: folder,
        PATUH__SITE__PUBLIC_URL: origin,
        PATUH__OIDC__ISSUER: provider.issuer,
        PATUH__OIDC__CLIENT_ID: client.client_id,
        PATUH__OIDC__CLIENT_SECRET: client.client_secret,
        PATUH__OIDC__NAME: "akun kota",
    };
    const patuh = (...args) => promisify(execFile)(program, args, { env });
    const add = (email, role) =>
        patuh("user", "add", "--name", "Orang Contoh", "--email", email, "--role", role);
    await add("rina@kota.example", "labour_officer");
    await add("adi@kota.example", "admin");
    await add("budi@kota.example", "viewer");
    await patuh("user", "disable", "--email", "budi@kota.example");

    const site = spawn(program, ["serve", "--listen", `127.0.0.1:${port}`], {
        env,
        stdio: ["ignore", "ignore", "pipe"],
    });
    const said = [];
    await new Promise((found, failed) => {
        site.once("exit", () => failed(new Error(said.join("\n"))));
        createInterface({ input: site.stderr }).on("line", (line) => {
            said.push(line);
            if (line.startsWith("Situs: ")) found();
        });
    });
    const stop = async () => {
        site.removeAllListeners("exit");
        const ended = new Promise((done) => site.once("exit", done));
        site.kill("SIGTERM");
        await ended;
        await provider.stop();
        await rm(folder, { recursive: true, force: true });
        return said;
    };
    return { origin, provider, stop };
}

/** Goes to the provider as somebody and says yes to everything; stops before the way back. */
async function vouchedFor(browser, origin, name, next = "") {
    const back = `${origin}/sign-in/oidc/callback`;
    const stop = (to) => to.startsWith(back);
    let seen = await browser.follow(`${origin}/sign-in/oidc?next=${encodeURIComponent(next)}`);
    for (let pages = 0; pages < 4; pages += 1) {
        const action = seen.text.match(/action="([^"]+)"/)?.[1];
        const prompt = seen.text.match(/name="prompt" value="([^"]+)"/)?.[1];
        assert.ok(action && prompt, `a page of the provider: ${seen.status} ${seen.url}`);
        const form = prompt === "login" ? { prompt, login: name, password: "x" } : { prompt };
        seen = await browser.follow(new URL(action, seen.url).href, { form, stop });
        if (seen.to) return seen.to;
    }
    throw new Error("the provider asks without end");
}

const isIn = async (browser, origin) => (await browser.ask(`${origin}/cases`)).status === 200;

const STORIES = {
    "a known officer comes in, where she was going": async ({ origin }) => {
        const browser = new Browser();
        const door = await browser.ask(`${origin}/sign-in?next=%2Fcases`);
        assert.match(door.text.replaceAll("&#x2f;", "/"), /href="\/sign-in\/oidc\?next=%2Fcases"/);
        assert.match(door.text, /Masuk dengan akun kota/);
        const back = await vouchedFor(browser, origin, "rina", "/cases");
        const entered = await browser.ask(back);
        assert.equal(entered.status, 303);
        assert.equal(entered.to, `${origin}/cases`);
        assert.deepEqual(browser.cookies(origin), [SESSION]);
        assert.ok(await isIn(browser, origin));
        // The same way back opens nothing a second time.
        assert.equal((await browser.ask(back)).status, 422);
    },
    "an administrator's second factor is the provider's": async ({ origin }) => {
        const browser = new Browser();
        const back = await vouchedFor(browser, origin, "adi", "/settings/users");
        assert.equal((await browser.ask(back)).to, `${origin}/settings/users`);
        assert.equal((await browser.ask(`${origin}/settings/users`)).status, 200);
    },
    "an unknown, unverified, missing or shut address opens nothing": async ({ origin }) => {
        for (const name of ["asing", "palsu", "bisu", "budi"]) {
            const browser = new Browser();
            const back = await vouchedFor(browser, origin, name);
            const refused = await browser.ask(back);
            assert.equal(refused.status, 422, name);
            assert.deepEqual(browser.cookies(origin), [], name);
            assert.ok(!(await isIn(browser, origin)), name);
        }
    },
    "a way back that another browser began opens nothing": async ({ origin }) => {
        const back = await vouchedFor(new Browser(), origin, "rina");
        const stranger = new Browser();
        assert.equal((await stranger.ask(back)).status, 422);
        await stranger.ask(`${origin}/sign-in/oidc`);
        assert.equal((await stranger.ask(back)).status, 422);
        assert.ok(!(await isIn(stranger, origin)));
    },
    "a changed state, a made-up code or a cancelled sign-in opens nothing": async ({ origin }) => {
        for (const change of [
            (url) => url.searchParams.set("state", "x"),
            (url) => url.searchParams.delete("code"),
            (url) => url.searchParams.set("code", "x".repeat(43)),
            (url) => (url.search = `?error=access_denied&state=${url.searchParams.get("state")}`),
        ]) {
            const browser = new Browser();
            const url = new URL(await vouchedFor(browser, origin, "rina"));
            change(url);
            const refused = await browser.ask(url.href);
            assert.equal(refused.status, 422);
            assert.ok(!(await isIn(browser, origin)));
        }
    },
    "nobody is led to another site": async ({ origin }) => {
        const browser = new Browser();
        const back = await vouchedFor(browser, origin, "rina", "//jahat.example");
        assert.equal((await browser.ask(back)).to, `${origin}/`);
    },
    "without the provider the door still opens by password": async ({ origin, provider }) => {
        await provider.stop();
        const browser = new Browser();
        const away = await browser.ask(`${origin}/sign-in/oidc`);
        assert.equal(away.status, 503);
        assert.match(away.text, /name="password"/);
    },
};

let [passed, failed] = [0, 0];
for (const inToken of [false, true]) {
    const world = await start({ inToken });
    for (const [name, story] of Object.entries(STORIES)) {
        try {
            await story(world);
            passed += 1;
        } catch (error) {
            failed += 1;
            console.error(`FAILED (address ${inToken ? "in the token" : "on request"}): ${name}`);
            console.error(error);
        }
    }
    const said = (await world.stop()).join("\n");
    // The log tells what happened, not to whom.
    if (/kota\.example|made-up-secret|panicked/.test(said)) {
        failed += 1;
        console.error(`the log tells too much:\n${said}`);
    }
}
console.log(`test result: ${passed} passed; ${failed} failed`);
process.exit(failed ? 1 : 0);
