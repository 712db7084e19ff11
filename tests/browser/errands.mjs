// What must have happened before a page shows what it can show: forms sent as an officer would
// send them. Each is run once; `Site.once` remembers its answer.

import { addresses, plain } from "./site.mjs";

const TRIES = 240;
export const HEAD = "nama,nib,pekerja_wlkp,lain";

/** What a page says, as HTML. */
export async function textOf(request, path) {
    return (await request.get(path)).text();
}

/** The first address on page `from` that looks like `wanted`. */
export async function firstLink(request, from, wanted, nth = 0) {
    const found = addresses(await textOf(request, from)).filter((address) => wanted.test(address));
    const href = [...new Set(found)][nth];
    if (!href) throw new Error(`no link like ${wanted} on ${from}`);
    return href;
}

/** Every field of that name on a page, as the page fills them in. */
export function valuesOf(text, name) {
    const found = text.matchAll(new RegExp(`name="${name}"[^>]* value="([^"]*)"`, "g"));
    return [...found].map(([, value]) => value.replaceAll("&#x2f;", "/"));
}

/** The first of them. */
export function valueOf(text, name) {
    const [first] = valuesOf(text, name);
    if (first === undefined) throw new Error(`no field ${name}`);
    return first;
}

/** Sends a form of an officer; a file among the fields makes it `multipart/form-data`. */
export async function send(request, action, fields) {
    const token = valueOf(await textOf(request, "/settings/account"), "form_token");
    const all = { form_token: token, ...fields };
    const hasFile = Object.values(fields).some((value) => typeof value === "object");
    const answer = await request.post(action, hasFile ? { multipart: all } : { form: all });
    if (!answer.ok()) throw new Error(`${action} answers ${answer.status()}`);
    return answer;
}

export const csv = (name, lines) => ({
    name,
    mimeType: "text/csv",
    buffer: Buffer.from(`${lines.join("\n")}\n`),
});

