import assert from "node:assert/strict";

import { press } from "../site.mjs";

export const name = "A firm's objection is put on record and settled, its address corrected";
export const roles = ["labour_officer"];

const save = (page) => press(page.locator("main form[method=post] button[type=submit]").last());

export async function walk({ page, no }) {
    await page.goto("/employers?verdict=unregistered");
    await press(page.locator("main tbody th a").nth(no));
    await page.waitForURL(/\/employers\/er_/);
    const firm = new URL(page.url()).pathname;

    // An objection without words is not taken, and says what is missing.
    await press(page.locator(`main a[href="${firm}/dispute"]`));
    await page.waitForURL(/\/dispute$/);
    await save(page);
    await page.locator("main [role=alert]").waitFor();
    assert.ok(
        await page.locator("#f-words[aria-invalid=true]").count(),
        "the field says so itself",
    );
    await page.locator("[name=words]").fill("Menurut perusahaan sudah terdaftar.");
    const proof = { name: "surat.pdf", mimeType: "application/pdf", buffer: Buffer.from(PDF) };
    await page.locator("[name=file]").setInputFiles(proof);
    await save(page);
    await page.waitForURL(/done=dispute/);
    const ruling = page.locator("main .ruling");
    assert.match(await ruling.innerText(), /Menurut perusahaan sudah terdaftar\./);
    const [file] = await Promise.all([
        page.waitForEvent("download"),
        press(ruling.locator("a[download]")),
    ]);
    assert.equal(file.suggestedFilename(), "surat.pdf");

    await press(ruling.locator('a[href$="/end"]'));
    await page.waitForURL(/\/end$/);
    await page.locator("[name=outcome]").selectOption("data_stand");
    await page.locator("[name=words]").fill("Datanya milik usaha lain.");
    await save(page);
    await page.waitForURL(/done=settled/);
    assert.equal(await ruling.count(), 0, "nothing is disputed any longer");
    const history = await page.locator("main .timeline").innerText();
    assert.match(history, /Datanya milik usaha lain\./);

    // A mistyped address is refused with all that was typed; the right one is kept with its source.
    const email = `personalia${no}@contoh-benar.example`;
    await press(page.locator(`main a[href="${firm}/edit"]`));
    await page.waitForURL(/\/edit$/);
    await page.locator("[name=email]").fill(`personalia${no} contoh`);
    await page.locator("[name=reason]").fill("Dibacakan lewat telepon");
    await save(page);
    await page.locator("main [role=alert]").waitFor();
    assert.equal(await page.locator("[name=reason]").inputValue(), "Dibacakan lewat telepon");
    assert.equal(await page.locator("[name=email]").inputValue(), `personalia${no} contoh`);
    await page.locator("[name=email]").fill(email);
    await save(page);
    await page.waitForURL(/done=edited/);
    assert.ok((await page.locator("main").innerText()).includes(email), "the new address is shown");
}

const PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
