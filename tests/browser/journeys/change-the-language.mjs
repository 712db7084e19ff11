import assert from "node:assert/strict";

import { press } from "../site.mjs";

export const name = "The language is changed on the way, and what was asked for stays";
export const roles = ["viewer"];

export async function walk({ page }) {
    const lang = () => page.locator("html").getAttribute("lang");
    await page.goto("/employers?verdict=unregistered&q=a");
    assert.equal(await lang(), "id");
    const rows = await page.locator("main tbody th a").allInnerTexts();
    const words = await page.locator("h1").innerText();
    await press(page.locator(".account a[hreflang=en]"));
    await page.waitForURL((url) => !url.searchParams.has("lang"));
    assert.equal(await lang(), "en");
    assert.notEqual(await page.locator("h1").innerText(), words);
    assert.equal(new URL(page.url()).searchParams.get("verdict"), "unregistered");
    assert.deepEqual(await page.locator("main tbody th a").allInnerTexts(), rows);
    await press(page.locator("main tbody th a").first());
    await page.waitForURL(/\/employers\/er_/);
    assert.equal(await lang(), "en");
    await press(page.locator(".account a[hreflang=id]"));
    await page.waitForURL((url) => !url.searchParams.has("lang"));
    assert.equal(await lang(), "id");
}
