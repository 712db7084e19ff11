import assert from "node:assert/strict";

import { likeFirms } from "../errands.mjs";
import { press } from "../site.mjs";

export const name = "A firm that BPJS knows by another name is judged, and the judgement taken back";
export const roles = ["labour_officer"];

/** Answers by key where scripts run, by button where they don't. */
async function answer(page, look, key, button) {
    if (look.scripts === false) await press(page.locator(button));
    else await page.keyboard.press(key);
}

export async function walk({ page, site, look, no }) {
    await site.once("likeFirms", () => likeFirms(page.request));
    const firm = `Koperasi Karyawan Rekaan ${["Anggrek", "Bakung", "Cempaka", "Dahlia"][no]}`;
    await page.goto(`/employers?q=${encodeURIComponent(firm)}`);
    await press(page.getByRole("link", { name: firm, exact: true }));
    await page.waitForURL(/\/employers\/er_/);
    const at = page.url();
    const verdict = page.locator("main .title .verdict");
    assert.match(await verdict.innerText(), /Perlu verifikasi/, "nobody is accused meanwhile");

    // From the firm to the pair, and why it is one.
    await press(page.locator('main a[href^="/matches/"]'));
    await page.waitForURL(/\/matches\/er_/);
    const pair = page.url();
    const main = page.locator("main");
    assert.match(await main.innerText(), /Kemungkinan besar sama/);
    assert.match(await main.innerText(), /\(\+\d+,\d\)/, "what each field weighs");

    // Two firms, on the word of the firm; taken back at once.
    await page.locator("[name=ground]").selectOption("asked");
    await page.locator("[name=words]").fill("Pengurus menyebut koperasi lain.");
    await page.locator("h1").click();
    await answer(page, look, "2", "main button[value=different]");
    const done = page.locator("main .match-done");
    await done.waitFor();
    assert.match(await done.innerText(), /tercatat sebagai dua badan usaha/);
    await answer(page, look, "u", "main .match-done button");
    await page.waitForURL((url) => !url.search.includes("done="));
    await page.goto(pair);
    assert.match(await main.innerText(), /dibatalkan/, "what was taken back stays readable");

    // One firm: the record of BPJS joins it, and its workers count.
    await page.locator("h1").click();
    await answer(page, look, "1", "main button[value=same]");
    await done.waitFor();
    assert.match(await done.innerText(), /kini satu badan usaha/);
    await page.goto(at);
    assert.doesNotMatch(await verdict.innerText(), /Perlu verifikasi/);
}
