// Looks at the whole site: node main.mjs PROGRAM [--quick] [WORD…]; see README.md.

import { rmSync } from "node:fs";
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { doubtEverything } from "./doubt.mjs";
import { newFirms } from "./errands.mjs";
import { checkHtml } from "./html.mjs";
import { journeys, walksOf } from "./journeys.mjs";
import { measure } from "./measure.mjs";
import { chromium } from "./modules.mjs";
import { pages } from "./pages.mjs";
import { print } from "./paper.mjs";
import { startBare, startCity, startLater } from "./program.mjs";
import { Report, together } from "./report.mjs";
import { strays } from "./routes.mjs";
import { Site, looks, quickLooks, quickWalks, walks } from "./site.mjs";
import { Seen, visit } from "./visit.mjs";

const HANDS = 2;
const launch = {
    executablePath: process.env.CHROME_PATH,
    args: ["--disable-gpu", "--disable-quic", "--disable-component-update", "--disable-sync"],
};

const [program, ...words] = process.argv.slice(2);
const isQuick = words[0] === "--quick";
const only = isQuick ? words.slice(1) : words;
const chosen = ({ name }) => only.length === 0 || only.some((word) => name.includes(word));

/** Every look of a page as the first of its roles; the others see it once each. */
function visitsOf(house, spec) {
    const [first, ...others] = house.sites[spec.at].visitors(spec.roles);
    const task = (account, look, title) => () => visit(house, spec, account, look, title);
    const asFirst = (isQuick ? quickLooks : looks).map((look) => task(first, look, spec.name));
    if (isQuick) return asFirst;
    const asOther = (account) => task(account, looks[0], `${spec.name}.${account.role}`);
    return [...asFirst, ...others.map(asOther)];
}

async function lookAt(house) {
    const { sites, report } = house;
    if (only.length === 0) report.check("every page of the site is looked at", strays(pages));
    const shown = pages.filter(chosen);
    const walked = (await journeys()).filter(chosen);
    // Before anything else: only one import runs at a time.
    const [officer] = sites.city.visitors(["labour_officer"]);
    const { request } = await sites.city.context(officer, looks[0]);
    await sites.city.once("newFirms", () => newFirms(request));
    const prints = shown
        .filter((spec) => spec.print)
        .map((spec) => () => print(house, spec, sites[spec.at].visitors(spec.roles)[0]));
    const visits = shown.flatMap((spec) => visitsOf(house, spec));
    const ways = isQuick ? quickWalks : walks;
    const waysOf = ({ more = [] }) => (isQuick ? ways : [...ways, ...more]);
    const walking = walked.flatMap((journey) => walksOf(journey, house, waysOf(journey)));
    await together([...walking, ...visits, ...prints], HANDS);
    report.say(`pages and journeys, ${report.seconds} s`);
    await checkHtml(house.folder, report);
    report.say(`the HTML checker, ${report.seconds} s`);
    const measured = shown.filter((spec) => spec.lighthouse);
    await measure(
        house,
        { specs: measured, presets: isQuick ? ["phone"] : ["phone", "desk"] },
        launch,
    );
}

/** Starts the sites, runs `work` on them, and ends them. */
async function withSites(program, scratch, { report, work }) {
    const running = [];
    const start = async (begin, name) => {
        const one = await begin(program, join(scratch, name));
        running.push(one);
        return one;
    };
    const browser = await chromium.launch(launch);
    try {
        const city = new Site(browser, await start(startCity, "city"));
        const bare = new Site(browser, await start(startBare, "bare"));
        const later = new Site(browser, await start(startLater, "later"));
        report.say(`three sites, ${report.seconds} s`);
        const sites = { city, bare, later };
        await work(sites, browser);
        for (const site of Object.values(sites)) await site.close();
        for (const one of running) {
            const { clean, errors } = await one.stop();
            report.check("the site stops cleanly", clean);
            report.check("the site logged no error", errors);
        }
    } catch (error) {
        report.check("the site can be looked at", [error.stack]);
    } finally {
        for (const one of running) one.kill();
        await browser.close();
    }
}

async function main() {
    const report = new Report();
    // What a journey forgot to wait for must not take the count with it.
    process.on("unhandledRejection", (error) =>
        report.check("nothing is left over", [error.stack]),
    );
    const scratch = await mkdtemp(join(tmpdir(), "patuh-browser-"));
    process.once("exit", () => rmSync(scratch, { recursive: true, force: true }));
    const screenshots =
        process.env.PATUH_SCREENSHOTS ?? join(dirname(program), "..", "screenshots");
    const [folder, doubts] = [join(scratch, "html"), join(scratch, "doubts")];
    await mkdir(folder);
    await mkdir(doubts);
    await mkdir(screenshots, { recursive: true });
    const work = async (sites, browser) => {
        await doubtEverything({ report, browser, folder: doubts });
        await lookAt({ sites, report, seen: new Seen(), folder, screenshots });
    };
    await withSites(program, scratch, { report, work });
    report.say(`screenshots, prints and measurements: ${screenshots}`);
    // Whatever is still running is ended on the way out.
    process.exit(report.end() ? 0 : 1);
}

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
await main();
