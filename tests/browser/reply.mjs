// The employer's reply page: its links stand in mails and nowhere else, and each journey of an
// answer goes the same way.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { nobody, press } from "./site.mjs";

/** A mail is sent within a minute. */
const TRIES = 300;

/** What a mail says, without the line breaks that it is sent with. */
const read = (path) => readFileSync(path, "latin1").replace(/=\r?\n/g, "").replaceAll("=3D", "=");

/** Every mail of the city that left, the oldest first. */
function sent(folder) {
    const outbox = join(folder, "outbox");
    const names = readdirSync(outbox).filter((name) => name.endsWith(".eml"));
    return names.sort().map((name) => read(join(outbox, name)));
}

/** The address of a firm's page, from one of the first mails. */
export function replyLink(folder, no) {
    const links = sent(folder).flatMap((mail) => mail.match(/\/r\/[0-9a-f]{64}/)?.[0] ?? []);
    const link = [...new Set(links)][no];
    if (!link) throw new Error(`no mail leads to reply page ${no}`);
    return link;
}

/** The address of the page where the reader of one of the first mails says who it is. */
export function readerLink(folder, no) {
    const links = sent(folder).flatMap(
        (mail) => mail.match(/\/r\/reader\/[0-9a-f]{64}/)?.[0] ?? [],
    );
    const link = [...new Set(links)][no];
    if (!link) throw new Error(`no mail asks reader ${no}`);
    return link;
}

/** A page whose reader said to be the wrong one. */
export async function wrongReader(request, folder, no) {
    const link = readerLink(folder, no);
    const form = { says: "wrong", named: "personalia@contoh-baru.example" };
    const answer = await request.post(link, { form });
    assert.ok(answer.ok(), `${link} answers ${answer.status()}`);
    return link;
}

/** The address of the page that a mail to a new address leads to. */
async function addressLink(folder, address) {
    for (let tries = 0; tries < TRIES; tries += 1) {
        const mail = sent(folder).find((one) => one.includes(`To: ${address}`));
        if (mail) return mail.match(/\/r\/address\/[0-9a-f]{64}/)[0];
        await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error(`no mail to ${address} left`);
}

/** A page whose button was pressed. */
export async function opened(request, folder, no) {
    const link = replyLink(folder, no);
    const answer = await request.post(`${link}/open`);
    assert.ok(answer.ok(), `${link}/open answers ${answer.status()}`);
    return link;
}

/** A page with an answer: the page, and its receipt. */
export async function answered(request, folder, no, kind = "promise", fields = soon()) {
    const link = await opened(request, folder, no);
    const form = (await (await request.get(`${link}/answers/${kind}`)).text()).match(
        /name="form" value="([^"]+)"/,
    )[1];
    const answer = await request.post(`${link}/answers/${kind}`, { form: { form, ...fields } });
    const receipt = new URL(answer.url()).pathname;
    assert.match(receipt, /\/received$/, `${kind} answers ${answer.status()}`);
    return { link, receipt };
}

/** A page where the holder of a new address says that it is right. */
export async function askedAddress(request, folder, no) {
    const address = `kantor${no}@contoh-baru.example`;
    await answered(request, folder, no, "wrong_address", { address });
    return addressLink(folder, address);
}

/** A day that may be promised. */
export function inDays(days) {
    return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
const soon = () => ({ by: inDays(14), words: "Menunggu kartu dari kantor BPJS." });

export const PDF = {
    name: "bukti.pdf",
    mimeType: "application/pdf",
    buffer: readFileSync(new URL("../fixtures/letters/signed.pdf", import.meta.url)),
};

/** The kinds, and so which firm's page a journey opens: none meets another's. */
const KINDS = [
    "registered",
    "number_differs",
    "roster",
    "head_office",
    "closed",
    "promise",
    "wrong_address",
];
const FIRST = 40;
const WALKS = 8;

/**
 * The journey of one kind of answer: from the cover to the receipt number, and back to the page,
 * which says where the answer stands.
 * @param fill fills in the form as the firm would
 */
export function answering(kind, name, fill) {
    async function walk({ page, site, look, no }) {
        const link = replyLink(site.folder, FIRST + KINDS.indexOf(kind) * WALKS + no);
        await page.goto(link);
        assert.equal(await page.locator("html").getAttribute("lang"), look.lang);
        assert.equal(await page.locator(".choices").count(), 0, "the cover says nothing yet");
        await press(page.locator(`main form[action="${link}/open"] button`));
        await page.locator(".choices").waitFor();
        await press(page.locator(`.choices a[href="${link}/answers/${kind}"]`));
        await page.waitForURL(new RegExp(`/answers/${kind}$`));
        await fill(page);
        await press(page.locator("main form button[type=submit]"));
        await page.waitForURL(/\/received$/);
        const number = await page.locator(".receipt").innerText();
        assert.match(number, /^J-\d{4}-\d{5}$/);
        assert.equal(await page.locator(".where-waiting").count(), 1);
        await press(page.locator(`main .actions a[href="${link}"]`));
        await page.waitForURL(new RegExp(`${link}$`));
        assert.match(await page.locator("main").innerText(), new RegExp(number));
        assert.equal(await page.locator(".where-waiting").count(), 1);
    }
    return {
        name: `A firm answers on its reply page: ${name}`,
        roles: [nobody.role],
        more: [
            { lang: "en", width: 360 },
            { lang: "en", width: 360, scripts: false },
        ],
        walk,
    };
}
