import assert from "node:assert/strict";

import { press } from "../site.mjs";

export const name = "A case is put forward by one officer and confirmed by another";
export const roles = ["labour_officer"];

/** Ticks the case of a firm on the work list and presses the list's first button. */
async function tick(page, list, firm) {
    await page.goto(list);
    const row = page
        .locator("main tbody tr", { hasText: `${firm} ` })
        .or(
            page
                .locator("main tbody tr")
                .filter({ has: page.getByRole("link", { name: firm, exact: true }) }),
        );
    await press(row.first().locator("label.tick"));
    assert.ok(await row.first().locator("[name=case]").isChecked(), "the case is ticked");
    await press(page.locator("main .workbar button").first());
    await page.waitForURL(/\/cases\/confirm\?/);
    const main = await page.locator("main").innerText();
    assert.ok(main.includes(firm), "the officer sees once more what is confirmed");
}

async function agree(page) {
    await press(page.locator('main form[action="/cases/confirm"] button[type=submit]'));
    await page.waitForURL(/\/cases\?/);
    assert.ok(await page.locator("main .notice-done").isVisible(), "the list says what was done");
}

export async function walk({ page, site, account, look, no }) {
    const firm = `CV Contoh Menunggu ${no + 1}`;
    await tick(page, "/cases?state=first", firm);
    await agree(page);

    // Who put it forward can't confirm it too.
    await page.goto("/cases?whose=second");
    const waiting = page.getByRole("link", { name: firm, exact: true });
    assert.equal(await waiting.count(), 0, "nobody is asked to confirm their own proposal");

    const second = site.accounts.find((a) => a.role === account.role && a.email !== account.email);
    const context = await site.newContext(second, look);
    try {
        const other = await context.newPage();
        await other.goto("/");
        await press(
            other.locator('main a[href^="/cases?whose=second"], main a[href*="second"]').first(),
        );
        await tick(other, other.url(), firm);
        await agree(other);
        await other.goto("/cases?state=done&due=");
        await other.goto(`/employers?q=${encodeURIComponent(firm)}`);
        await press(other.getByRole("link", { name: firm, exact: true }));
        assert.equal((await other.locator("h1").innerText()).trim(), firm);
        const history = await other.locator("main .timeline").innerText();
        const names = await Promise.all(
            [page, other].map((p) => p.locator("header summary").innerText()),
        );
        for (const words of names) {
            const [person] = words.split("\n");
            assert.ok(history.includes(person.trim()), `${person} stands in the history`);
        }
    } finally {
        await context.close();
    }
}
