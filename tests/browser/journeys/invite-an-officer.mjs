import assert from "node:assert/strict";

import { press } from "../site.mjs";

export const name = "Somebody is invited, chooses a password and a language, and is let go again";
export const roles = ["admin"];

const PASSWORD = "empat perahu di teluk";

export async function walk({ page, site, look, no }) {
    const email = `baru${no}@kota.example`;
    await page.goto("/");
    await press(page.locator("details.menu summary").last());
    await press(page.locator('.menu-held a[href="/settings/account"]'));
    await press(page.locator('main a[href="/settings/users"]'));
    await page.locator("[name=name]").fill(`Petugas Contoh ${no}`);
    await page.locator("[name=email]").fill(email);
    await page.locator("[name=role]").selectOption("viewer");
    await press(page.locator("main form button[type=submit]").last());
    const link = await page.locator("main code.secret").innerText();
    assert.match(link, /^http:\/\/127\.0\.0\.1:\d+\/sign-in\/[0-9a-f]+$/);

    const context = await site.newContext({ role: "nobody" }, look);
    try {
        await arrive(await context.newPage(), { link, email });
    } finally {
        await context.close();
    }

    // Who is let go is out at once.
    await page.goto("/settings/users");
    const row = page.locator("main tbody tr", { hasText: email });
    await press(row.locator("a"));
    await press(page.locator("main form:has([value=disable]) button"));
    await page.waitForURL(/done=disable/);
    assert.ok(await page.locator("main [value=enable]").count(), "the account can be opened again");
}

async function arrive(page, { link, email }) {
    await page.goto(link);
    await page.locator("[name=password]").fill(PASSWORD);
    await page.locator("[name=again]").fill(`${PASSWORD} lain`);
    await press(page.locator("main form button[type=submit]"));
    await page.locator("main [role=alert]").waitFor();
    await page.locator("[name=password]").fill(PASSWORD);
    await page.locator("[name=again]").fill(PASSWORD);
    await press(page.locator("main form button[type=submit]"));
    await page.waitForURL((url) => url.pathname === "/");

    await page.goto("/settings/account");
    await page.locator("[name=language]").selectOption("en");
    await press(page.locator('form[action="/settings/account/language"] button'));
    await page.waitForURL(/done=language/);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");

    await press(page.locator("details.menu summary").last());
    await press(page.locator('form[action="/sign-out"] button'));
    await page.waitForURL((url) => url.pathname === "/sign-in");
    await page.goto(link);
    assert.equal(await page.locator("[name=password]").count(), 0, "a link works once");

    // The page that was asked for is where signing in leads; the language was kept.
    await page.goto("/employers?q=contoh");
    await page.waitForURL((url) => url.pathname === "/sign-in");
    await page.locator("[name=email]").fill(email);
    await page.locator("[name=password]").fill(PASSWORD);
    await page.locator("[name=password]").press("Enter");
    await page.waitForURL(/\/employers\?q=contoh/);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    const answer = await page.goto("/settings/users");
    assert.equal(answer.status(), 403, "a viewer does not look after people");
}
