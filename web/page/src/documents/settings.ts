// What the repository of a folder that was opened has decided about findings: the `ttm.toml` files in it and the baselines that they name.
// The engine reads them as the program does; they are kept with the documents until the last of these is closed.
import { tellProblem } from "../dialogs/problem.ts";
import { ask } from "../engine/client.ts";
import type { Configured } from "../engine/types.ts";
import { emit, on } from "../ui/events.ts";
import { all } from "./documents.ts";

/** By path. */
let files = new Map<string, string>();
/** Folders that are not configured from above. */
let repositories: string[] = [];

/** What the engine is to check by. */
export const configuration = (paths: string[] = []): [[string, string][], { repositories: string[]; paths: string[] }] => [
    [...files],
    { repositories, paths },
];

export const isConfigured = (): boolean => files.size > 0;

export function startSettings(): void {
    on("documents", () => {
        if (all().length === 0) {
            void dropSettings();
        }
    });
}

/**
 * Takes the configuration among files of a folder. `read` gives the text of one of them, if it is there. Says what cannot be used, and which
 * of `paths` are left out.
 */
export async function takeSettings(
    found: string[],
    folders: string[],
    read: (path: string) => Promise<string | null>,
    paths: string[],
): Promise<Configured> {
    repositories = [...new Set([...repositories, ...folders])];
    const add = async (path: string) => {
        const text = await read(path);
        return text === null ? null : files.set(path, text);
    };
    for (const path of found) {
        await add(path);
    }
    let configured = await ask("configure", ...configuration(paths));
    const named = await Promise.all(configured.missing.map(add));
    if (named.some((one) => one !== null)) {
        configured = await ask("configure", ...configuration(paths));
    }
    emit("settings", undefined);
    return configured;
}

/** Checks by what the rules say, and by nothing else. */
export async function dropSettings(): Promise<void> {
    if (isConfigured()) {
        files = new Map();
        repositories = [];
        await configureAgain();
    }
}

/** Has the engine check by these settings again. */
export async function configureAgain(): Promise<void> {
    await ask("configure", ...configuration());
    emit("settings", undefined);
}

/** The settings as a text to be kept; nothing if there are none. */
export const keptSettings = (): string | null => (isConfigured() ? JSON.stringify([[...files], repositories]) : null);

export function restoreSettings(text: string): void {
    const [kept, folders] = JSON.parse(text) as [[string, string][], string[]];
    kept.forEach(([path, text]) => files.set(path, text));
    repositories.push(...folders);
    void configureAgain().catch(tellProblem);
}
