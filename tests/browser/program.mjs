// The program under test: a made-up city, and the site that shows it.

import { execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const START_MS = 60_000;

/**
 * Makes a city of 850 firms in `folder` and serves it.
 * @returns the site's address, the accounts the demonstration made, and `stop`, which answers
 *   what went wrong meanwhile.
 */
export async function start(program, folder) {
    const demo = ["--data", folder, "--json", "demo", "--no-serve"];
    const { stdout } = await promisify(execFile)(program, demo, { maxBuffer: 1 << 26 });
    const { accounts } = JSON.parse(stdout);

    const serve = ["--data", folder, "serve", "--listen", "127.0.0.1:0"];
    const site = spawn(program, serve, { stdio: ["ignore", "ignore", "pipe"] });
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
    return { origin, accounts, stop, kill: () => site.kill("SIGKILL") };
}
