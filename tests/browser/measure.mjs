// Lighthouse, on a browser of its own and with nothing else going on.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium, loadLighthouse } from "./modules.mjs";

const LEAST = 0.95;
const TRIES = 3;
const CATEGORIES = ["accessibility", "best-practices", "performance"];

/** Measures `specs` as a phone or as a desk; keeps the full answers in `house.screenshots`. */
export async function measure(house, { specs, presets }, launch) {
    if (specs.length === 0) return;
    const { lighthouse, desktopConfig } = await loadLighthouse();
    const folder = await mkdtemp(join(tmpdir(), "patuh-lighthouse-"));
    // Lighthouse talks to the browser over a port, which a browser with a profile writes down.
    const browser = await chromium.launchPersistentContext(folder, {
        ...launch,
        args: [...launch.args, "--remote-debugging-port=0"],
    });
    try {
        const port = Number(
            (await readFile(join(folder, "DevToolsActivePort"), "utf8")).split("\n")[0],
        );
        for (const spec of specs) {
            for (const preset of presets) {
                const config = preset === "desk" ? desktopConfig : undefined;
                await measureOne(house, spec, preset, (url, extraHeaders) =>
                    lighthouse(
                        url,
                        { port, extraHeaders, onlyCategories: CATEGORIES, logLevel: "error" },
                        config,
                    ),
                );
            }
        }
    } finally {
        await browser.close();
        await rm(folder, { recursive: true, force: true });
    }
}

async function measureOne({ sites, report, screenshots }, spec, preset, run) {
    const site = sites[spec.at];
    const [account] = site.visitors(spec.roles);
    const name = `${spec.name} at a ${preset}`;
    const begun = Date.now();
    try {
        const cookie = await site.cookie(account);
        const path = await site.pathOf(spec);
        const lhr = await best(() => run(site.origin + path, cookie ? { Cookie: cookie } : {}));
        await writeFile(
            join(screenshots, `${spec.name}.${preset}.lighthouse.json`),
            JSON.stringify(lhr),
        );
        const scores = CATEGORIES.map((id) => [id, lhr.categories[id].score ?? 0]);
        for (const [id, score] of scores) {
            report.check(
                `${name}: ${id} is at least ${LEAST * 100}`,
                score >= LEAST ? [] : [`it is ${Math.round(score * 100)}`, ...shortfalls(lhr, id)],
            );
        }
        const told = scores.map(([id, score]) => `${id} ${Math.round(score * 100)}`).join(", ");
        report.say(`${name}: ${told}, ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    } catch (error) {
        report.check(`${name}: it can be measured`, [error.stack]);
    }
}

/** A busy machine only ever slows a page down: what is slow is measured again, the best counts. */
async function best(run) {
    let found;
    for (let tries = 0; tries < TRIES; tries += 1) {
        const { lhr } = await run();
        const speed = lhr.categories.performance.score ?? 0;
        if (!found || speed > found.categories.performance.score) found = lhr;
        if (speed >= LEAST) break;
    }
    return found;
}

/** The audits that cost points, the dearest first. */
function shortfalls(lhr, id) {
    return lhr.categories[id].auditRefs
        .map(({ id: audit, weight }) => ({ weight, ...lhr.audits[audit] }))
        .filter(({ score, weight }) => weight > 0 && score !== null && score < 1)
        .sort((a, b) => b.weight * (1 - b.score) - a.weight * (1 - a.score))
        .map(({ id: audit, title, displayValue }) => `${audit}: ${title} ${displayValue ?? ""}`);
}
