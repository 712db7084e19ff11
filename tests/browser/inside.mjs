// Functions that run inside the page. Each stands alone: the browser gets its text and nothing
// else of this file. Each answers a list of problems.

/** What is wider than the screen, and makes the whole page scroll sideways. */
export function tooWide(width) {
    const widest = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
    if (widest <= width && window.innerWidth <= width) return [];
    const scrolls = (element) =>
        /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX);
    const held = (element) => {
        for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
            if (scrolls(up)) return true;
        }
        return false;
    };
    const guilty = [...document.body.querySelectorAll("*")]
        .filter((e) => e.getBoundingClientRect().right > width + 1 && !held(e))
        .slice(0, 5)
        .map(
            (e) =>
                `${e.tagName.toLowerCase()}.${[...e.classList].join(".")} ends at ${Math.round(e.getBoundingClientRect().right)} px`,
        );
    return [`the page is ${widest} px wide on a screen of ${width} px`, ...guilty];
}

/**
 * What is too small for a finger. Exempt, as WCAG 2.5.8 has it: links within a sentence, and
 * what a label or an overlay makes larger than its own box.
 */
export function tooSmall(least) {
    const kinds =
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]";
    const textOf = (node) => (node.textContent ?? "").trim();
    const isInline = (element) => getComputedStyle(element).display === "inline";
    const inSentence = (element) =>
        isInline(element) &&
        [...(element.parentNode?.childNodes ?? [])].some(
            (near) =>
                near !== element &&
                textOf(near) &&
                (near.nodeType === Node.TEXT_NODE ||
                    (near.nodeType === Node.ELEMENT_NODE && isInline(near))),
        );
    const shown = (element, box) =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        !element.disabled &&
        box.width > 1 &&
        box.height > 1 &&
        getComputedStyle(element).clipPath === "none";
    // How far from the middle a press still reaches the element, both ways together.
    const reach = (element, box, dx, dy) => {
        const x = box.left + box.width / 2;
        const y = box.top + box.height / 2;
        const hits = (step) => {
            const hit = document.elementFromPoint(x + dx * step, y + dy * step);
            return (
                hit &&
                (element.contains(hit) || [...(element.labels ?? [])].some((l) => l.contains(hit)))
            );
        };
        if (!hits(0)) return 0;
        let there = 0;
        let back = 0;
        const step = 2;
        while (there < least && hits(there + step)) there += step;
        while (there + back < least && hits(-back - step)) back += step;
        return there + back;
    };
    const problems = [];
    for (const element of document.querySelectorAll(kinds)) {
        let box = element.getBoundingClientRect();
        if (!shown(element, box) || (box.width >= least && box.height >= least)) continue;
        if (inSentence(element)) continue;
        element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
        box = element.getBoundingClientRect();
        const wide =
            box.width >= least ? box.width : Math.max(box.width, reach(element, box, 1, 0));
        const high =
            box.height >= least ? box.height : Math.max(box.height, reach(element, box, 0, 1));
        if (wide >= least && high >= least) continue;
        const what = textOf(element) || element.getAttribute("aria-label") || element.name || "";
        const kind = `${element.tagName.toLowerCase()}${[...element.classList].map((c) => `.${c}`).join("")}`;
        problems.push(
            `${kind} “${what.replace(/\s+/g, " ").slice(0, 40)}” is ${Math.round(wide)} × ${Math.round(high)} px`,
        );
    }
    window.scrollTo(0, 0);
    return problems;
}

/**
 * What shows no focus when the keyboard reaches it, or is covered when it has it. Expects that
 * the last thing pressed was a key.
 */
export function unseenFocus() {
    const kinds =
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])";
    const traits = (element) => {
        const style = getComputedStyle(element);
        // The browser's own ring calls itself `auto` and is drawn wider than it says.
        const wide = style.outlineStyle === "auto" || parseFloat(style.outlineWidth) >= 2;
        const ring = style.outlineStyle !== "none" && wide;
        return {
            ring: ring ? `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}` : "",
            shadow: style.boxShadow,
        };
    };
    // The ring may be drawn around what holds the element.
    const chain = (element) =>
        [
            element,
            element.parentElement,
            element.parentElement?.parentElement,
            ...(element.labels ?? []),
        ].filter(Boolean);
    const covered = (element) => {
        const box = element.getBoundingClientRect();
        const left = Math.max(box.left, 0) + 1;
        const right = Math.min(box.right, innerWidth) - 1;
        const top = Math.max(box.top, 0) + 1;
        const bottom = Math.min(box.bottom, innerHeight) - 1;
        const [middle, half] = [(left + right) / 2, (top + bottom) / 2];
        const points = [
            [middle, half],
            [left, top],
            [right, top],
            [left, bottom],
            [right, bottom],
        ];
        const mine = (hit) =>
            hit &&
            (element.contains(hit) ||
                hit.contains(element) ||
                [...(element.labels ?? [])].includes(hit));
        return !points.some(([x, y]) => mine(document.elementFromPoint(x, y)));
    };
    const problems = [];
    for (const element of document.querySelectorAll(kinds)) {
        if (element.disabled || !element.checkVisibility({ visibilityProperty: true })) continue;
        document.activeElement?.blur();
        const all = chain(element);
        const before = all.map(traits);
        element.focus();
        const what = (
            element.textContent.trim() ||
            element.getAttribute("aria-label") ||
            element.name ||
            ""
        )
            .replace(/\s+/g, " ")
            .slice(0, 40);
        const name = `${element.tagName.toLowerCase()}${[...element.classList].map((c) => `.${c}`).join("")} “${what}”`;
        if (document.activeElement !== element) {
            problems.push(`${name} takes no focus`);
            continue;
        }
        const seen = all
            .map(traits)
            .some(
                (now, i) =>
                    (now.ring && now.ring !== before[i].ring) ||
                    (now.shadow !== "none" && now.shadow !== before[i].shadow),
            );
        if (!seen) problems.push(`${name} shows no focus`);
        if (covered(element)) problems.push(`${name} is covered while it has the focus`);
    }
    document.activeElement?.blur();
    window.scrollTo(0, 0);
    return problems;
}
