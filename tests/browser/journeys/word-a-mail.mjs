import assert from "node:assert/strict";

import { press } from "../site.mjs";

export const name = "A mail is worded anew, tried, saved, compared and put back";
export const roles = ["admin"];

/** Each walk has a wording of its own. */
const KINDS = ["thank_you", "term_over", "letter", "term_soon"];
const BEGIN = "{% block content %}";

export async function walk({ page, account, look, no }) {
    const own = `/settings/mails/${KINDS[no]}/id`;
    const sentence = `Salam dari balai kota, jalan ke-${"abcd"[no]}.`;
    await page.goto("/settings/mails");
    await press(page.locator(`main a[href="${own}"]`));
    await page.waitForURL((url) => url.pathname === own);
    const field = (name) => page.locator(`main form [name=${name}]`);
    const button = (act) => press(page.locator(`main form button[name=act][value=${act}]`));
    const shipped = await field("text").inputValue();
    const drawn = await field("markup").inputValue();
    const outcome = page.locator("#keluar");
    const type = async (words) => {
        await field("markup").fill(drawn.replace(BEGIN, `${BEGIN}\n<p>${words}</p>`));
        await field("text").fill(shipped.replace(BEGIN, `${BEGIN}\n${words}\n`));
        // Without scripts it is looked at on request.
        if (look.scripts === false) await button("look");
    };

    // What is typed is shown, filled with a sample.
    await type(sentence);
    await outcome.locator("pre", { hasText: sentence }).waitFor();
    assert.match(await outcome.innerText(), /K-\d{5}/);
    // A name that there is not is told with its file while one types.
    await type("Yth. {{ nama_pemilik }}");
    await outcome.locator("[role=alert]", { hasText: "nama_pemilik" }).waitFor();

    // What the city may not claim is refused, with all that was typed.
    await type("Saudara dapat dikenai denda.");
    const refused = page.waitForResponse((answer) => answer.request().method() === "POST" && answer.status() === 422);
    await button("save");
    await refused;
    await page.locator("#keluar [role=alert]", { hasText: "dikenai denda" }).waitFor();
    assert.match(await field("text").inputValue(), /dikenai denda/);

    // A test goes to oneself, and saves nothing.
    await type(sentence);
    await button("test");
    await page.locator("main .notice-done", { hasText: account.email }).waitFor();
    assert.match(await field("text").inputValue(), new RegExp(sentence));

    await button("save");
    await page.waitForURL(/done=saved/);
    const frame = page.frameLocator("iframe[name=tampilan]");
    await frame.locator("p", { hasText: sentence }).waitFor();

    // The history tells line by line what was changed.
    const newest = page.locator(`main a[href^="${own}/versions/"]`).first();
    const version = await newest.getAttribute("href");
    assert.notEqual(version, `${own}/versions/0`);
    await press(newest);
    await page.waitForURL((url) => url.pathname === version);
    const added = page.locator("main section[aria-labelledby=ubah] .line-new", { hasText: sentence });
    assert.equal(await added.count(), 2, "the text and the markup each gained a line");

    // The shipped wording is put back.
    await page.goto(`${own}/versions/0`);
    const back = page.locator("main section[aria-labelledby=kembali]");
    assert.ok(await back.locator(".line-gone", { hasText: sentence }).count(), "going back takes it out");
    await press(back.locator("form button[type=submit]"));
    await page.waitForURL(/done=reverted/);
    assert.equal(await field("text").inputValue(), shipped);
    await page.frameLocator("iframe[name=tampilan]").locator("p").first().waitFor();
    assert.equal(await frame.locator("p", { hasText: sentence }).count(), 0);
}
