import assert from "node:assert/strict";

import { answering } from "../reply.mjs";
import { press } from "../site.mjs";

export const { name, roles, more, walk } = answering(
    "number_differs",
    "the number is another one, after a reason was missing",
    async (page) => {
        await page.locator("[name=workers]").fill("7");
        await press(page.locator("main form button[type=submit]"));
        await page.locator("main [role=alert]").waitFor();
        assert.equal(await page.locator("[name=workers]").inputValue(), "7", "what was typed stays");
        assert.ok(await page.locator("#f-words[aria-invalid=true]").count());
        await page.locator("[name=words]").fill("Dua orang sudah berhenti sejak Januari.");
    },
);
