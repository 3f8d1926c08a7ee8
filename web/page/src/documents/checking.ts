// The engine has the texts of all documents, and its findings are those of what is seen: a changed text goes to it with the
// key that changed it, before all other requests. While an input method composes a character nothing is asked.
import { Superseded, ask, askLatest, askWith, compiled, putKnown, putNow } from "../engine/client.ts";
import { forgetNear, prepareNear, putNear } from "../engine/near.ts";
import type { Put } from "../engine/types.ts";
import { reason } from "../dialogs/problem.ts";
import { emit, on } from "../ui/events.ts";
import { all, moreAreComing, shown } from "./documents.ts";
import { configureAgain } from "./settings.ts";
import { fetchFromFile, letGo } from "./away.ts";
import { MANY, type Doc } from "./doc.ts";
import { isComposing } from "../editor/editor.ts";

/** Files that are handed over at once: between two lots there is time for a key. */
const LOT = 100;

/** So often lots are handed over again after the engine failed. */
const TRIES = 3;

/** The path and the text that the engine has of a document. */
const had = new Map<Doc, { path: string; text: string }>();
/** Documents that are not seen and that the engine is still to have. */
const waiting = new Set<Doc>();
let isHandingOver = false;
/** Those who bring more, and wait until the engine has most of what was brought: read ahead, a folder would be in memory twice. */
let bringing: (() => void)[] = [];
/** So many documents may wait meanwhile. */
const AHEAD = 250;
/** Whether the rules across files are still to run over what was handed over. */
let isUnfinished = false;
let reportProblem: (error: unknown) => void = () => {};

export function startChecking(problem: (error: unknown) => void): void {
    reportProblem = problem;
    on("documents", follow);
    on("text", (doc) => {
        if (!isComposing()) {
            void checkNow(doc);
        }
    });
    on("current", checkShown);
    on("settings", () => {
        forgetNear();
        const current = shown();
        void refresh(current ? [current.path] : []).then(() => prepareNear(compiled(), all));
    });
    document.addEventListener("compositionend", () => setTimeout(checkShown));
    follow();
}

/** Once few documents wait, or the engine takes none. */
export function fewWait(): Promise<void> {
    return new Promise((goOn) => {
        bringing.push(goOn);
        letGoOn();
    });
}

function letGoOn(): void {
    if (waiting.size < AHEAD || !isHandingOver) {
        bringing.forEach((goOn) => goOn());
        bringing = [];
    }
}

function checkShown(): void {
    const doc = shown();
    if (doc) {
        void checkNow(doc);
    }
}

/** Hands everything over again, after the engine had to begin anew. */
export function checkAgain(): void {
    void configureAgain().catch(reportProblem);
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
    waiting.delete(doc);
    try {
        const near = putNear(doc, all());
        const asked = near ? putKnown(doc.id, path, text) : putNow(doc.id, path, text);
        if (near) {
            take(doc, text, near);
        }
        const { others } = await asked;
        if (!near) {
            take(doc, text, (await asked) as Put);
            prepareNear(compiled(), all);
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

/** Takes the findings of a text, unless the text has gone on. */
function take(doc: Doc, text: string, { findings, counts, known, before = null }: Put): void {
    if (doc.text === text) {
        Object.assign(doc, { findings, counts, known, before, checked: text });
        emit("checked", doc);
    }
}

/** Findings of other documents may have changed. */
async function refresh(paths: string[]): Promise<void> {
    const current = shown();
    try {
        if (current && paths.includes(current.path) && current.checked === current.text) {
            const { findings, counts, known } = await ask("findings", current.path, { notes: true });
            if (current.checked === current.text) {
                Object.assign(current, { findings, counts, known, before: null });
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
    if (moreAreComing() || isUnfinished) {
        // Done once the engine has all of them.
        return;
    }
    const counted = await askLatest("counts", "counts");
    const docs = new Map(all().map((doc) => [doc.path, doc]));
    for (const { path, ...counts } of counted) {
        const doc = docs.get(path);
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
    waiting.forEach((doc) => there.has(doc) || waiting.delete(doc));
    letGoOn();
    const current = shown();
    const fresh = all().filter((doc) => !had.has(doc) && !waiting.has(doc));
    for (const doc of fresh) {
        if (doc !== current) {
            waiting.add(doc);
        }
    }
    if (current && fresh.includes(current)) {
        void checkNow(current);
    }
    if (waiting.size > 0 || (isUnfinished && !moreAreComing())) {
        void handOverAll();
    } else if (fresh.length + gone.length > 0) {
        void refresh(current ? [current.path] : []);
    }
}

/** Hands the documents that wait to the engine, lot by lot; the rules across files then run once. */
async function handOverAll(): Promise<void> {
    if (isHandingOver) {
        return;
    }
    isHandingOver = true;
    // The document that will be seen goes by itself, before all others.
    await Promise.resolve();
    for (let failed = 0; waiting.size > 0 && failed < TRIES; ) {
        try {
            isUnfinished = true;
            await handOver();
            letGoOfMany();
            letGoOn();
        } catch (error) {
            failed += 1;
            reportProblem(error);
        }
    }
    isHandingOver = false;
    letGoOn();
    if (moreAreComing()) {
        return;
    }
    try {
        if (isUnfinished) {
            isUnfinished = false;
            await ask("finishLots");
        }
    } catch (error) {
        reportProblem(error);
    }
    const current = shown();
    await refresh(current ? [current.path] : []);
    prepareNear(compiled(), all);
}

/** Hands the next documents over: those of a lot that the engine's thread has read, or others with their texts. */
async function handOver(): Promise<void> {
    const [first] = waiting;
    const lot = first?.read?.lot;
    const next = [...waiting].filter(({ read }) => read?.lot === lot).slice(0, lot === undefined ? LOT : undefined);
    if (lot === undefined) {
        for (const doc of next.filter(({ isAway }) => isAway)) {
            // The engine had to begin anew.
            await fetchFromFile(doc).catch((error) => reportProblem(new Error(`${doc.path}: ${reason(error)}`)));
        }
    }
    // Meanwhile some may have been closed, or asked for by themselves.
    const docs = next.filter((doc) => waiting.delete(doc) && (lot !== undefined || !doc.isAway));
    const given = new Map(docs.map((doc) => [doc, { path: doc.path, text: doc.text }]));
    given.forEach((one, doc) => had.set(doc, one));
    // A text that the engine has had since is newer.
    const still = () => docs.filter((doc) => had.get(doc) === given.get(doc));
    try {
        if (lot === undefined) {
            const files = () => still().map(({ path, text }): [string, string] => [path, text]);
            await askWith("putAll", () => [files(), { more: true }]);
        } else if (!(await askWith("putLot", () => [lot, still().map(({ path, read }) => [read?.at ?? -1, path])]))) {
            // The thread that had read them is no more: they are read again, each by itself.
            still().forEach((doc) => had.delete(doc) && waiting.add(doc));
        }
    } catch (error) {
        still().forEach((doc) => had.delete(doc) && waiting.add(doc));
        throw error;
    } finally {
        docs.forEach((doc) => {
            doc.read = null;
        });
    }
}

/** Of many documents those that are not seen are with the engine alone. */
function letGoOfMany(): void {
    const current = shown();
    for (const [doc, { path, text }] of all().length > MANY ? had : []) {
        if (doc !== current && path === doc.path && text === doc.text) {
            letGo(doc);
            had.set(doc, { path, text: doc.text });
        }
    }
}
