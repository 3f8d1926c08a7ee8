// The official form beside the text: live, with the entry at the cursor marked, and from a code to its line by a click.
import { shown } from "../documents/documents.ts";
import type { Doc } from "../documents/doc.ts";
import { askLatest, Superseded } from "../engine/client.ts";
import type { Form } from "../engine/types.ts";
import { byId } from "../ui/dom.ts";
import { on } from "../ui/events.ts";
import { say } from "../ui/lang.ts";
import { isComposing } from "../editor/editor.ts";
import { PageFrame, followLinks } from "./frame.ts";
import { reason } from "../dialogs/problem.ts";
import { visit } from "./entry.ts";
import { showPane } from "../ui/panes.ts";
import { isBeside, showBeside } from "./beside.ts";

const LOOK = `
article { padding-top: 0.75rem; }
article [id] { scroll-margin-top: 3rem; }
.here, .here > .code { outline: 3px solid var(--code); outline-offset: -1px; border-radius: 2px; }
.code { cursor: pointer; text-decoration: underline dotted; text-underline-offset: 0.2em; }
.code:hover { text-decoration-style: solid; }
th[id] { cursor: pointer; }
@media print { .here, .here > .code { outline: none; } .code { text-decoration: none; } }
`;

let page: PageFrame;
let places: Form["places"] = [];
let of: Doc | null = null;
let line = 1;
let timer = 0;
/** How long the last form took: a long one is made less often. */
let took = 0;
/** When what it does not show yet began to change; 0: it shows everything. */
let changed = 0;

export function startForm(): void {
    page = new PageFrame(byId<HTMLIFrameElement>("form"));
    void page.inside().then((inside) => {
        followLinks(inside);
        inside.addEventListener("click", clicked);
    });
    on("checked", (doc) => doc === shown() && (doc === of ? later() : soon()));
    on("current", () => {
        line = 1;
        soon();
    });
    on("cursor", ({ line: there }) => {
        if (there !== line) {
            line = there;
            mark(true);
        }
    });
    on("lang", later);
}

/** While someone types, the form waits for a pause, but no longer than this. */
const PAUSE = 250;
const PATIENCE = 1500;

/** The form is made anew soon. */
export function later(): void {
    clearTimeout(timer);
    const now = performance.now();
    changed ||= now;
    const pause = Math.min(Math.max(PAUSE, took * 3), 2000);
    timer = window.setTimeout(() => void draw(), Math.max(0, Math.min(pause, changed + Math.max(PATIENCE, pause) - now)));
}

/** The form is made anew now: another document is seen. */
function soon(): void {
    clearTimeout(timer);
    timer = window.setTimeout(() => void draw());
}

async function draw(): Promise<void> {
    changed = 0;
    const doc = shown();
    const frame = byId<HTMLIFrameElement>("form");
    frame.title = doc ? say("form-of", doc.path) : say("form");
    if (!doc || !isBeside("form") || isComposing()) {
        return;
    }
    const begun = performance.now();
    try {
        const form = await askLatest("form", "form", doc.path);
        if (doc !== shown()) {
            return;
        }
        if (of !== doc) {
            (await page.inside()).defaultView?.scrollTo(0, 0);
        }
        places = form?.places ?? [];
        of = doc;
        await page.show(form?.html ?? "", LOOK);
        stale(form === null ? say("form-none") : form.isCurrent ? "" : say("form-stale"));
        mark(false);
        took = performance.now() - begun;
    } catch (error) {
        if (!(error instanceof Superseded)) {
            places = [];
            await page.show("");
            stale(`${say("form-none")} ${reason(error)}`);
        }
    }
}

function stale(words: string): void {
    const there = byId("form-stale");
    there.hidden = words === "";
    there.textContent = words;
}

/** Marks the entry that the cursor is in. */
function mark(bring: boolean): void {
    void page.inside().then((inside) => {
        inside.querySelector(".here")?.classList.remove("here");
        const place = places.findLast((place) => place.line < line);
        const there = place && inside.getElementById(place.id);
        there?.classList.add("here");
        if (bring) {
            there?.scrollIntoView({ block: "nearest" });
        }
    });
}

function clicked(event: MouseEvent): void {
    const target = event.target as Element;
    if (target.closest("a, summary") || !of) {
        return;
    }
    const code = target.closest(".code")?.textContent?.trim();
    const id = target.closest("[id]")?.id;
    const place = places.find((place) => place.id === code) ?? places.find((place) => place.id === id);
    if (place) {
        const from = lineStart(of.text, place.line);
        const at = of.text.indexOf(place.id, from);
        visit(of, at < 0 ? from : at, at < 0 ? from : at + place.id.length);
    }
}

/** Where a line, counted from 0, begins. */
function lineStart(text: string, line: number): number {
    let start = 0;
    for (let count = 0; count < line; count += 1) {
        start = text.indexOf("\n", start) + 1;
    }
    return start;
}

/** Prints the form alone, laid out as its own style sheet says. */
export async function printForm(): Promise<void> {
    // A frame that is not seen is not printed.
    showBeside("form");
    showPane("beside");
    await draw();
    (await page.inside()).defaultView?.print();
}
