// A long form is brought up to date row by row: to lay out a thousand rows anew for a changed word would hold up the next key.
// The engine writes each row of a table on a line of its own, and what is not of that shape is shown anew as a whole.

const IS_ROW = /^<tr[ >].*<\/tr>$/;

/** What differs between two pages if it is whole rows: how many rows stand before, how many go, and what comes. */
export function rowChange(before: string, after: string): { first: number; gone: number; come: string[] } | null {
    const old = before.split("\n");
    const next = after.split("\n");
    let start = 0;
    while (start < old.length && start < next.length && old[start] === next[start]) {
        start += 1;
    }
    let end = 0;
    const most = Math.min(old.length, next.length) - start;
    while (end < most && old[old.length - 1 - end] === next[next.length - 1 - end]) {
        end += 1;
    }
    const gone = old.slice(start, old.length - end);
    const come = next.slice(start, next.length - end);
    if (gone.length === 0 || come.length === 0 || ![...gone, ...come].every((line) => IS_ROW.test(line))) {
        return null;
    }
    let first = 0;
    for (let line = 0; line < start; line += 1) {
        first += old[line]?.includes("<tr") ? 1 : 0;
    }
    return { first, gone: gone.length, come };
}

/** Puts the rows that come in the place of those that go; whether the page was what it was thought to be. */
export function replaceRows(inside: Document, change: { first: number; gone: number; come: string[] }): boolean {
    const rows = [...inside.querySelectorAll("tr")].slice(change.first, change.first + change.gone);
    const [first] = rows;
    if (!first || rows.length !== change.gone || rows.some((row) => row.parentNode !== first.parentNode)) {
        return false;
    }
    const parsed = new DOMParser().parseFromString(`<table><tbody>${change.come.join("")}</tbody></table>`, "text/html");
    const come = [...parsed.querySelectorAll("tr")].map((row) => inside.adoptNode(row));
    if (come.length !== change.come.length) {
        return false;
    }
    first.before(...come);
    rows.forEach((row) => row.remove());
    return true;
}
