// One page, looked at once: opened, photographed, examined.

import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { AxeBuilder } from "./modules.mjs";
import { tooSmall, tooWide, unseenFocus } from "./inside.mjs";
import { named, suffix } from "./site.mjs";
import { Watch } from "./watch.mjs";

const FINGER_PX = 44;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Looks at one page with one look.
 * @param house `{ sites, report, seen, folder, screenshots }`
 * @param spec a line of `pages`
 */
export async function visit(house, spec, account, look, title) {
    const { report } = house;
    const site = house.sites[spec.at];
    const name = `${title} (${named(look)})`;
    const begun = Date.now();
    let page;
    try {
        const context = await site.context(account, look);
        page = await context.newPage();
        const watch = new Watch(page, site.origin);
        const answer = await open(page, spec, await site.pathOf(spec));
        const status = answer.status();
        report.check(
            `${name}: it opens`,
            status === (spec.status ?? 200) ? [] : [`it answers ${status}`],
        );
        const html = await answer.text();
        await writeFile(join(house.folder, `${title}${suffix(look)}.html`), html);
        if (!house.seen.isNew(spec, look, html)) {
            await watch.tell(report, name);
            return;
        }
        await examine(page, look, name, { report, site });
        if (look.scripts !== false) {
            await photograph(page, join(house.screenshots, `${title}${suffix(look)}.png`));
            report.check(`${name}: axe-core finds nothing`, await axe(page, look));
        }
        await page.keyboard.press("Tab");
        report.check(`${name}: the focus can be seen everywhere`, await page.evaluate(unseenFocus));
        await watch.tell(report, name);
    } catch (error) {
        report.check(`${name}: it can be looked at`, [error.stack]);
    } finally {
        await page?.close();
        report.say(`${name}, ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    }
}

/**
 * Remembers the bones of what was looked at: elements, classes, states, without words. Most roles
 * are shown most pages alike, and a page without scripts is the same with scripts off; looking
 * closely once is enough.
 */
export class Seen {
    #bones = new Set();

    isNew(spec, look, html) {
        if (look.scripts === false && !/<script\b/.test(html)) return false;
        const tags = html.match(/<[^!][^>]*>/g) ?? [];
        const bones = tags.map((tag) =>
            tag.replace(/ (?!class|type|role|hidden|disabled|id)[\w-]+="[^"]*"/g, ""),
        );
        const key = createHash("sha256")
            .update(`${spec.name}${suffix(look)}${bones.join("")}`)
            .digest("hex");
        const isNew = !this.#bones.has(key);
        this.#bones.add(key);
        return isNew;
    }
}

/** Opens a page, does on it what is to be done, and answers what the site answered last. */
async function open(page, spec, path) {
    const answer = await page.goto(path, { waitUntil: "load" });
    if (!spec.then) return answer;
    // A preview within the page may load meanwhile.
    const isPage = (response) =>
        response.request().isNavigationRequest() &&
        response.frame() === page.mainFrame() &&
        response.status() !== 303;
    const [next] = await Promise.all([page.waitForResponse(isPage), spec.then(page)]);
    await page.waitForLoadState("load");
    return next;
}

/** The whole page on one tall screen, so that a fixed bar stands at its end. */
async function photograph(page, path) {
    const screen = page.viewportSize();
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ ...screen, height: Math.max(height, screen.height) });
    await page.screenshot({ path });
    await page.setViewportSize(screen);
}

async function examine(page, look, name, { report, site }) {
    const lang = await page.locator("html").getAttribute("lang");
    const spoken = lang === look.lang ? [] : [`it says it is in “${lang}”`];
    report.check(`${name}: it is in the language asked for`, spoken);
    const sample = (await page.locator("body").innerText()).includes("CONTOH");
    report.check(
        `${name}: it says whether the city is made up`,
        sample === site.isSample ? [] : [`CONTOH is ${sample ? "" : "not "}on it`],
    );
    report.check(
        `${name}: nothing is wider than the screen`,
        await page.evaluate(tooWide, look.width),
    );
    if (look.width < 700) {
        report.check(
            `${name}: a finger can press everything`,
            await page.evaluate(tooSmall, FINGER_PX),
        );
    }
}

/** What axe-core says; in the dark, of colours only: nothing else differs. */
export async function axe(page, look) {
    // The legacy way examines from within the page and opens no second one. A mail in its sandbox
    // runs no script and is not examined.
    const examiner = new AxeBuilder({ page }).setLegacyMode().exclude("iframe[sandbox]");
    if (look.dark) examiner.withRules(["color-contrast"]);
    else examiner.withTags(RULES);
    const { violations } = await examiner.analyze();
    return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(
            ({ target, failureSummary }) =>
                `${id}: ${help}: ${target.join(" ")}\n${failureSummary}`,
        ),
    );
}
