// What the engine answers; web/engine/engine.mjs has the contract.

export type Words = Record<string, string>;
export type Severity = "error" | "warning" | "note";

export interface Span {
    from: number | null;
    to: number | null;
    line: number;
    column: number;
    end_line: number;
    end_column: number;
}

export interface Edit extends Span {
    replacement: string;
}

export interface Finding extends Span {
    rule: string;
    severity: Severity;
    code: string | null;
    path: string;
    message: Words;
    help: Words | null;
    related: (Span & { path: string; message: Words })[];
    fixes: { message: Words; edits: Edit[] }[];
}

export interface Counts {
    errors: number;
    warnings: number;
    notes: number;
}

export interface Put {
    findings: Finding[];
    others: string[];
    counts: Counts;
    /** How many findings a baseline hides. */
    known: number;
    /** The findings of before, if these are the same in the same lines. */
    before?: Finding[] | null;
}

/** What a repository has decided for a file. */
export interface Settings {
    config: string;
    baseline: string | null;
    severities: [string, Severity | null][];
}

/** What became of the files of a configuration. */
export interface Configured {
    problems: { path: string; problems: { line: number; message: Words; help: Words | null }[] }[];
    missing: string[];
    leftOut: string[];
}

export interface Remark {
    at: Words | null;
    page: number | null;
    kind: string;
    needs_a_look: boolean;
    text: string | null;
    message: Words;
}

export interface Report {
    source: string | null;
    form: string | null;
    error: Words | null;
    title: string | null;
    counts: Record<string, number> | null;
    remarks: Remark[];
}

export interface Imported {
    path?: string;
    text?: string;
    error?: Words;
    report: Report | null;
}

export interface Form {
    html: string;
    /** Whether it is that of the text as it is, or of the last one that could be read. */
    isCurrent: boolean;
    /** The anchors of the page, and the lines of their entries, counted from 0. */
    places: { id: string; line: number }[];
}

/** The methods of the engine, as the page calls them. */
export interface Methods {
    put(path: string, text: string | Uint8Array, options: { notes: boolean }): Put;
    putForBytes(path: string, text: string, options: { notes: boolean; since: number | null }): Uint8Array;
    putKnown(path: string, text: string): { others: string[] };
    configure(files: [string, string][], options: { repositories: string[]; paths: string[] }): Configured;
    settingsOf(path: string): Settings | null;
    putAll(files: [string, string | Uint8Array][], options: { more: boolean }): void;
    putLot(lot: number, files: [number, string][]): boolean;
    finishLots(): void;
    text(path: string): string;
    remove(path: string): { others: string[] };
    findings(path: string, options: { notes: boolean }): Omit<Put, "others">;
    counts(): ({ path: string } & Counts)[];
    report(options: { notes: boolean; format: string; lang: string; paths?: string[] }): string;
    explain(rule: string, lang: string): string;
    fixAll(path: string, lang: string): { text: string; fixes: number; diff: string } | null;
    format(path: string): { text: string } | null;
    renumber(path: string, options: { items: boolean; lang: string }): { text: string; changed: number; diff: string };
    newDraft(options: { name: string; category: boolean }): string;
    nextEdition(path: string): string;
    nextCode(path: string): string | null;
    release(
        path: string,
        issue: { code: string; date: string; note: string; former: string | null; lang: string },
    ): { path: string; text: string; kept: { path: string; text: string } | null; errors: number; diff: string };
    form(path: string): Form | null;
    render(paths: string[], format: string, options: { matrix: boolean }): string | Uint8Array;
    diff(before: string, after: string, format: string, lang: string): string;
    gap(from: string, to: string, format: string, lang: string): string;
    import(input: string | Uint8Array, options: { name: string; form?: string }): Imported[];
    looksLikeStandard(text: string): boolean;
    lsp(path: string, method: string, params: unknown, lang: string): unknown;
}

/** Why a request was not done, in both languages. */
export class Refused extends Error {
    constructor(readonly words: Words) {
        super(words["en"] ?? "");
    }
}
