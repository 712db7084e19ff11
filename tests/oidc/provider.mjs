// The provider: oidc-provider from npm, with the login page it has for development, which lets
// anybody in under any name.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.env.PATUH_OIDC_MODULES}/package.json`);
const { default: Provider } = await import(pathToFileURL(require.resolve("oidc-provider")).href);

/** Who may say what of whom: made-up people, by the name they sign in with. */
export const PEOPLE = {
    rina: { email: "Rina@kota.example", email_verified: true },
    adi: { email: "adi@kota.example", email_verified: true },
    budi: { email: "budi@kota.example", email_verified: true },
    palsu: { email: "rina@kota.example", email_verified: false },
    asing: { email: "asing@kota.example", email_verified: true },
    bisu: {},
};

/**
 * Starts a provider that knows one client.
 * @param inToken whether the address stands in the ID token, or must be asked for.
 * @returns `{ issuer, stop }`.
 */
export async function startProvider({ port, client, inToken }) {
    const issuer = `http://127.0.0.1:${port}`;
    const provider = new Provider(issuer, {
        clients: [client],
        conformIdTokenClaims: !inToken,
        claims: { openid: ["sub"], email: ["email", "email_verified"] },
        cookies: { keys: ["made up for this test"] },
        findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) }),
    });
    const server = await new Promise((done) => {
        const server = provider.listen(port, "127.0.0.1", () => done(server));
    });
    const stop = () =>
        new Promise((done) => {
            server.close(done);
            server.closeAllConnections();
        });
    return { issuer, stop };
}
