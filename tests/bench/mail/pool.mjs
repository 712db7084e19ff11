// Sends N personalised mails by nodemailer's pool and keeps no record of them.
//
//     node pool.mjs PORT CONNECTIONS N PARTS.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [port, connections, count, file] = process.argv.slice(2);
const nodemailer = createRequire(`${process.env.NODE_MODULES_HOME}/`)("nodemailer");
const parts = JSON.parse(readFileSync(file, "utf8"));
const pool = nodemailer.createTransport({
    host: "127.0.0.1",
    port: Number(port),
    ignoreTLS: true,
    pool: true,
    maxConnections: Number(connections),
    maxMessages: Infinity,
});
const began = process.hrtime.bigint();
let next = 0;
async function lane() {
    while (next < Number(count)) {
        const n = next++;
        const [subject, text, html] = parts.map((part) =>
            part.replaceAll("{name}", `PT Contoh ${n} Jaya`).replaceAll("{code}", `K-${n}`),
        );
        await pool.sendMail({
            from: "Disnaker Kota Bontang <jkn@kota.example>",
            to: `hrd@firma${n}.example`,
            subject,
            text,
            html,
        });
    }
}
await Promise.all(Array.from({ length: 4 * Number(connections) }, lane));
const seconds = Number(process.hrtime.bigint() - began) / 1e9;
pool.close();
console.log(JSON.stringify({ sent: Number(count), seconds }));
