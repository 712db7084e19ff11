import { answering } from "../reply.mjs";

const LIST = "NIK,Nama\n6474010101900103,Pekerja Contoh\n6474010101900104,Pekerja Misal\n";

export const { name, roles, more, walk } = answering(
    "roster",
    "these are its workers, in a file",
    async (page) => {
        const buffer = Buffer.from(LIST);
        const file = { name: "daftar.csv", mimeType: "text/csv", buffer };
        await page.locator("[name=file]").setInputFiles(file);
    },
);
