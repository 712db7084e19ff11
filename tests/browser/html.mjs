// The Nu HTML checker over every page that was saved.

import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";

import { checkerJar } from "./modules.mjs";

/** Checks every `.html` in `folder`, each page and language once. */
export async function checkHtml(folder, report) {
    const all = (await readdir(folder)).filter((name) => name.endsWith(".html")).sort();
    const pageOf = (name) => name.replace(/\.\d+(\.dark|\.no-scripts)?\.html$/, "");
    const saved = all.filter((name, at) => at === 0 || pageOf(name) !== pageOf(all[at - 1]));
    if (saved.length === 0) return;
    const files = saved.map((name) => join(folder, name));
    const quietly = [
        "-Xss8m",
        "-XX:+UseSerialGC",
        "-jar",
        checkerJar,
        "--stdout",
        "--exit-zero-always",
    ];
    const { stdout } = await promisify(execFile)(
        "java",
        [...quietly, "--format", "json", ...files],
        {
            maxBuffer: 1 << 28,
        },
    );
    const { messages } = JSON.parse(stdout);
    for (const name of saved) {
        const said = messages
            .filter(({ url }) => basename(url) === name)
            .map(
                ({ type, subType, message, lastLine, extract }) =>
                    `${subType ?? type}, line ${lastLine}: ${message}\n${(extract ?? "").trim()}`,
            );
        report.check(`${pageOf(name)}: the HTML checker has nothing to say`, said);
    }
    const strange = messages.filter(({ url }) => !url).map(({ message }) => message);
    report.check("the HTML checker runs to its end", strange);
}
