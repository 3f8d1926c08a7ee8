// The engine has the texts of all documents, and its findings are those of what is seen: a changed text goes to it with the
// key that changed it, before all other requests. While an input method composes a character nothing is asked.
import { Superseded, ask, askLatest, askNow } from "../engine/client.ts";
import { emit, on } from "../ui/events.ts";
import { all, byPath, shown } from "./documents.ts";
import type { Doc } from "./doc.ts";
import { isComposing } from "../editor/editor.ts";

/** Files that are handed over at once: between two lots there is time for a key. */
const LOT = 100;

/** The path and the text that the engine has of a document. */
const had = new Map<Doc, { path: string; text: string }>();
let reportProblem: (error: unknown) => void = () => {};

export function startChecking(problem: (error: unknown) => void): void {
    reportProblem = problem;
    on("documents", follow);
    on("text", (doc) => {
        if (!isComposing()) {
            void checkNow(doc);
        }
    });
    on("current", () => {
        const doc = shown();
        if (doc) {
            void checkNow(doc);
        }
    });
    document.addEventListener("compositionend", () => setTimeout(() => {
        const doc = shown();
        if (doc) {
            void checkNow(doc);
        }
    }));
    follow();
}

/** Hands everything over again, after the engine had to begin anew. */
export function checkAgain(): void {
    had.clear();
    follow();
}

/** Checks the text as it is, unless that has been done. */
export async function checkNow(doc: Doc): Promise<void> {
    const { path, text } = doc;
    const before = had.get(doc);
    if (doc.checked === text && before?.path === path && before.text === text) {
        return;
    }
    had.set(doc, { path, text });
    try {
        const { findings, others, counts } = await askNow(`put ${doc.id}`, "put", path, text, { notes: true });
        if (doc.text === text) {
            Object.assign(doc, { findings, counts, checked: text });
            emit("checked", doc);
        }
        if (others.length > 0) {
            void refresh(others);
        }
    } catch (error) {
        if (!(error instanceof Superseded)) {
            reportProblem(error);
        }
    }
}

/** Findings of other documents may have changed. */
async function refresh(paths: string[]): Promise<void> {
    const current = shown();
    try {
        if (current && paths.includes(current.path) && current.checked === current.text) {
            const { findings, counts } = await ask("findings", current.path, { notes: true });
            if (current.checked === current.text) {
                Object.assign(current, { findings, counts });
                emit("checked", current);
            }
        }
        await count();
    } catch (error) {
        if (!(error instanceof Superseded)) {
            reportProblem(error);
        }
    }
}

/** The numbers of findings of every document. */
async function count(): Promise<void> {
    for (const { path, ...counts } of await askLatest("counts", "counts")) {
        const doc = byPath(path);
        if (doc) {
            doc.counts = counts;
        }
    }
    emit("counted", undefined);
}

/** Documents came, went or were named anew. */
function follow(): void {
    const there = new Set(all());
    const gone = [...had].filter(([doc, { path }]) => !there.has(doc) || doc.path !== path);
    for (const [doc, { path }] of gone) {
        had.delete(doc);
        void ask("remove", path).catch(reportProblem);
    }
    const current = shown();
    const fresh = all().filter((doc) => !had.has(doc));
    const lots: Doc[][] = [];
    for (let at = 0; at < fresh.length; at += LOT) {
        lots.push(fresh.slice(at, at + LOT));
    }
    for (const lot of lots) {
        lot.forEach((doc) => had.set(doc, { path: doc.path, text: doc.text }));
        void ask("putAll", lot.map(({ path, text }) => [path, text])).catch(reportProblem);
    }
    if (current && fresh.includes(current)) {
        void refresh([]).then(() => checkNow(current));
    } else if (fresh.length + gone.length > 0) {
        void refresh(current ? [current.path] : []);
    }
}
