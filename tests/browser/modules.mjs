// What comes from npm. It lives outside the checkout, where a bare import would not look.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.PATUH_BROWSER_MODULES, "here.js"));

export const { chromium } = require("playwright-core");
export const { AxeBuilder } = require("@axe-core/playwright");
export const checkerJar = require.resolve("vnu-jar/build/dist/vnu.jar");

/** Loads Lighthouse, which takes a second; answers its function and its desktop settings. */
export async function loadLighthouse() {
    const load = (name) => import(pathToFileURL(require.resolve(name)).href);
    const { default: lighthouse, desktopConfig } = await load("lighthouse");
    return { lighthouse, desktopConfig };
}
