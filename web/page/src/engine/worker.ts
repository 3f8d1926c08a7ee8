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
    const { method, args } = data as Request;
    try {
        const methods = engine as unknown as Record<string, (...args: unknown[]) => unknown>;
        let result = methods[method]?.apply(engine, args);
        if (data.given) {
            // It is filled again for the next files.
            result = new Uint8Array(data.given);
        }
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
