// As much of a browser as signing in needs: cookies for each site, redirects, forms.

export class Browser {
    #cookies = new Map();

    #jar(url) {
        const { origin } = new URL(url);
        if (!this.#cookies.has(origin)) this.#cookies.set(origin, new Map());
        return this.#cookies.get(origin);
    }

    /** The name of a site's cookies, without values. */
    cookies(url) {
        return [...this.#jar(url).keys()];
    }

    async ask(url, form) {
        const jar = this.#jar(url);
        const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") };
        const answer = await fetch(url, {
            method: form ? "POST" : "GET",
            body: form && new URLSearchParams(form),
            headers: form ? { ...headers, "sec-fetch-site": "same-origin" } : headers,
            redirect: "manual",
        });
        for (const line of answer.headers.getSetCookie()) {
            const [pair, ...marks] = line.split(";");
            const at = pair.indexOf("=");
            const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1)];
            const gone = marks.some((m) => /^ *(max-age=0|expires=thu, 01 jan 1970)/i.test(m));
            if (gone || value === "") jar.delete(name);
            else jar.set(name, value);
        }
        const to = answer.headers.get("location");
        return {
            url,
            status: answer.status,
            text: await answer.text(),
            to: to && new URL(to, url).href,
        };
    }

    /** Follows redirects until a page comes, or one that `stop` wants to see leads there. */
    async follow(url, { form, stop = () => false } = {}) {
        let seen = await this.ask(url, form);
        for (let steps = 0; seen.to && !stop(seen.to); steps += 1) {
            if (steps > 15) throw new Error(`no end of redirects at ${seen.url}`);
            seen = await this.ask(seen.to);
        }
        return seen;
    }
}
