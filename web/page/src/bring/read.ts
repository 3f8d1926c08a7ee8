// Files as documents: YAML is opened as it is, everything else goes through import. Nothing is dropped in silence: what
// could not be read is said by name.
import { add, type Opened } from "../documents/documents.ts";
import { fewWait } from "../documents/checking.ts";
import { MANY, type Doc } from "../documents/doc.ts";
import { takeSettings } from "../documents/settings.ts";
import { ask, readLot } from "../engine/client.ts";
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
/** Files of a large folder that are read as one; a file that is larger than all of them may be is read by itself. */
const LARGE_LOT = 100;
const LARGE_LOT_BYTES = 16 * 1024 * 1024;
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
    performance.mark("reading");
    const left = wanted === "standards" ? await decided(brought, files, unread) : 0;
    if (files.length > 20) {
        toast(say("reading", files.length));
    }
    const docs = await addAll(files, unread);
    await finish(docs, unread);
    if (left > 0) {
        toast(say("left-out", CONFIG, left));
    }
    return docs.length > 0;
}

/** Reads files and adds them. Of a large folder the standards go to the engine's thread without a copy of their texts here, lot by lot. */
async function addAll(files: Brought[], unread: Unread[]): Promise<Doc[]> {
    const isLarge = files.length > MANY;
    const isOfLarge = ({ path, file }: Brought) => isLarge && IS_YAML.test(path) && file.size <= LARGE_LOT_BYTES;
    const large = files.filter(isOfLarge);
    const others = files.filter((one) => !isOfLarge(one));
    const docs: Doc[] = [];
    const opened: Opened[] = [];
    try {
        for (let at = 0; at < large.length; ) {
            const lot = lotFrom(large, at);
            at += lot.length;
            await fewWait();
            const opened = await takeLot(lot, unread);
            docs.push(...add(opened, { show: docs.length === 0, more: at < large.length }));
        }
        for (let at = 0; at < others.length; at += LOT) {
            const lot = await Promise.all(others.slice(at, at + LOT).map((one) => read(one, unread)));
            opened.push(...lot.flat());
        }
    } finally {
        docs.push(...add(opened, { show: docs.length === 0 }));
    }
    return docs;
}

/** The files from there on that are read as one. */
function lotFrom(files: Brought[], begin: number): Brought[] {
    let end = begin;
    for (let size = 0; end < files.length && end - begin < LARGE_LOT; end += 1) {
        size += files[end]?.file.size ?? 0;
        if (size > LARGE_LOT_BYTES) {
            break;
        }
    }
    return files.slice(begin, end);
}

let lots = 0;

/** Standards that the engine's thread reads. Those that are not as an editor has a text are read here, as any other file is. */
async function takeLot(files: Brought[], unread: Unread[]): Promise<Opened[]> {
    const lot = (lots += 1);
    // One that cannot be read any more fails all: each by itself says which.
    const blobs = files.map(({ file }) => file);
    const unlike = await readLot(lot, blobs).catch(() => files.map((_, at) => at));
    const own = new Set(unlike);
    const opened = files.map(async (one, at): Promise<Opened[]> => {
        const { path, file, handle } = one;
        return own.has(at) ? read(one, unread) : [{ path, text: "", inFile: true, file: handle ?? null, blob: file, read: { lot, at } }];
    });
    return (await Promise.all(opened)).flat();
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
    await finish(add(opened), unread);
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

async function finish(docs: Doc[], unread: Unread[]): Promise<void> {
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
