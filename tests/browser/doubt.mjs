// A page with every fault there is: a check that finds nothing on it would find nothing anywhere.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { checkHtml } from "./html.mjs";
import { tooSmall, tooWide, unseenFocus } from "./inside.mjs";
import { Report } from "./report.mjs";
import { axe } from "./visit.mjs";
import { lacks } from "./watch.mjs";

const FAULTY = `<!doctype html><html lang="id"><meta name="viewport" content="width=device-width">
<title>Contoh</title><style>
  :focus { outline: none } .faint { color: #bbb } .wide { width: 900px }
  .bar { position: fixed; inset: auto 0 0; height: 60px; background: #ddd; z-index: 9 }
  .under { position: fixed; bottom: 4px; left: 0 }
</style><main><h1>Contoh</h1><img src="data:,"><p class="faint">pudar</p><div class="wide">lebar</div>
<button>a</button><a class="under" href="/">di bawah</a><p>Kalimat dengan <a href="/">tautan</a>.</p></main>
<div class="bar"></div><time>kemarin</time>`;

/** Looks at the faulty page and expects each fault to be named. */
export async function doubtEverything({ report, folder, browser }) {
    const context = await browser.newContext({
        viewport: { width: 360, height: 740 },
        isMobile: true,
    });
    const page = await context.newPage();
    await page.setContent(FAULTY);
    const light = await axe(page, {});
    const dark = await axe(page, { dark: true });
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(unseenFocus);
    const found = {
        "axe-core, a picture without words": light.some((text) => text.startsWith("image-alt")),
        "axe-core, a faint colour": dark.some((text) => text.startsWith("color-contrast")),
        "a page that is too wide": (await page.evaluate(tooWide, 360)).some((text) =>
            text.startsWith("div.wide"),
        ),
        "a small target": (await page.evaluate(tooSmall, 44)).some((text) =>
            text.startsWith("button “a”"),
        ),
        "a link in a sentence, which may be small": !(await page.evaluate(tooSmall, 44)).some((t) =>
            t.includes("tautan"),
        ),
        "an unseen focus": focus.some((text) => text.includes("“a” shows no focus")),
        "a covered focus": focus.some((text) => text.includes("“di bawah” is covered")),
        "missing headers": lacks(new Map()).length >= 4,
        "inline styles allowed": lacks(
            new Map([["content-security-policy", ["style-src 'unsafe-inline'"]]]),
        ).some((text) => text.startsWith("style-src")),
        "a careless cookie": lacks(new Map([["set-cookie", ["a=b; Path=/"]]])).some((text) =>
            text.startsWith("cookie a"),
        ),
    };
    await context.close();
    await writeFile(join(folder, "faulty.id.1280.html"), FAULTY);
    const quiet = new Report({ silent: true });
    await checkHtml(folder, quiet);
    found["HTML that is wrong"] = quiet.failed === 1;
    for (const [fault, named] of Object.entries(found)) {
        report.check(`the checks know ${fault}`, named ? [] : ["on the faulty page they do not"]);
    }
}
