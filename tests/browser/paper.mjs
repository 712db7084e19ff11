// What comes out of the printer.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** Names of controls that are of no use on paper, as far as they are still shown. */
function leftOnPaper() {
    return [...document.querySelectorAll("nav, form, button, input, .button")]
        .filter(
            (element) => element.checkVisibility() && element.getBoundingClientRect().height > 1,
        )
        .map(
            (element) =>
                `${element.tagName.toLowerCase()}.${[...element.classList].join(".")} is printed`,
        );
}

const words = (text) => text.replace(/\s+/g, "");

/** Prints a page to PDF and reads it back. */
export async function print(house, spec, account) {
    const { sites, report, screenshots } = house;
    const site = sites[spec.at];
    const name = `${spec.name} on paper`;
    let page;
    try {
        const context = await site.context(account, { lang: "id", width: 1280 });
        page = await context.newPage();
        await page.goto(await site.pathOf(spec));
        const heading = await page.locator("h1").innerText();
        const columns = await page
            .locator("main table.list")
            .first()
            .locator("thead th")
            .allInnerTexts();
        await page.emulateMedia({ media: "print" });
        report.check(`${name}: there is nothing to press`, await page.evaluate(leftOnPaper));
        const path = join(screenshots, `${spec.name}.pdf`);
        await page.pdf({ path, format: "A4", preferCSSPageSize: true });
        const { stdout } = await promisify(execFile)("pdftotext", ["-layout", path, "-"]);
        const text = words(stdout);
        const lost = [heading, ...columns].filter((wanted) => !text.includes(words(wanted)));
        report.check(
            `${name}: heading and columns are on it`,
            lost.map((what) => `“${what}” is not`),
        );
    } catch (error) {
        report.check(`${name}: it can be printed`, [error.stack]);
    } finally {
        await page?.close();
    }
}
