// The page's side of the engine's thread: one request at a time, what was typed last before everything else, and a thread
// that no longer answers is replaced.
import { Engine } from "../../../engine/engine.mjs";
import source from "worker:source";
import { Refused, type Methods, type Put } from "./types.ts";

/** After this time without an answer the thread is given up. */
const PATIENCE = 60_000;

interface Waiting {
    /** A later request with the same key takes the place of this one. */
    key: string | null;
    urgent: boolean;
    method: keyof Methods;
    args: unknown[];
    /** What the thread keeps: it is not copied, and is gone from here. */
    given: Transferable[];
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

/** What the thread compiled, once it has. */
export const compiled = (): WebAssembly.Module | null => module;

/** Starts the thread; `files` puts everything again after the engine had to begin anew. */
export async function startEngine(files: () => void): Promise<void> {
    lost = files;
    performance.mark("script");
    await start();
}

function start(): Promise<void> {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    isReady = false;
    return new Promise((ready, failed) => {
        worker = new Worker(url);
        worker.onmessage = ({ data }) => {
            if ("ready" in data) {
                URL.revokeObjectURL(url);
                if (data.ready) {
                    isReady = true;
                    module = data.module;
                    ready();
                    next();
                } else {
                    failed(new Error(data.message));
                }
                return;
            }
            answered(data);
        };
        worker.onerror = (event) => failed(new Error(event.message || "the worker does not start"));
        worker.postMessage({ parts: Engine.partsOf(document) });
    });
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
    next();
}

function next(): void {
    if (running || !worker || !isReady) {
        return;
    }
    const at = Math.max(queue.findIndex(({ urgent }) => urgent), 0);
    const [waiting] = queue.splice(at, 1);
    if (!waiting) {
        return;
    }
    running = waiting;
    const { method, args } = waiting;
    worker.postMessage({ method, args }, waiting.given);
    timer = window.setTimeout(giveUp, PATIENCE);
}

function giveUp(): void {
    worker?.terminate();
    worker = null;
    const { failed } = running ?? {};
    running = null;
    void start().then(() => lost());
    failed?.(new Error("no answer"));
}

/** Asks the engine. */
export function ask<Method extends keyof Methods>(
    method: Method,
    ...args: Parameters<Methods[Method]>
): Promise<ReturnType<Methods[Method]>> {
    return enqueue(null, false, method, args);
}

/** Hands over files as bytes, which are gone from here then. */
export function handOver(files: [string, Uint8Array<ArrayBuffer>][], more: boolean): Promise<void> {
    return enqueue(null, false, "putAll", [files, { more }], files.map(([, bytes]) => bytes.buffer));
}

/** The findings of a text, before all that waits; an older text of the same document that waits is dropped. */
export async function putNow(id: string, path: string, text: string): Promise<Put> {
    // Parsed here: to hand a thousand findings from thread to thread as objects takes longer.
    return Engine.found(await askNow(`put ${id}`, "putForBytes", path, text, { notes: true })) as Put;
}

/** Asks before all that waits; one that waits under the same key is dropped. */
function askNow<Method extends keyof Methods>(
    key: string,
    method: Method,
    ...args: Parameters<Methods[Method]>
): Promise<ReturnType<Methods[Method]>> {
    return enqueue(key, true, method, args);
}

/** Asks in turn; one that waits under the same key is dropped. */
export function askLatest<Method extends keyof Methods>(
    key: string,
    method: Method,
    ...args: Parameters<Methods[Method]>
): Promise<ReturnType<Methods[Method]>> {
    return enqueue(key, false, method, args);
}

function enqueue<Result>(
    key: string | null,
    urgent: boolean,
    method: keyof Methods,
    args: unknown[],
    given: Transferable[] = [],
): Promise<Result> {
    return new Promise((done, failed) => {
        const before = key === null ? -1 : queue.findIndex((waiting) => waiting.key === key);
        if (before >= 0) {
            queue.splice(before, 1)[0]?.failed(new Superseded());
        }
        queue.push({ key, urgent, method, args, given, done, failed });
        next();
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
