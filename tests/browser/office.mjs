// Letters at the office, in a city four weeks after its appeals: what becomes of a letter until its
// receipt is on record.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import {
    FIRM,
    firstLink,
    imported,
    listedLetter,
    printed,
    send,
    textOf,
    valueOf,
    valuesOf,
} from "./errands.mjs";
import { addresses, plain } from "./site.mjs";

const LABOUR = "labour_officer";
const LETTER = /^\/letters\/lt_[^/?.]+$/;
const DAY_MS = 86_400_000;
/** Firms that pay what they owe. */
const PAYERS = 8;

/** The day so many days ago, in the city. */
const daysAgo = (days) =>
    new Date(Date.now() - days * DAY_MS).toLocaleDateString("sv", { timeZone: "Asia/Makassar" });

/** Somebody signs for each letterhead. */
async function signatories({ admin }) {
    const titles = { office: "Kepala Dinas Contoh", mayor: "Wali Kota Contoh" };
    for (const [office, title] of Object.entries(titles)) {
        const signer = { signer: "PEJABAT CONTOH", capacity: "holder", title };
        const action = `/settings/offices/${office}/signatories`;
        await send(admin, action, { ...signer, from: daysAgo(60) });
    }
}

/** Firms that were in arrears pay; answers the page of one of them, who can be thanked. */
async function paid({ officer }, data) {
    const file = await readFile(join(data, "demo", "contributions.csv"), "utf8");
    const [head, ...rows] = file.trim().split("\n");
    const lines = rows.map((row) => row.split(","));
    const owing = lines.filter(([, , billed, paid]) => Number(paid) < Number(billed));
    const codes = [...new Set(owing.map(([code]) => code))].slice(0, PAYERS);
    const all = lines
        .filter(([code]) => codes.includes(code))
        .map(([code, month, billed, , on]) => [code, month, billed, billed, on || `${month}-09`]);
    await imported(officer, [head, ...all.map((line) => line.join(","))], "contributions");
    for (const code of codes) {
        const firm = await firstLink(officer, `/employers?q=${code}`, FIRM);
        if ((await textOf(officer, firm)).includes("thanks-letter")) return firm;
    }
    throw new Error("nobody who paid can be thanked");
}

/** Some appeals of a kind were received the day after they left. */
async function received({ officer }, kind, count) {
    const list = await textOf(officer, `/cases?stage=appeal&kind=${kind}`);
    for (const id of valuesOf(list, "case").slice(0, count)) {
        const words = "Bagian umum, tanda terima 7.";
        await send(officer, `/cases/${id}/receipt`, { how: "hand", on: daysAgo(27), words });
    }
}

/** An approver agrees to the steps that wait, and the schedule takes them: each is a letter. */
async function advanced({ approver, admin }) {
    const plan = await textOf(approver, "/approvals");
    const count = String(valuesOf(plan, "case\\[\\]").length);
    const print = valueOf(plan, "print");
    await send(approver, "/approvals", { print, which: "all", count });
    await send(admin, "/schedules/advance/run", { recipients: count });
}

/** An officer fills in what the program doesn't know. */
async function worded({ officer }, letter) {
    const known = {
        tautan_pelaporan: "jkn@kota.example",
        tanggal_batas_lapor: "31 Maret 2027",
        periode_lapor: "6 (enam) bulan",
    };
    const page = await textOf(officer, `${letter}/edit`);
    const fields = ["importance", "enclosure", "destination"].map((name) => [
        name,
        plain(valueOf(page, name)),
    ]);
    for (const name of ["subject", "addressee", "body", "copies"]) {
        const [, text] = page.match(new RegExp(`<textarea[^>]* name="${name}"[^>]*>([^<]*)<`));
        const told = plain(text).replace(/\{\{(\w+)\}\}/g, (gap, what) => known[what] ?? gap);
        fields.push([name, told]);
    }
    const seen = valueOf(page, "seen");
    await send(officer, `${letter}/edit`, { seen, act: "save", ...Object.fromEntries(fields) });
}

