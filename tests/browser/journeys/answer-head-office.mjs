import { answering } from "../reply.mjs";

export const { name, roles, more, walk } = answering(
    "head_office",
    "its head office registers the workers",
    async (page) => {
        await page.locator("[name=name]").fill("PT Contoh Pusat");
        await page.locator("[name=city]").fill("Samarinda");
        await page.locator("[name=bpjs_code]").fill("00123456");
    },
);
