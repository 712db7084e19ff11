// Every kind of mail in Chromium: nothing is fetched, nothing runs over the edge, everything can
// be read in the light and in the dark. Pictures are for people to look at.

import { mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { AxeBuilder, chromium } from "../browser/modules.mjs";

const [from, into] = process.argv.slice(2).map((path) => resolve(path));
mkdirSync(into, { recursive: true });
const files = readdirSync(from)
    .filter((name) => name.endsWith(".html"))
    .sort();
const looks = [360, 700].flatMap((width) =>
    ["light", "dark"].map((colorScheme) => ({ width, colorScheme })),
);

let passed = 0;
const failed = [];
const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH,
    args: ["--no-sandbox", "--disable-quic"],
});
for (const { width, colorScheme } of looks) {
    const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme,
        bypassCSP: true,
    });
    const page = await context.newPage();
    for (const file of files) {
        const look = `${file} ${width} ${colorScheme}`;
        const faults = [];
        const address = pathToFileURL(join(from, file)).href;
        const asked = (request) => {
            if (request.url() !== address) faults.push(`asks for ${request.url()}`);
        };
        page.on("request", asked);
        await page.goto(address);
        const over = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (over > 0) faults.push(`${over} px over the edge`);
        const { violations } = await new AxeBuilder({ page })
            .withRules(["color-contrast", "html-has-lang", "link-name", "list", "listitem"])
            .analyze();
        for (const { id, nodes } of violations) {
            faults.push(`${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
        }
        await page.screenshot({
            path: join(into, `${file.replace(/\.html$/, "")}.${width}.${colorScheme}.png`),
            fullPage: true,
        });
        page.off("request", asked);
        if (faults.length === 0) passed += 1;
        for (const fault of faults) failed.push(`${look}: ${fault}`);
    }
    await context.close();
}
await browser.close();

for (const fault of failed) console.log(`FAILED ${fault}`);
console.log(`${files.length} mails in ${looks.length} looks; pictures in ${into}`);
console.log(`test result: ${passed} passed; ${failed.length} failed`);
process.exit(failed.length === 0 && files.length > 0 ? 0 : 1);
