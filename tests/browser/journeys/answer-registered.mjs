import { PDF, answering } from "../reply.mjs";

export const { name, roles, more, walk } = answering(
    "registered",
    "its workers are registered, with a proof",
    async (page) => {
        await page.locator("[name=bpjs_code]").fill("00123456");
        await page.locator("[name=files]").setInputFiles(PDF);
    },
);
