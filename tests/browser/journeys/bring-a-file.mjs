import assert from "node:assert/strict";

import { inTurn, rest } from "../imports.mjs";
import { press } from "../site.mjs";

export const name = "A file is sent, its effect looked at, imported, and taken back";
export const roles = ["labour_officer"];

export const walk = inTurn(async ({ page, look }) => {
    const scripts = look.scripts !== false;
    const firm = `CV Contoh Kiriman ${look.width}${scripts ? "" : " Polos"}`;
    const nib = `91209999${look.width.toString().padStart(4, "0")}${scripts ? 1 : 0}`;
    const text = `Usaha,nib,pekerja_wlkp\n${firm},${nib},7\nCV Contoh Keliru,912,1\n`;
    await page.goto("/imports");
    await page.locator("[name=kind]").selectOption("employers");
    await page.locator("[name=sample]").check();
    const file = { name: "kiriman.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
    await page.locator("[name=files]").setInputFiles(file);
    await press(page.locator("form[enctype] button[type=submit]"));
    await page.waitForURL(/\/imports\/ij_/);

    // Nobody knows that a firm's name is called Usaha here.
    await rest(page, "[role=alert]", scripts);
    const column = page.locator('tr:has(input[value="Usaha"]) select');
    await column.selectOption("nama");
    await press(page.locator('form[action$="/preview"] button[type=submit]'));
    await rest(page, 'form[action$="/confirm"]', scripts);
    const seen = await page.locator("main").innerText();
    assert.ok(seen.includes(firm), "the preview names the firm");
    assert.ok(seen.includes("kiriman.csv"), "the rejected row is named");

    await press(page.locator('form[action$="/confirm"] button[type=submit]'));
    await rest(page, 'main a.row-link[href^="/employers/er_"]', scripts);
    await press(page.getByRole("link", { name: firm, exact: true }));
    assert.equal((await page.locator("h1").innerText()).trim(), firm);

    await page.goto("/imports");
    await press(page.locator('a[href^="/imports/undo/"]').first());
    await press(page.locator("main form[method=post] button[type=submit]"));
    await rest(page, ".notice-done", scripts);
    await page.goto(`/employers?q=${nib}`);
    assert.equal(await page.locator("main tbody tr").count(), 0, "the firm is gone again");
});
