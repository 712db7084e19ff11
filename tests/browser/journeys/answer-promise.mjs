import assert from "node:assert/strict";

import { answering, inDays } from "../reply.mjs";
import { press } from "../site.mjs";

export const { name, roles, more, walk } = answering(
    "promise",
    "it will be done by a day, after a day too far",
    async (page) => {
        await page.locator("[name=by]").fill(inDays(200));
        await press(page.locator("main form button[type=submit]"));
        await page.locator("main [role=alert]").waitFor();
        assert.ok(await page.locator("#f-by[aria-invalid=true]").count());
        await page.locator("[name=by]").fill(inDays(20));
    },
);
