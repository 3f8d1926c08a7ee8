// The engine in a thread of its own: whatever it takes, typing and the input methods are never held up.
import example from "example:text";
import { Engine, EngineBroken, EngineError, joined } from "../../../engine/engine.mjs";

interface Request {
    method: string;
    args: unknown[];
}

// The types of a worker's scope are not among those of a page.
const scope = self as unknown as {
    onmessage: ((event: MessageEvent) => void) | null;
    postMessage(message: unknown, transfer?: Transferable[]): void;
};

/** So often is a standard checked before the first request, unless one comes before. */
const WARM = 12;

let engine: Engine;
let isAsked = false;

/** The bytes of files that were read, until the engine has them. */
const lots = new Map<number, Uint8Array<ArrayBuffer>[]>();

/** What this thread does beside the engine's own methods. */
const own: Record<string, (...args: never[]) => unknown> = {
    /** Has the engine take files of a lot, each with where it stands in it, and lets the lot go. Whether it was there. Others come. */
    putLot(lot: number, files: [number, string][]): boolean {
        const each = lots.get(lot);
        if (each) {
            const taken = files.flatMap(([at, path]): [string, Uint8Array][] => (each[at] ? [[path, each[at]]] : []));
            engine.putAll(taken, { more: true });
            letGo(lot);
        }
        return each !== undefined;
    },

    /** Has the rules across files run, and lets go what was read and never asked for. */
    finishLots(): void {
        engine.putAll([], { more: false });
        lots.clear();
        spare.length = 0;
    },
};

/** Reads files as one: each by itself takes Chromium several times as long. Says which are not as the editor has a text. */
async function readLot(lot: number, files: Blob[]): Promise<number[]> {
    const all = await readAsOne(files);
    let end = 0;
    const each = files.map(({ size }) => {
        end += size;
        return new Uint8Array(all, end - size, size);
    });
    lots.set(lot, each);
    try {
        const unlike = engine.unlike(each);
        if (unlike.length === files.length) {
            letGo(lot);
        }
        return unlike;
    } catch (error) {
        letGo(lot);
        throw error;
    }
}

function letGo(lot: number): void {
    const [first] = lots.get(lot) ?? [];
    lots.delete(lot);
    if (first) {
        spare.push(first.buffer);
    }
}

/** Buffers to read into again. */
const spare: ArrayBuffer[] = [];

/**
 * The bytes of files, one behind the other, in a buffer with room to spare. What `arrayBuffer()` leaves behind Chromium frees only when a
 * thread has much else to free, which this one has not: of a large folder that would be all files.
 */
async function readAsOne(files: Blob[]): Promise<ArrayBuffer> {
    const blob = new Blob(files);
    const at = spare.findIndex(({ byteLength }) => byteLength >= blob.size);
    let [buffer] = at < 0 ? [new ArrayBuffer(2 ** Math.ceil(Math.log2(blob.size + 1)))] : spare.splice(at, 1);
    const reader = blob.stream().getReader({ mode: "byob" });
    for (let end = 0; end < blob.size; ) {
        const { value } = await reader.read(new Uint8Array(buffer as ArrayBuffer, end, blob.size - end));
        if (!value?.length) {
            throw new Error("a file has changed");
        }
        buffer = value.buffer;
        end += value.length;
    }
    return buffer as ArrayBuffer;
}

/**
 * The browser compiles well what has run often: without this the first twenty keys of a person take twice as long. The file is one
 * that no document is called.
 */
function warm(times: number): void {
    if (!isAsked && times > 0) {
        const path = "\0";
        engine.putForBytes(path, `${example}# ${times}\n`);
        engine.remove(path);
        setTimeout(() => warm(times - 1));
    }
}

scope.onmessage = async ({ data }: MessageEvent) => {
    try {
        if (data.part) {
            const bytes = await Engine.unpacked([data.part]);
            scope.postMessage({ bytes }, [bytes.buffer]);
            return;
        }
        if (data.bytes) {
            scope.postMessage({ module: await WebAssembly.compile(joined(data.bytes)) });
            return;
        }
        if (data.module) {
            engine = await Engine.of(data.module);
            scope.postMessage({ ready: true });
            setTimeout(() => warm(WARM), 50);
            return;
        }
    } catch (error) {
        scope.postMessage({ ready: false, message: String(error) });
        return;
    }
    isAsked = true;
    if (data.files) {
        // No request that others wait for: the disk may be slow.
        const { lot, files } = data;
        await readLot(lot, files).then(
            (unlike) => scope.postMessage({ lot, unlike }),
            (error) => scope.postMessage({ lot, failed: String(error) }),
        );
        return;
    }
    const { method, args } = data as Request;
    try {
        const methods = (method in own ? own : engine) as Record<string, (...args: unknown[]) => unknown>;
        const result = await methods[method]?.apply(engine, args);
        scope.postMessage({ result }, result instanceof Uint8Array ? [result.buffer] : []);
    } catch (error) {
        if (error instanceof EngineBroken) {
            await engine.restart();
            scope.postMessage({ broken: true, message: String(error) });
        } else if (error instanceof EngineError) {
            scope.postMessage({ words: error.words });
        } else {
            scope.postMessage({ message: String(error) });
        }
    }
};