async function until(request, href, wanted) {
    for (let tries = 0; tries < TRIES; tries += 1) {
        if ((await textOf(request, href)).includes(wanted)) return href;
        await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(`${href} never came to ${wanted}`);
}

/** An upload that waits for an officer: with its effect, or with a question. */
export async function waitingImport(request, lines, wanted = "/confirm", kind = "employers") {
    const text = await textOf(request, "/imports");
    const answer = await send(request, "/imports", {
        kind,
        as_of: valueOf(text, "as_of"),
        sample: "yes",
        files: csv("tunggu.csv", lines),
    });
    return until(request, new URL(answer.url()).pathname, wanted);
}

/** Firms of which nobody confirmed anything yet; answers the page of their import. */
export async function newFirms(request) {
    const line = (_, i) => `CV Contoh Menunggu ${i + 1},91208888000${i + 10},${i + 4},x`;
    return imported(request, [HEAD, ...Array.from({ length: 12 }, line)]);
}

/** Brings rows in, with the check after it; answers the page of the import. */
export async function imported(request, lines, kind = "employers") {
    const href = await waitingImport(request, lines, "/confirm", kind);
    await send(request, `${href}/confirm`, {});
    return until(request, href, "/employers/er_");
}

/** Firms of the city, and the records of BPJS that call them by other names. */
export async function likeFirms(request) {
    const words = ["Anggrek", "Bakung", "Cempaka", "Dahlia", "Edelweis"];
    const place = (i) => `Jalan Contoh Raya No. ${17 + i * 12},Satimpo`;
    const firm = (word, i) =>
        `Koperasi Karyawan Rekaan ${word},91208877000${i + 10},${place(i)},${i + 4}`;
    const known = (word, i) =>
        `KOPKAR REKAAN ${word.toUpperCase()},0780000${i + 1},${place(i).replace("Jalan", "JL.")}`;
    const city = ["nama,nib,alamat,kelurahan,pekerja_wlkp", ...words.map(firm)];
    const bpjs = ["nama,kode_bu,alamat,kelurahan", ...words.map(known)];
    for (const lines of [city, bpjs]) {
        const href = await waitingImport(request, lines);
        await send(request, `${href}/confirm`, {});
        await until(request, href, "/employers/er_");
    }
}

/** The page of one of `newFirms`. */
export const newFirm = (request, no) =>
    firstLink(request, `/employers?q=91208888000${no + 9}`, /^\/employers\/er_[^/?.]+$/);

/** The case of one of `newFirms`. */
export async function caseOf(request, no) {
    const text = await textOf(request, "/cases?state=first");
    const rows = text.split("<tr").filter((row) => row.includes(`CV Contoh Menunggu ${no}<`));
    return valueOf(rows[0] ?? "", "case");
}

/** The first case of a work list. */
export const firstCase = async (request, list) => valueOf(await textOf(request, list), "case");

/** A case that an officer put forward. */
export async function proposed(request, no) {
    const id = await caseOf(request, no);
    const page = await textOf(request, `/cases/confirm?case=${id}`);
    await send(request, "/cases/confirm", { "propose[]": valueOf(page, "propose\\[\\]") });
    return id;
}

/** A letter with addressees. */
export async function listedLetter(request, found = "verdict=in_arrears") {
    const text = await textOf(request, `/employers/letter?${found}`);
    const [query, count] = [plain(valueOf(text, "query")), valueOf(text, "count")];
    const letter = valueOf(text, "letter");
    await send(request, "/employers/letter", { query, count, letter });
    return `/letters/${letter}`;
}

/** Letters that were printed together. */
export async function printed(request, from = "/letters/batches", fields = { make: "merged" }) {
    const answer = await send(request, from, fields);
    const path = new URL(answer.url()).pathname;
    // While it is printed the page turns into another one by itself.
    for (let tries = 0; tries < 100; tries += 1) {
        if (addresses(await textOf(request, path)).includes(`${path}/file`)) return path;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${path} is not done`);
}

/** A firm of which a pack was made. */
export async function packed(request) {
    const href = await firstLink(request, "/employers?verdict=unregistered", FIRM);
    const wanted = valueOf(await textOf(request, `${href}/packs`), "case");
    await send(request, `${href}/packs`, { case: wanted });
    return `${href}/packs`;
}

/** Somebody else corrects a firm that is being edited on `page`. */
export async function correctMeanwhile(page) {
    const seen = await page.locator("[name=seen]").inputValue();
    const phone = `0548${String(Date.now()).slice(-7)}`;
    // Where the page in another look was quicker, it is the somebody else.
    await send(page.request, page.url(), { seen, phone }).catch(() => {});
}

/** A firm of which officers said everything that can be said. */
export async function busyFirm(request) {
    const href = await firstLink(request, "/employers?verdict=partial_workers", FIRM, 1);
    const pdf = { name: "bukti.pdf", mimeType: "application/pdf", buffer: Buffer.from(PDF) };
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await send(request, `${href}/notes`, { note: "Sudah ditelepon.\nKantornya pindah." });
    await send(request, `${href}/files`, { file: pdf });
    await send(request, `${href}/dispute`, { words: "Jumlah pekerjanya lain.", file: pdf });
    await send(request, `${href}/exemption`, {
        words: "Sedang pindah kantor.",
        until_on: soon,
        file: pdf,
    });
    return href;
}

/** Somebody who was invited and has no password yet: their page, and the link they were given. */
export async function invited(request, email) {
    const fields = { name: "Undangan Contoh", email, role: "viewer" };
    const text = await (await send(request, "/settings/users", fields)).text();
    const link = text.replaceAll("&#x2f;", "/").match(/\/sign-in\/[0-9a-f]{32,}/)[0];
    const row = text.split("<tr").find((part) => part.includes(email));
    return { link, href: addresses(row).find((href) => href.startsWith("/settings/users/")) };
}

/** A firm that was written to answers, without an account; answers the firm and its answer. */
export async function answered(request, no = 0, kind = "registered", fields = {}) {
    const firm = await firstLink(request, "/notices", FIRM, no);
    const action = (await textOf(request, firm))
        .replaceAll("&#x2f;", "/")
        .match(/\/cases\/[^/"]+\/reply-link/)[0];
    const handed = await send(request, action, {});
    const { origin } = new URL(handed.url());
    const base = (await handed.text()).replaceAll("&#x2f;", "/").match(/\/r\/[0-9a-f]{64}/)[0];
    const say = (path, body) =>
        fetch(`${origin}${base}${path}`, { method: "POST", body, redirect: "manual" });
    await say("/open", new URLSearchParams());
    const asked = await (await fetch(`${origin}${base}/answers/${kind}`)).text();
    const form = new FormData();
    form.set("form", valueOf(asked, "form"));
    const all = { words: "Sudah kami daftarkan bulan ini.", ...fields };
    for (const [name, value] of Object.entries(all)) form.set(name, value);
    const given = await say(`/answers/${kind}`, form);
    if (given.status !== 303) throw new Error(`${base} answers ${given.status}`);
    return { firm, answer: await firstLink(request, firm, /^\/answers\/an_[^/]+$/) };
}

export const FIRM = /^\/employers\/er_[^/?.]+$/;
const PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/** Saves another version of the ladder; answers where the cases of the first are moved. */
export async function changedLadder(request) {
    await send(request, "/settings/ladders/city", {
        action: "save",
        base: "1",
        title: "Jenjang kota",
        in_verification: "1",
        term_verification: "5",
        notice_verification: "none",
        next_verification: "appeal",
        in_appeal: "1",
        term_appeal: "11",
        notice_appeal: "mail",
        reminders_appeal: "-3, 1",
        next_appeal: "referral",
        in_referral: "1",
        notice_referral: "letter",
    });
    return "/settings/ladders/city/move/1";
}
