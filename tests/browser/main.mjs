// Looks at the whole site: node main.mjs PROGRAM [WORD…]; see README.md.

import { rmSync } from "node:fs";
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { doubtEverything } from "./doubt.mjs";
import { checkHtml } from "./html.mjs";
import { journeys, walksOf } from "./journeys.mjs";
import { measure } from "./measure.mjs";
import { chromium } from "./modules.mjs";
import { pages } from "./pages.mjs";
import { print } from "./paper.mjs";
import { start } from "./program.mjs";
import { Report, together } from "./report.mjs";
import { Site, looks } from "./site.mjs";
import { Seen, visit } from "./visit.mjs";

const HANDS = 2;
const launch = {
    executablePath: process.env.CHROME_PATH,
    args: ["--disable-gpu", "--disable-quic", "--disable-component-update", "--disable-sync"],
};

const [program, ...only] = process.argv.slice(2);
const chosen = ({ name }) => only.length === 0 || only.some((word) => name.includes(word));

/** Every look of a page as the first of its roles; the others see it once each. */
function visitsOf(house, spec) {
    const [first, ...others] = house.site.visitors(spec.roles);
    const task = (account, look, title) => () => visit(house, spec, account, look, title);
    return [
        ...looks.map((look) => task(first, look, spec.name)),
        ...others.map((account) => task(account, looks[0], `${spec.name}.${account.role}`)),
    ];
}

async function lookAt(house) {
    const { site, report } = house;
    const shown = pages.filter(chosen);
    const walked = (await journeys()).filter(chosen);
    const prints = shown
        .filter((spec) => spec.print)
        .map((spec) => () => print(house, spec, site.visitors(spec.roles)[0]));
    const visits = shown.flatMap((spec) => visitsOf(house, spec));
    await together([...visits, ...prints, ...walked.flatMap((j) => walksOf(j, house))], HANDS);
    await checkHtml(house.folder, report);
    await measure(
        house,
        shown.filter((spec) => spec.lighthouse),
        launch,
    );
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
    let running;
    let browser;
    try {
        running = await start(program, join(scratch, "data"));
        browser = await chromium.launch(launch);
        const site = new Site(browser, running.origin, running.accounts);
        await doubtEverything({ report, browser, folder: doubts });
        await lookAt({ site, report, seen: new Seen(), folder, screenshots });
        await site.close();
        const { clean, errors } = await running.stop();
        report.check("the site stops cleanly", clean);
        report.check("the site logged no error", errors);
    } catch (error) {
        report.check("the site can be looked at", [error.stack]);
    } finally {
        running?.kill();
        await browser?.close();
    }
    report.say(`screenshots, prints and measurements: ${screenshots}`);
    process.exitCode = report.end() ? 0 : 1;
}

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
await main();
