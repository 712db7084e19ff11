import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { press } from "../site.mjs";

export const name = "A firm is found by its name, opened, left again, and the list taken along";
export const roles = ["viewer"];

export async function walk({ page }) {
    await page.goto("/");
    const known = page.locator('main a[href^="/employers/"]').first();
    const firm = (await known.innerText()).trim();
    // Somebody remembers the name without its form: PT, CV, UD.
    const remembered = firm.split(/\s+/).slice(1).join(" ");

    const box = page.locator("[role=search] [name=q]");
    await box.fill(remembered);
    await box.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("q") === remembered);
    const lines = page.locator("main tbody tr");
    const found = await lines.locator("th a").allInnerTexts();
    assert.ok(found.includes(firm), `${firm} is not among ${found.join(", ")}`);
    for (const other of found) {
        assert.ok(
            other.toLowerCase().includes(remembered.toLowerCase()),
            `${other} was not asked for`,
        );
    }

    const list = page.url();
    await press(lines.getByRole("link", { name: firm, exact: true }).first());
    await page.waitForURL(/\/employers\/er_/);
    assert.equal((await page.locator("h1").innerText()).trim(), firm);

    await page.goBack();
    await page.waitForURL(list);
    assert.equal(await box.inputValue(), remembered, "the search is forgotten on the way back");

    const [file] = await Promise.all([
        page.waitForEvent("download"),
        press(page.locator('button[formaction="/employers.csv"]')),
    ]);
    assert.match(file.suggestedFilename(), /\.csv$/);
    const rows = (await readFile(await file.path(), "utf8")).trim().split(/\r?\n/);
    assert.match(rows[0].replace("\uFEFF", ""), /^Nama,NIB,/);
    assert.equal(rows.length - 1, found.length, "the file has other lines than the screen");
    assert.ok(
        rows.some((row) => row.includes(firm)),
        `${firm} is not in the file`,
    );
}
