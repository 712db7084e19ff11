import { answering } from "../reply.mjs";

export const { name, roles, more, walk } = answering(
    "wrong_address",
    "its address is another one",
    async (page) => {
        await page.locator("[name=address]").fill("personalia@contoh-lain.example");
    },
);
