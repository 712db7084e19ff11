import assert from "node:assert/strict";

import { answered } from "../errands.mjs";
import { press } from "../site.mjs";

export const name = "A firm's answer waits, is asked about, and is accepted";
export const roles = ["labour_officer"];

export async function walk({ page, no }) {
    // Each walk has a firm of its own, which answers without an account.
    const { answer, firm } = await answered(page.request, no + 2);
    await page.goto("/");
    assert.ok(await page.locator('main a[href="/answers"]').count(), "the first page says so");
    await page.goto("/answers");
    await press(page.locator(`main tbody a[href="${answer}"]`));
    await page.waitForURL(/\/answers\/an_/);

    // A question without words is not sent.
    const form = (act) => page.locator(`main form[action="${answer}/${act}"]`);
    await press(form("ask").locator("button[type=submit]"));
    await page.locator("main [role=alert]").waitFor();
    await form("ask").locator("[name=question]").fill("Mohon kirim cetakan e-Dabu.");
    await press(form("ask").locator("button[type=submit]"));
    await page.waitForURL(/done=asked/);
    assert.match(await page.locator("main").innerText(), /Mohon kirim cetakan e-Dabu\./);

    // What accepting does stands above the button; a day beyond the limit is refused.
    await form("accept").locator("[name=until_on]").fill("2039-01-01");
    await press(form("accept").locator("button[type=submit]"));
    await page.locator("#f-until_on[aria-invalid=true]").waitFor();
    const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await form("accept").locator("[name=until_on]").fill(soon);
    await press(form("accept").locator("button[type=submit]"));
    await page.waitForURL(/done=accepted/);
    assert.equal(await page.locator("main form").count(), 0, "nothing is left to decide");

    await page.goto(firm);
    assert.ok(await page.locator(`main .timeline a[href="${answer}"]`).count(), "the line of time");
}