const drafts = async ({ officer }, kind) => {
    const list = await textOf(officer, `/letters?state=draft&kind=${kind}`);
    return [...new Set(addresses(list).filter((href) => LETTER.test(href)))];
};

/** What is done to a letter, each when the one before is. */
const deeds = {
    submitted: ({ officer }, letter) => act(officer, letter, "submit"),
    approved: ({ approver }, letter) => act(approver, letter, "approve"),
    async numbered({ officer }, letter) {
        const page = await textOf(officer, `${letter}/office`);
        const [, signatory] = page.match(/<option value="([^"]+)"[^>]*>PEJABAT CONTOH/);
        const no = String(100 + Number((await textOf(officer, letter)).match(/urut (\d+)/)[1]));
        const number = `500.15.14.1/${no.padStart(4, "0")}/Disnaker`;
        const fields = { on: daysAgo(0), sure: "1", signatory, number };
        await send(officer, `${letter}/number`, { version: valueOf(page, "version"), ...fields });
    },
    async signed({ officer }, letter) {
        const page = await textOf(officer, `${letter}/office`);
        const buffer = await (await officer.get(`${letter}.pdf`)).body();
        const file = { name: "bertanda-tangan.pdf", mimeType: "application/pdf", buffer };
        await send(officer, `${letter}/signed`, { version: valueOf(page, "version"), file });
    },
    sent: (people, letter) => posted(people, letter, "courier"),
    async received({ officer }, letter) {
        const page = await textOf(officer, `${letter}/office`);
        const on = daysAgo(0);
        const words = "Bagian Umum, tanda terima 9.";
        const form = page.replaceAll("&#x2f;", "/").match(/\/cases\/[^/"]+\/receipt/);
        if (form) await send(officer, form[0], { how: "hand", on, words });
        else {
            const version = valueOf(page, "version");
            await send(officer, `${letter}/received`, { version, sent_on: on, words });
        }
    },
};

async function posted({ officer }, letter, how) {
    const page = await textOf(officer, `${letter}/office`);
    const fields = { how, sent_on: daysAgo(0), words: "Kurir, kepada Bagian Umum." };
    await send(officer, `${letter}/send`, { version: valueOf(page, "version"), ...fields });
}

async function act(request, letter, deed) {
    const seen = valueOf(await textOf(request, letter), "seen");
    await send(request, `${letter}/${deed}`, { seen, words: "" });
}

/** The letter that thanks a firm. */
async function thanked({ officer }, firm) {
    const [form] = plain(await textOf(officer, firm)).match(/\/cases\/[^/"]+\/thanks-letter/);
    const answer = await send(officer, form, {});
    return new URL(answer.url()).pathname;
}

/** Brings a letter to a state. */
async function bring(people, letter, state) {
    for (const [name, deed] of Object.entries(deeds)) {
        await deed(people, letter);
        if (name === state) return letter;
    }
    throw new Error(`no letter is ever ${state}`);
}

/** Letters in the states in which an officer meets them; answers where each is. */
export async function office({ as, folder: data }) {
    const people = {
        officer: await as(LABOUR),
        approver: await as("approver"),
        admin: await as("admin"),
    };
    await signatories(people);
    const thanks = await thanked(people, await paid(people, data));
    await received(people, "contribution_payment", 3);
    await received(people, "registration", 3);
    await advanced(people);
    await received(people, "registration", 2);
    const [mailed, ready] = await drafts(people, "arrears_report");
    const [arrived, numbered, approved] = await drafts(people, "reprimand_1");
    const circular = await listedLetter(people.officer, "verdict=compliant&form=koperasi");
    await bring(people, mailed, "signed");
    await posted(people, mailed, "mail");
    await bring(people, ready, "signed");
    await bring(people, arrived, "received");
    await bring(people, numbered, "numbered");
    await bring(people, approved, "approved");
    await worded(people, circular);
    await bring(people, circular, "signed");
    await bring(people, thanks, "sent");
    const folder = await printed(people.officer, "/letters/folder", { on: daysAgo(0) });
    return { folder, mailed, ready, arrived, numbered, approved, circular, thanks };
}
