// The page's side of the engine's thread: one request at a time, what was typed last before everything else, and a thread
// that no longer answers is replaced.
import { Answers, Engine } from "../../../engine/engine.mjs";
import source from "worker:source";
import { Refused, type Methods, type Put } from "./types.ts";

/** After this time without an answer the thread is given up. */
const PATIENCE = 60_000;

interface Waiting {
    /** A later request with the same key takes the place of this one. */
    key: string | null;
    /** Before all that waits, at once or when nothing else is to be done; in turn. */
    when: "now" | "later" | "in turn";
    method: keyof Methods;
    /** Those of the moment when it is asked. */
    args: () => unknown[];
    done: (result: never) => void;
    failed: (error: unknown) => void;
}

/** A request that was replaced by a later one of the same key. */
export class Superseded extends Error {}

const queue: Waiting[] = [];
let worker: Worker | null = null;
/** Before the engine has begun in it the thread is asked nothing. */
let isReady = false;
let running: Waiting | null = null;
let timer = 0;
let lost: () => void = () => {};
let module: WebAssembly.Module | null = null;
let url = "";
let ready: Promise<void> = Promise.resolve();

/** Lots of files that the thread reads, beside all requests: neither a key nor the patience waits for a disk. */
const reads = new Map<number, { done: (unlike: number[]) => void; failed: (error: unknown) => void }>();

/** What was compiled, once it has been. */
export const compiled = (): WebAssembly.Module | null => module;

/** Starts the thread; `files` puts everything again after the engine had to begin anew. */
export async function startEngine(files: () => void): Promise<void> {
    lost = files;
    performance.mark("script");
    ready = start();
    await ready;
}

/** Has the thread read files, and keep them until `putLot`. Says which of them are not as the editor has a text. */
export async function readLot(lot: number, files: Blob[]): Promise<number[]> {
    await ready;
    return new Promise((done, failed) => {
        reads.set(lot, { done, failed });
        worker?.postMessage({ lot, files });
    });
}

function thread(): Worker {
    url ||= URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    return new Worker(url);
}

/** What a thread says to a message; the thread ends if it fails. */
function said<Answer>(by: Worker, message: unknown, given: Transferable[] = []): Promise<Answer> {
    return new Promise((done, failed) => {
        by.onmessage = ({ data }) => ("message" in data ? failed(new Error(data.message)) : done(data));
        by.onerror = (event) => failed(new Error(event.message || "the worker does not start"));
        by.postMessage(message, given);
    });
}

/** Unpacks the engine, a thread to each part, and compiles it; the threads end then, since that takes more memory than the engine itself. */
async function compile(): Promise<WebAssembly.Module> {
    const parts = Engine.partsOf(document).map((part) => ({ part, by: thread() }));
    try {
        const unpacked = parts.map(({ part, by }) => said<{ bytes: Uint8Array<ArrayBuffer> }>(by, { part }));
        const bytes = (await Promise.all(unpacked)).map(({ bytes }) => bytes);
        const [{ by: first } = { by: thread() }] = parts;
        return (await said<{ module: WebAssembly.Module }>(first, { bytes }, bytes.map(({ buffer }) => buffer))).module;
    } finally {
        parts.forEach(({ by }) => by.terminate());
    }
}

async function start(): Promise<void> {
    isReady = false;
    const begun = thread();
    worker = begun;
    const begins = new Promise<void>((done, failed) => {
        begun.onmessage = ({ data }) => {
            if ("lot" in data) {
                wasRead(data);
            } else if (!("ready" in data)) {
                answered(data);
            } else if (data.ready) {
                isReady = true;
                done();
                next();
            } else {
                failed(new Error(data.message));
            }
        };
        begun.onerror = (event) => failed(new Error(event.message || "the worker does not start"));
    });
    module ??= await compile();
    begun.postMessage({ module });
    return begins;
}

function wasRead({ lot, unlike, failed }: { lot: number; unlike?: number[]; failed?: string }): void {
    const read = reads.get(lot);
    reads.delete(lot);
    if (unlike) {
        read?.done(unlike);
    } else {
        read?.failed(new Error(failed));
    }
}

function answered(data: { result?: unknown; words?: Record<string, string>; message?: string; broken?: boolean }): void {
    clearTimeout(timer);
    const { done, failed } = running ?? {};
    running = null;
    if ("result" in data) {
        done?.(data.result as never);
    } else if (data.words) {
        failed?.(new Refused(data.words));
    } else {
        failed?.(new Error(data.message));
    }
    if (data.broken) {
        lost();
    }
    // Once the answer was taken: the next one may build on it.
    queueMicrotask(next);
}

function next(): void {
    if (running || !worker || !isReady) {
        return;
    }
    const at = Math.max(queue.findIndex(({ when }) => when !== "in turn"), 0);
    const [waiting] = queue.splice(at, 1);
    if (!waiting) {
        return;
    }
    running = waiting;
    worker.postMessage({ method: waiting.method, args: waiting.args() });
    timer = window.setTimeout(giveUp, PATIENCE);
}

function giveUp(): void {
    worker?.terminate();
    worker = null;
    const { failed } = running ?? {};
    running = null;
    ready = start();
    void ready.then(() => lost());
    failed?.(new Error("no answer"));
    reads.forEach(({ failed }) => failed(new Error("no answer")));
    reads.clear();
}

/** Asks the engine. */
export function ask<Method extends keyof Methods>(
    method: Method,
    ...args: Parameters<Methods[Method]>
): Promise<ReturnType<Methods[Method]>> {
    return askWith(method, () => args);
}

/** The same with arguments that are those of the moment when the engine is asked. */
export function askWith<Method extends keyof Methods>(
    method: Method,
    args: () => Parameters<Methods[Method]>,
): Promise<ReturnType<Methods[Method]>> {
    return enqueue(null, "in turn", method, args);
}

const answers = new Answers();

/** The findings of a text, before all that waits; an older text of the same document that waits is dropped. */
export async function putNow(id: string, path: string, text: string): Promise<Put> {
    const args = () => [path, text, { notes: true, since: answers.since }];
    // Parsed here: to hand a thousand findings from thread to thread as objects takes longer.
    return answers.take(await enqueue(`put ${id}`, "now", "putForBytes", args)) as Put;
}

/** Has the thread know a text whose findings are known: once the page is done with the key, and before all that waits. */
export function putKnown(id: string, path: string, text: string): Promise<{ others: string[] }> {
    return enqueue(`put ${id}`, "later", "putKnown", () => [path, text]);
}

/** Asks in turn; one that waits under the same key is dropped. */
export function askLatest<Method extends keyof Methods>(
    key: string,
    method: Method,
    ...args: Parameters<Methods[Method]>
): Promise<ReturnType<Methods[Method]>> {
    return enqueue(key, "in turn", method, () => args);
}

function enqueue<Result>(
    key: string | null,
    when: Waiting["when"],
    method: keyof Methods,
    args: Waiting["args"],
): Promise<Result> {
    return new Promise((done, failed) => {
        const before = key === null ? -1 : queue.findIndex((waiting) => waiting.key === key);
        if (before >= 0) {
            queue.splice(before, 1)[0]?.failed(new Superseded());
        }
        queue.push({ key, when, method, args, done, failed });
        if (when === "later") {
            setTimeout(next);
        } else {
            next();
        }
    });
}

/** Leaves out that a request was replaced by a later one; says everything else. */
export function unlessSuperseded(say: (error: unknown) => void): (error: unknown) => void {
    return (error) => {
        if (!(error instanceof Superseded)) {
            say(error);
        }
    };
}
