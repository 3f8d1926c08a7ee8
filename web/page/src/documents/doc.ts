// A document: the text of one standard as it is being written.
import type { EditorState } from "@codemirror/state";
import type { Finding, Report } from "../engine/types.ts";

export interface Doc {
    readonly id: string;
    /** The file name, unique among the documents; it is what the rules and the reports call it. */
    path: string;
    /** The text with `\n` line ends, as the editor has it. */
    text: string;
    /** The text as it was opened or last saved; `null` if it is in no file yet. */
    saved: string | null;
    /** The file that it was opened from, where the browser lets the page write it. */
    file: FileSystemFileHandle | null;
    /** What it was read from, if a file of a folder. */
    readonly blob: Blob | null;
    /** Whether its text is elsewhere (away.ts): of thousands of files that are not looked at, one copy is enough. `text` and `saved` are empty then. */
    isAway: boolean;
    /** Where the engine's thread has it, read and still to be checked: the lot, and which of it. */
    read: { lot: number; at: number } | null;
    /** What the file had, and has again when it is saved. */
    readonly eol: "\n" | "\r\n";
    readonly bom: boolean;
    /** What import said, if the document was imported. */
    readonly report: Report | null;
    /** Where it stands in the list. */
    readonly order: number;
    /** The editor's state with its undo history, once it was shown. */
    state: EditorState | null;
    /** The editor's state as it was kept by an earlier visit, with its undo history. */
    kept: unknown;
    /** The findings, and the text that they are about. */
    findings: Finding[];
    /** Those that they were before the last key, if it has changed nothing about them but where in the text they are. */
    before: Finding[] | null;
    checked: string | null;
    /** How many more a baseline hides. */
    known: number;
    counts: { errors: number; warnings: number; notes: number } | null;
}

/** So many documents are a folder to be looked through rather than texts that are written. */
export const MANY = 200;

/** Whether something is in it that no file has. */
export const isUnsaved = (doc: Doc): boolean => doc.text !== doc.saved;

/** The bytes of the file, or those that it would have with another text. */
export function bytesOf(doc: Doc, of: string = doc.text): Uint8Array<ArrayBuffer> {
    const text = doc.eol === "\r\n" ? of.replaceAll("\n", "\r\n") : of;
    return new TextEncoder().encode(doc.bom ? `\u{feff}${text}` : text);
}

/** Text as an editor has it, and what is put back when it is saved. */
export function taken(text: string): { text: string; eol: Doc["eol"]; bom: boolean } {
    const bom = text.startsWith("\u{feff}");
    const body = bom ? text.slice(1) : text;
    const eol = /\r\n/.test(body) ? "\r\n" : "\n";
    return { text: body.replace(/\r\n?/g, "\n"), eol, bom };
}
