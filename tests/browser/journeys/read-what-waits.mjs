import assert from "node:assert/strict";

import { press } from "../site.mjs";

export const name =
    "Who approves finds a letter, reads it, and why a firm is written to";
export const roles = ["approver"];

export async function walk({ page }) {
    await page.goto("/letters");
    await press(page.locator("main tbody th a").first());
    await page.waitForURL(/\/letters\/[^.]+$/);
    const [paper] = await Promise.all([
        page.waitForEvent("download"),
        press(page.locator("main a.button[download]")),
    ]);
    assert.match(paper.suggestedFilename(), /\.pdf$/);

    await page.goto("/notices");
    await press(page.locator("main tbody th a").first());
    await page.waitForURL(/\/notices\//);
    await press(page.locator('main a[href^="/employers/er_"]').first());
    await page.waitForURL(/\/employers\/er_/);
    assert.ok(await page.locator("#kenapa").isVisible(), "the page says why");
    assert.equal(
        await page.locator('main a[href$="/edit"]').count(),
        0,
        "approving is not correcting",
    );
}
