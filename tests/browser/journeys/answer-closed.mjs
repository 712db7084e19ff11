import { answering } from "../reply.mjs";

export const { name, roles, more, walk } = answering(
    "closed",
    "it goes on without workers",
    async (page) => {
        await page.locator("[name=closed][value=without_workers]").check();
        await page.locator("[name=since]").fill("2026-01-31");
    },
);
