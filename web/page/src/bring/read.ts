// Files as documents: YAML is opened as it is, everything else goes through import. Nothing is dropped in silence: what
// could not be read is said by name.
import { add, type Opened } from "../documents/documents.ts";
import { takeSettings } from "../documents/settings.ts";
import { ask } from "../engine/client.ts";
import type { Imported } from "../engine/types.ts";
import { reason } from "../dialogs/problem.ts";
import { askPerson } from "../dialogs/dialog.ts";
import { h } from "../ui/dom.ts";
import { pick, say } from "../ui/lang.ts";
import { toast } from "../ui/toast.ts";
import { showBeside } from "../panes/beside.ts";

/** A file of the person's, with its path within a folder. */
export interface Brought {
    path: string;
    file: Blob;
    /** The file itself, where the browser lets the page write it. */
    handle?: FileSystemFileHandle | null;
}

/** Larger files are no standards; the engine has limits of its own below this. */
const MOST_MB = 64;
/** Files that are read at the same time. */
const LOT = 50;
const IS_YAML = /\.ya?ml$/i;
const CAN_BE_READ = /\.(ya?ml|txt|html?|odt|docx|xlsx|ods|pdf|json)$/i;
/** Files that lie beside standards and are none. */
const BESIDE = /(^|\/)(\.[^/]+\/.*|node_modules\/.*|ttm\.ya?ml|[^/]*\.schema\.json|package(-lock)?\.json)$/;

interface Unread {
    path: string;
    why: string;
}

/** Opens what was dropped, chosen or pasted; whether something could be. */
export async function bring(brought: Brought[], wanted: "all" | "standards" = "all"): Promise<boolean> {
    const files = brought.filter(({ path }) => wanted === "all" || (CAN_BE_READ.test(path) && !BESIDE.test(path)));
    const unread: Unread[] = [];
    const opened: Opened[] = [];
    performance.mark("reading");
    const left = wanted === "standards" ? await decided(brought, files, unread) : 0;
    if (files.length > 20) {
        toast(say("reading", files.length));
    }
    for (let at = 0; at < files.length; at += LOT) {
        const lot = await Promise.all(files.slice(at, at + LOT).map((one) => read(one, unread)));
        opened.push(...lot.flat());
    }
    await finish(opened, unread);
    if (left > 0) {
        toast(say("left-out", CONFIG, left));
    }
    return opened.length > 0;
}

const CONFIG = "ttm.toml";

/** Takes what the repository of a folder has decided, and takes what it leaves out from the files; returns how many these are. */
async function decided(brought: Brought[], files: Brought[], unread: Unread[]): Promise<number> {
    const byPath = new Map(brought.map((one) => [one.path, one.file]));
    const configs = [...byPath.keys()].filter((path) => path === CONFIG || path.endsWith(`/${CONFIG}`));
    if (configs.length === 0) {
        return 0;
    }
    const folders = [...byPath.keys()].map((path) => /^(.*?)\/?\.git\//.exec(path)?.[1]).filter((folder) => folder !== undefined);
    const text = async (path: string) => (await byPath.get(path)?.text()) ?? null;
    try {
        const paths = files.map(({ path }) => path);
        const { problems, missing, leftOut } = await takeSettings(configs, [...new Set(folders)], text, paths);
        for (const { path, problems: some } of problems) {
            unread.push({ path, why: some.map(({ line, message }) => `${say("line", line)}：${pick(message)}`).join("　") });
        }
        unread.push(...missing.map((path) => ({ path, why: say("settings-missing") })));
        const out = new Set(leftOut);
        files.splice(0, files.length, ...files.filter(({ path }) => !out.has(path)));
        return leftOut.length;
    } catch (error) {
        configs.forEach((path) => unread.push({ path, why: reason(error) }));
        return 0;
    }
}

async function read({ path, file, handle }: Brought, unread: Unread[]): Promise<Opened[]> {
    if (file.size > MOST_MB * 1024 * 1024) {
        unread.push({ path, why: say("too-large", MOST_MB) });
        return [];
    }
    try {
        const bytes = new Uint8Array(await file.arrayBuffer());
        return IS_YAML.test(path) ? [{ ...(await asYaml(path, bytes)), file: handle ?? null, blob: file }] : await asImport(path, bytes, unread);
    } catch (error) {
        unread.push({ path, why: reason(error) });
        return [];
    }
}

/** Takes what was pasted: text of a standard, or of a page, or the page itself. */
export async function bringText(text: string, html: string): Promise<boolean> {
    const unread: Unread[] = [];
    const opened: Opened[] = [];
    const name = say("pasted");
    if (text.trim() === "" && html.trim() === "") {
        return false;
    }
    try {
        if (text.trim() !== "" && (await ask("looksLikeStandard", text))) {
            opened.push({ path: `${/^code:\s*["']?([\w-]+)/m.exec(text)?.[1] ?? name}.yaml`, text, inFile: false });
        } else {
            // The clipboard's page keeps the cells that its text has lost.
            const input: [string, string] = /<table/i.test(html) || text.trim() === "" ? [html, "html"] : [text, "text"];
            opened.push(...take(name, await ask("import", input[0], { name, form: input[1] }), unread));
        }
    } catch (error) {
        unread.push({ path: name, why: reason(error) });
    }
    await finish(opened, unread);
    return opened.length > 0;
}

async function asYaml(path: string, bytes: Uint8Array): Promise<Opened> {
    try {
        return { path, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), inFile: true };
    } catch {
        // The engine says what the file is instead, such as Big5, and what to do.
        const { findings } = await ask("put", path, bytes, { notes: false });
        await ask("remove", path);
        const [first] = findings;
        throw new Error(first ? [pick(first.message), pick(first.help)].filter(Boolean).join("　") : "UTF-8");
    }
}

async function asImport(path: string, bytes: Uint8Array, unread: Unread[]): Promise<Opened[]> {
    return take(path, await ask("import", bytes, { name: path }), unread);
}

function take(path: string, imported: Imported[], unread: Unread[]): Opened[] {
    return imported.flatMap((one) => {
        if (one.error || one.text === undefined) {
            unread.push({ path, why: pick(one.error) });
            return [];
        }
        return [{ path: one.path ?? path, text: one.text, inFile: false, report: one.report }];
    });
}

async function finish(opened: Opened[], unread: Unread[]): Promise<void> {
    const docs = add(opened);
    const [doc] = docs;
    if (docs.length === 1 && doc?.report) {
        const look = doc.report.remarks.filter(({ needs_a_look }) => needs_a_look).length;
        toast(say("imported", doc.report.title ?? doc.path, look));
        if (look > 0) {
            showBeside("remarks");
        }
    } else if (docs.length > 0) {
        toast(say("opened", docs.length));
    } else if (unread.length === 0) {
        toast(say("nothing-found"));
    }
    if (unread.length > 0) {
        const items = unread.slice(0, 200).map(({ path, why }) => h("li", {}, h("strong", {}, path), "　", why));
        await askPerson({ title: say("not-read"), body: [h("ul", { class: "unread" }, ...items)] });
    }
}
