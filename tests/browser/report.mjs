// Counts what passed and says what didn't. The last line has the words that tests/run looks for.

const MOST_PROBLEMS = 12;

export class Report {
    passed = 0;
    failed = 0;
    #begun = Date.now();
    #failures = [];
    #silent;

    /** @param {{ silent?: boolean }} how `silent` only counts. */
    constructor({ silent = false } = {}) {
        this.#silent = silent;
    }

    /**
     * One check under a name that is a sentence; it passes when there are no problems.
     * @param {string} name
     * @param {string[]} problems
     */
    check(name, problems) {
        if (problems.length === 0) {
            this.passed += 1;
            return;
        }
        this.failed += 1;
        this.#failures.push(name);
        const shown = problems.slice(0, MOST_PROBLEMS);
        if (problems.length > shown.length)
            shown.push(`… and ${problems.length - shown.length} more`);
        const lines = shown.map((problem) => `    ${problem.replaceAll("\n", "\n      ")}`);
        if (!this.#silent) console.log([`FAILED ${name}`, ...lines].join("\n"));
    }

    /** A line for who watches. */
    say(text) {
        console.log(text);
    }

    /** Seconds since the start, as text. */
    get seconds() {
        return ((Date.now() - this.#begun) / 1000).toFixed(0);
    }

    /** Prints the count; answers whether everything passed. */
    end() {
        if (this.#failures.length > 0) {
            console.log(`\nfailures:\n${this.#failures.map((name) => `    ${name}`).join("\n")}\n`);
        }
        const word = this.failed === 0 ? "ok" : "FAILED";
        const counts = `${this.passed} passed; ${this.failed} failed`;
        console.log(`test result: ${word}. ${counts}; finished in ${this.seconds}s`);
        return this.failed === 0;
    }
}

/**
 * Runs the tasks, `hands` at a time, in their order.
 * @param {(() => Promise<void>)[]} tasks
 * @param {number} hands
 */
export async function together(tasks, hands) {
    const waiting = [...tasks];
    const hand = async () => {
        for (let task = waiting.shift(); task; task = waiting.shift()) await task();
    };
    await Promise.all(Array.from({ length: hands }, hand));
}
