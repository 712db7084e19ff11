import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { inTurn, rest } from "../imports.mjs";
import { press } from "../site.mjs";

export const name = "Participants are brought, and who is paid for by the city looked at";
export const roles = ["health_officer"];

export const walk = inTurn(async ({ page, site, look, no }) => {
    const scripts = look.scripts !== false;
    // A firm's participants once more, as the city's files have them, and one line that is wrong.
    const known = await readFile(join(site.folder, "demo", "participants.csv"), "utf8");
    const [head, ...lines] = known.trim().split("\n");
    const codes = [...new Set(lines.map((line) => line.split(",")[4]).filter(Boolean))];
    const own = lines.filter((line) => line.split(",")[4] === codes[no]);
    const text = [head, ...own, `12345,1,PPU BU,AKTIF,${codes[no]},,2020-01-01`, ""].join("\n");

    await page.goto("/imports");
    const kinds = await page
        .locator("[name=kind] option")
        .evaluateAll((all) => all.map((o) => o.value));
    assert.ok(!kinds.includes("roster"), "lists of workers are the labour office's");
    await page.locator("[name=kind]").selectOption("participants");
    await page.locator("[name=sample]").check();
    const file = { name: "peserta.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
    await page.locator("[name=files]").setInputFiles(file);
    await press(page.locator("form[enctype] button[type=submit]"));
    await page.waitForURL(/\/imports\/ij_/);
    await rest(page, 'form[action$="/confirm"]', scripts);
    const [rejected] = await Promise.all([
        page.waitForEvent("download"),
        press(page.locator('a[href$="/rejected.csv"]')),
    ]);
    const told = await readFile(await rejected.path(), "utf8");
    assert.match(told, /peserta\.csv/);
    assert.ok(!told.includes("12345,"), "what may be a person's number is not repeated");
    await press(page.locator('form[action$="/confirm"] button[type=submit]'));
    await rest(page, 'main a.button[href="/imports"]', scripts);
    const numbers = await page.locator("main .facts").innerText();
    assert.ok(numbers.includes(String(own.length)), "as many rows as the firm has participants");

    // Workers whose participation the city still pays for.
    await page.goto("/employers");
    const menu = page.locator("details.menu:has([name=finding])");
    await press(menu.locator("summary"));
    const box = menu.locator("[name=finding][value=city_funded]");
    await press(box);
    if (!scripts) await press(menu.locator("button[type=submit]"));
    await page.waitForURL(/finding=city_funded/);
    if (scripts) {
        await page.keyboard.press("Escape");
        assert.equal(await menu.getAttribute("open"), null, "the menu is closed by a key");
    }
    await press(page.locator("main tbody th a").first());
    await page.waitForURL(/\/employers\/er_/);
    const state = page.locator("main .states tr:has(.state-city_funded)");
    const count = Number((await state.locator(".number").first().innerText()).replace(/\D/g, ""));
    assert.ok(count > 0, "the firm has workers whom the city pays for");
});
