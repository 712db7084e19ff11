// Every page of the site. A new page is one more line in `pages/`: it is then looked at in every
// look of `site.mjs`, as the first of its roles, and once as each of the others. The other lines of
// a route are other states of the same page: the first role alone looks at them.
//
//   name        for reports and file names
//   route       as docs/routes.md has it, which also says who may open it
//   path        the address where it is not the route, or what finds it: a function of a
//               `visit`, whose `as(role)` sends requests, whose `once` remembers an errand, and
//               whose `folder` is the program's
//   then        what is done on the page; what it leads to is looked at
//   roles       who looks, where that is not said by docs/routes.md
//   status      what it answers with, where that is not 200
//   at          "bare": looked at in an installation that holds nothing yet; "later": in a city
//               four weeks after its appeals left
//   print       is also printed, and the paper read
//   lighthouse  is also measured

import { pages as answers } from "./pages/answers.mjs";
import { pages as firms } from "./pages/firms.mjs";
import { pages as house } from "./pages/house.mjs";
import { pages as letters } from "./pages/letters.mjs";
import { pages as reply } from "./pages/reply.mjs";
import { pages as work } from "./pages/work.mjs";
import { rolesOf } from "./routes.mjs";

const all = [firms, work, letters, reply, house, answers].flat();

/** With its roles: everybody at the first line of a route, the first role at its other lines. */
function withRoles(spec, no) {
    const isFirst = all.findIndex(({ route }) => route === spec.route) === no;
    const roles = spec.roles ?? rolesOf.get(spec.route) ?? [];
    return { path: spec.route, at: "city", ...spec, roles: isFirst ? roles : roles.slice(0, 1) };
}

export const pages = all.map(withRoles);
