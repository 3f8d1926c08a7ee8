// The engine in a thread of its own: whatever it takes, typing and the input methods are never held up.
import { Engine, EngineBroken, EngineError } from "../../../engine/engine.mjs";

interface Request {
    id: number;
    method: string;
    args: unknown[];
}

// The types of a worker's scope are not among those of a page.
const scope = self as unknown as {
    onmessage: ((event: MessageEvent) => void) | null;
    postMessage(message: unknown, transfer?: Transferable[]): void;
};

let engine: Engine;

scope.onmessage = async ({ data }: MessageEvent) => {
    if (data.wasm) {
        try {
            engine = await Engine.start(data.wasm);
            scope.postMessage({ ready: true });
        } catch (error) {
            scope.postMessage({ ready: false, message: String(error) });
        }
        return;
    }
    const { id, method, args } = data as Request;
    try {
        const methods = engine as unknown as Record<string, (...args: unknown[]) => unknown>;
        const result = methods[method]?.apply(engine, args);
        scope.postMessage({ id, result });
    } catch (error) {
        if (error instanceof EngineBroken) {
            await engine.restart();
            scope.postMessage({ id, broken: true, message: String(error) });
        } else if (error instanceof EngineError) {
            scope.postMessage({ id, words: error.words });
        } else {
            scope.postMessage({ id, message: String(error) });
        }
    }
};
