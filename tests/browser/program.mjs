// The program under test, and the site that shows what it holds: a made-up city, or nothing yet.

import { execFile, spawn, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const START_MS = 60_000;
const run = promisify(execFile);

/**
 * Makes a city of 850 firms in `folder` and serves it.
 * @returns the site's address, the accounts the demonstration made, and `stop`, which answers
 *   what went wrong meanwhile.
 */
export async function startCity(program, folder) {
    const accounts = await makeCity(program, folder);
    for (const name of ["reply-without-trace", "panel-indonesia-kode", "newsletter"]) {
        bounce(program, folder, name);
    }
    return { ...(await serve(program, folder)), accounts, folder, isSample: true };
}

/** Makes the city, as on the morning of a day; answers its accounts. */
async function makeCity(program, folder, at = []) {
    const demo = ["--data", folder, ...at, "--json", "demo", "--no-serve"];
    const { stdout } = await run(program, demo, { maxBuffer: 1 << 26 });
    return JSON.parse(stdout).accounts;
}

/** The same city, made four weeks ago: terms are over, and data are still fresh. */
export async function startLater(program, folder) {
    const then = new Date(Date.now() - 28 * 86_400_000);
    const day = then.toLocaleDateString("sv", { timeZone: "Asia/Makassar" });
    const accounts = await makeCity(program, folder, ["--at", `${day}T09:00:00+08:00`]);
    // What the schedules owe by now is done before anybody looks.
    await run(program, ["--data", folder, "schedule", "beat"]);
    const settings = { PATUH__OFFICE__BPJS_EMAIL: "kantor@bpjs.example" };
    return { ...(await serve(program, folder, settings)), accounts, folder, isSample: true };
}

/** Hands in a message of the corpus that belongs to no mail of the city. */
function bounce(program, folder, name) {
    const file = new URL(`../fixtures/returned/${name}.eml`, import.meta.url);
    const args = ["--data", folder, "mail", "bounce"];
    const { status, stderr } = spawnSync(program, args, { input: readFileSync(file) });
    if (status !== 3) throw new Error(`mail bounce ends with ${status}: ${stderr}`);
}

/**
 * Serves an installation that holds nothing but its officers: one who works, one whose second
 * factor is still to be set up, and one who has it and whom signing in asks for a code.
 */
export async function startBare(program, folder) {
    const accounts = [];
    for (const role of ["labour_officer", "admin", "approver"]) {
        const email = `${role}@kota.example`;
        const person = ["--name", `Contoh ${role}`, "--email", email, "--role", role];
        const add = ["--data", folder, "--json", "user", "add", ...person];
        const { link } = JSON.parse((await run(program, add)).stdout);
        accounts.push({
            role,
            email,
            password: "tujuh kuda laut biru",
            link: new URL(link).pathname,
        });
    }
    const running = await serve(program, folder);
    for (const account of accounts) await accept(running.origin, account);
    return { ...running, accounts, folder, isSample: false };
}

/** Follows an invitation as a browser would. */
async function accept(origin, { role, password, link }) {
    let cookie = "";
    const post = async (path, fields) => {
        const body = new URLSearchParams(fields);
        const answer = await fetch(origin + path, {
            method: "POST",
            body,
            headers: { cookie },
            redirect: "manual",
        });
        if (answer.status !== 303) throw new Error(`${path} answers ${answer.status}`);
        cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    };
    await post(link, { password, again: password });
    if (role !== "approver") return;
    const page = await (await fetch(`${origin}/sign-in/enrol`, { headers: { cookie } })).text();
    const [, secret] = page.match(/class="secret">([A-Z2-7 ]+)</);
    await post("/sign-in/enrol", { code: codeOf(secret.replaceAll(" ", "")) });
}

/** What a telephone shows now (RFC 6238, six digits, 30 seconds). */
function codeOf(secret) {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const bits = [...secret].map((c) => letters.indexOf(c).toString(2).padStart(5, "0")).join("");
    const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
    const step = Buffer.alloc(8);
    step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
    const hash = createHmac("sha1", key).update(step).digest();
    const number = hash.readUInt32BE(hash.at(-1) & 15) & 0x7fff_ffff;
    return String(number % 1_000_000).padStart(6, "0");
}

async function serve(program, folder, settings = {}) {
    const args = ["--data", folder, "serve", "--listen", "127.0.0.1:0"];
    // A page that says what was wrong is looked at more often than anybody may mistype.
    const often = { PATUH__SIGN_IN__ACCOUNT_FAILURES: "100" };
    const env = { ...process.env, ...often, ...settings };
    const site = spawn(program, args, { env, stdio: ["ignore", "ignore", "pipe"] });
    process.once("exit", () => site.kill("SIGKILL"));
    const ended = new Promise((done) =>
        site.once("exit", (code, signal) => done({ code, signal })),
    );
    const said = [];
    const origin = await new Promise((found, failed) => {
        const late = setTimeout(
            () => failed(new Error(`the site did not start in time:\n${said.join("\n")}`)),
            START_MS,
        );
        ended.then(() => failed(new Error(`the site did not start:\n${said.join("\n")}`)));
        createInterface({ input: site.stderr }).on("line", (line) => {
            said.push(line);
            const address = line.match(/^Situs: (http:\/\/[^/ ]+)/)?.[1];
            if (address) {
                clearTimeout(late);
                found(address);
            }
        });
    }).catch((error) => {
        site.kill("SIGKILL");
        throw error;
    });

    const stop = async () => {
        site.kill("SIGTERM");
        const { code, signal } = await ended;
        const clean = code === 0 ? [] : [`it ended with ${signal ?? code}`];
        const errors = said.filter((line) => /\bERROR\b|panicked at/.test(line));
        return { clean, errors };
    };
    return { origin, stop, kill: () => site.kill("SIGKILL") };
}
