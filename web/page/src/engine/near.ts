// A second instance of the engine in the page's own thread. What is typed into a short text is checked in the turn of the key: to wait
// for another thread takes longer than the check, and the browser would draw the page once without the findings and once with them.
// All other requests, and long texts, go to the thread (client.ts), which has all documents and stays the one that is asked.
import { Answers, Engine } from "../../../engine/engine.mjs";
import { configuration, isConfigured } from "../documents/settings.ts";
import type { Doc } from "../documents/doc.ts";
import type { Put } from "./types.ts";

/** The longest text that is checked here, and all texts together, in characters. */
const SHORT = 40_000;
const ALL = 200_000;
/** Where a check takes longer than this, a key would be held up. */
const SLOW = 40;
/** The first checks take longer, until the browser has compiled what they use. */
const FIRST = 5;

let near: Engine | null = null;
let answers = new Answers();
let failed = false;
let checks = 0;
/**
 * So many checks before the first key, while the person does nothing: what has run that often the browser compiles as well as it can, and a
 * check takes two thirds of the time.
 */
const WARM = 150;
let warmed = 0;
/** What is left of a pause when it is time to stop, in ms. */
const PAUSE_ENDS = 8;
/** The texts that it has, by path. */
const had = new Map<string, string>();

/** Whether these documents are few and short enough. */
const areSmall = (docs: readonly Doc[]): boolean =>
    docs.every(({ text, isAway }) => !isAway && text.length <= SHORT) && docs.reduce((sum, { text }) => sum + text.length, 0) <= ALL;

/** Has the engine here know all documents; while the person does nothing, so that a key finds it done. */
export function prepareNear(module: WebAssembly.Module | null, all: () => readonly Doc[]): void {
    whenIdle(() => {
        void (async () => {
            if (module === null || failed || all().length === 0 || !areSmall(all())) {
                return;
            }
            try {
                if (near === null) {
                    near = await Engine.of(module);
                    if (isConfigured()) {
                        near.configure(...configuration());
                    }
                }
                follow(near, all());
                warm(near, all()[0]?.text ?? "");
            } catch {
                giveUp();
            }
        })();
    });
}

function whenIdle(then: (pause: { timeRemaining(): number }) => void): void {
    if ("requestIdleCallback" in window) {
        requestIdleCallback(then);
    } else {
        setTimeout(() => then({ timeRemaining: () => 0 }), 200);
    }
}

/** Checks a text over and over until a key is typed. The file is one that no document is called. */
function warm(engine: Engine, text: string): void {
    whenIdle((pause) => {
        if (near !== engine || checks > 0 || warmed >= WARM) {
            return;
        }
        try {
            const own = new Answers();
            do {
                warmed += 1;
                own.take(engine.putForBytes("\0", `${text}# ${warmed}\n`, { notes: true, since: own.since }));
            } while (warmed < WARM && pause.timeRemaining() > PAUSE_ENDS);
            engine.remove("\0");
            warm(engine, text);
        } catch {
            giveUp();
        }
    });
}

function follow(engine: Engine, docs: readonly Doc[]): void {
    const paths = new Set(docs.map(({ path }) => path));
    for (const path of [...had.keys()].filter((path) => !paths.has(path))) {
        engine.remove(path);
        had.delete(path);
    }
    for (const { path, text } of docs) {
        if (had.get(path) !== text) {
            engine.putKnown(path, text);
            had.set(path, text);
        }
    }
}

/** Begins anew: what is decided about findings has changed. */
export function forgetNear(): void {
    near = null;
    answers = new Answers();
    had.clear();
}

function giveUp(): void {
    near = null;
    failed = true;
}

/** The findings of a text, or nothing if the thread is to be asked. */
export function putNear(doc: Doc, docs: readonly Doc[]): Put | null {
    const knowsOthers = () => had.size === docs.length && docs.every((other) => (other === doc ? had.has(doc.path) : had.get(other.path) === other.text));
    if (near === null || !areSmall(docs) || !knowsOthers()) {
        return null;
    }
    const begun = performance.now();
    try {
        const put = answers.take(near.putForBytes(doc.path, doc.text, { notes: true, since: answers.since })) as Put;
        had.set(doc.path, doc.text);
        checks += 1;
        if (checks > FIRST && performance.now() - begun > SLOW) {
            giveUp();
        }
        return put;
    } catch {
        // The thread meets the same, and says it.
        giveUp();
        return null;
    }
}
