// Journeys: what somebody comes to do, from beginning to end. One file each in `journeys/`.

import { readdir } from "node:fs/promises";

import { named, walks } from "./site.mjs";
import { Watch } from "./watch.mjs";

/**
 * A journey's file exports `name` (a sentence), `roles` (who goes), and
 * `walk({ page, site, account, look, no })`, which throws where the way is barred; `no` tells its
 * walks apart.
 */
export async function journeys() {
    const folder = new URL("journeys/", import.meta.url);
    const files = (await readdir(folder)).filter((name) => name.endsWith(".mjs")).sort();
    return Promise.all(files.map((file) => import(new URL(file, folder).href)));
}

/**
 * The tasks of one journey: each visitor, each of these ways, each in a window of its own. A
 * journey may export `more` ways, which the run that takes every look takes too.
 */
export function walksOf(journey, { sites, report }, looks) {
    const site = sites.city;
    return site.visitors(journey.roles).flatMap((account) =>
        looks.map((look) => async () => {
            const no = [...walks, ...(journey.more ?? [])].indexOf(look);
            const name = `${journey.name}, as ${account.role} (${named(look)})`;
            const begun = Date.now();
            let context;
            try {
                context = await site.newContext(account, look);
                const page = await context.newPage();
                const watch = new Watch(page, site.origin);
                const problems = await journey.walk({ page, site, account, look, no }).then(
                    () => [],
                    (error) => [error.stack],
                );
                report.check(name, problems);
                await watch.tell(report, name);
            } catch (error) {
                report.check(`${name}: it can be begun`, [error.stack]);
            } finally {
                await context?.close();
            }
            report.say(`${name}, ${((Date.now() - begun) / 1000).toFixed(1)} s`);
        }),
    );
}
