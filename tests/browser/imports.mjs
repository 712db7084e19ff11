// Waiting for imports, in journeys.

import assert from "node:assert/strict";

import { press } from "./site.mjs";

/** Waits for the work in the background; without scripts by the link that loads the page again. */
export async function rest(page, wanted, scripts) {
    for (let tries = 0; tries < 120; tries += 1) {
        if (await page.locator(wanted).count()) return;
        const again = page.locator("main a.button").first();
        if (scripts || !(await again.count())) await page.waitForTimeout(250);
        else await press(again);
    }
    assert.fail(`${wanted} never came`);
}

// One import runs at a time, and only the last one is taken back.
let turn = Promise.resolve();

/** A journey that nobody else's import may disturb. */
export function inTurn(go) {
    return (visit) => {
        const mine = turn.then(() => go(visit));
        turn = mine.catch(() => {});
        return mine;
    };
}
