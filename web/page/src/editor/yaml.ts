// YAML as the editor shows it: keys, quoted texts and comments in colour, entries that can be folded, lines that are indented. It looks at
// the lines that are seen and no further. A grammar of YAML parses the text again with every key, which takes as long as to check it.
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";
import { EditorState, StateField, Text, type ChangeSet, type Line, type Range } from "@codemirror/state";
import { foldService, indentService } from "@codemirror/language";

/** A text as the editor has it. */
export const textOf = (text: string): Text => Text.of(text.split("\n"));

/** What a line begins within: a text of a block that is indented more than so many columns, a quoted text, brackets so deep; `null`: nothing. */
type Within = { block: number } | { quote: string } | { depth: number } | null;
type Kind = "key" | "string" | "comment" | "mark";

const KEY = /("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#&*!|>%@`[\]{},](?:[^:#]|:(?=\S)|(?<=\S)#)*)(?=:(\s|$))/y;
const FLOW_KEY = /("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#&*![\]{},:][^:,#[\]{}]*)(?=:(\s|$))/y;
const BLOCK = /[|>][-+\d]*(?=\s|$)/y;
const NAME = /[&*!][^\s,[\]{}]*/y;
const PLAIN = /(?:[^\s#]|(?<=\S)#)+/y;
const FLOW_PLAIN = /[^\s,[\]{}"'#]+|#/y;
const ENDS: Record<string, RegExp> = { '"': /(?:[^"\\]|\\.)*"/y, "'": /(?:[^']|'')*'(?!')/y };

const indentOf = (text: string): number => text.search(/\S|$/);

/** The pieces of a line that have a colour, and what the next line begins within. */
export function pieces(text: string, within: Within, found: (from: number, to: number, kind: Kind) => void): Within {
    const indent = indentOf(text);
    if (within && "block" in within) {
        if (indent === text.length || indent > within.block) {
            return within;
        }
        within = null;
    }
    let at = indent;
    /** The end of what stands here, or -1. */
    const end = (of: RegExp, from = at): number => {
        of.lastIndex = from;
        return of.test(text) ? of.lastIndex : -1;
    };
    const take = (to: number, kind: Kind) => {
        found(at, to, kind);
        at = to;
    };
    let quote = within && "quote" in within ? within.quote : "";
    let depth = within && "depth" in within ? within.depth : 0;
    if (quote === "" && depth === 0) {
        while (text[at] === "-" && /\s|^$/.test(text[at + 1] ?? "")) {
            take(at + 1, "mark");
            at += indentOf(text.slice(at));
        }
        const key = end(KEY);
        if (key > 0) {
            take(key, "key");
            take(key + 1, "mark");
        }
    }
    let isValue = true;
    while (at < text.length) {
        if (quote !== "") {
            const to = end(ENDS[quote] as RegExp);
            take(to < 0 ? text.length : to, "string");
            if (to < 0) {
                return { quote };
            }
            quote = "";
            continue;
        }
        const character = text[at] as string;
        const blank = /\s/.test(character);
        let to: number;
        if (blank) {
            at += 1;
        } else if (character === "#" && (at === 0 || /\s/.test(text[at - 1] ?? ""))) {
            take(text.length, "comment");
        } else if ((isValue || depth > 0) && (character === '"' || character === "'")) {
            to = depth > 0 ? end(FLOW_KEY) : -1;
            if (to > 0) {
                take(to, "key");
            } else {
                quote = character;
                found(at, at + 1, "string");
                at += 1;
            }
        } else if ((isValue || depth > 0) && /[[\]{}]/.test(character)) {
            depth = Math.max(0, depth + (character === "[" || character === "{" ? 1 : -1));
            take(at + 1, "mark");
        } else if (depth > 0 && /[,:]/.test(character)) {
            take(at + 1, "mark");
        } else if (isValue && (to = end(BLOCK)) > 0) {
            take(to, "string");
            return { block: indent };
        } else if ((isValue || depth > 0) && (to = end(NAME)) > 0) {
            take(to, "string");
            // A value may follow.
            continue;
        } else if (depth > 0 && (to = end(FLOW_KEY)) > 0) {
            take(to, "key");
        } else {
            at = Math.max(at + 1, end(depth > 0 ? FLOW_PLAIN : PLAIN));
        }
        isValue &&= blank;
    }
    return depth > 0 ? { depth } : null;
}

/** The line that has changed, if no other has. */
function typedInto({ startState, state, changes }: { startState: EditorState; state: EditorState; changes: ChangeSet }): Line | null {
    let line: Line | null = null;
    let count = 0;
    changes.iterChanges((_fromA, _toA, from, to) => {
        const there = state.doc.lineAt(from);
        line = there.to >= to ? there : null;
        count += 1;
    });
    return count === 1 && state.doc.lines === startState.doc.lines ? line : null;
}

const marks = Object.fromEntries(
    (["key", "string", "comment", "mark"] as const).map((kind) => [kind, Decoration.mark({ class: `cm-yaml-${kind}` })]),
) as Record<Kind, Decoration>;

/** So many lines above those that are seen say what these begin within. */
const BEFORE = 100;

const colours = ViewPlugin.fromClass(
    class {
        decorations: DecorationSet = Decoration.none;
        /** The number of the first line that was looked at, and what it and each one after it begins within. */
        first = 1;
        within: Within[] = [];
        constructor(view: EditorView) {
            this.draw(view);
        }
        update(update: ViewUpdate) {
            if (update.viewportChanged || (update.docChanged && !this.isDrawnInLine(update))) {
                this.draw(update.view);
            }
        }
        draw({ state: { doc }, viewport }: EditorView) {
            const seen = doc.lineAt(viewport.from).number;
            this.first = Math.max(1, seen - BEFORE);
            this.within = [null];
            const ranges: Range<Decoration>[] = [];
            let { from } = doc.line(this.first);
            const lines = doc.iterLines(this.first, doc.lineAt(viewport.to).number + 1);
            for (const text of lines) {
                const add = (start: number, end: number, kind: Kind) => {
                    if (from >= viewport.from) {
                        ranges.push(marks[kind].range(from + start, from + end));
                    }
                };
                this.within.push(pieces(text, this.within.at(-1) ?? null, add));
                from += text.length + 1;
            }
            this.decorations = Decoration.set(ranges);
        }
        /** Draws the line alone that was typed into; whether nothing else has changed. */
        isDrawnInLine(update: ViewUpdate): boolean {
            const line = typedInto(update);
            const at = (line?.number ?? 0) - this.first;
            const [before, after] = [this.within[at], this.within[at + 1]];
            if (!line || before === undefined || after === undefined) {
                return false;
            }
            const add: Range<Decoration>[] = [];
            const then = pieces(line.text, before, (start, end, kind) => add.push(marks[kind].range(line.from + start, line.from + end)));
            if (JSON.stringify(then) !== JSON.stringify(after)) {
                return false;
            }
            this.decorations = this.decorations
                .map(update.changes)
                .update({ filterFrom: line.from, filterTo: line.to, filter: () => false, add });
            return true;
        }
    },
    { decorations: ({ decorations }) => decorations },
);

const isBlank = (text: string): boolean => /^\s*(#|$)/.test(text);
const isItem = (text: string): boolean => /^\s*-(\s|$)/.test(text);
/** A key that its value is under. */
const opens = (text: string): boolean => /:\s*(?:[&!]\S*\s*)?(?:[|>][-+\d]*\s*)?(?:#.*)?$/.test(text) && !isBlank(text);

/** The last line under a line: those that are indented more, and the items of a list, which need not be. */
export function foldedUnder(doc: Text, number: number): number | null {
    const { text } = doc.line(number);
    if (isBlank(text)) {
        return null;
    }
    const indent = indentOf(text);
    const listed = !isItem(text) && opens(text);
    let last = number;
    let at = number;
    for (const next of doc.iterLines(number + 1)) {
        at += 1;
        if (isBlank(next)) {
            continue;
        }
        const inner = indentOf(next);
        if (inner < indent || (inner === indent && !(listed && isItem(next)))) {
            break;
        }
        last = at;
    }
    return last > number ? last : null;
}

/** The ends that are known, by where their line begins: most keys move them and change nothing else. */
const ends = StateField.define<Map<number, number | null>>({
    create: () => new Map(),
    update(known, transaction) {
        if (!transaction.docChanged) {
            return known;
        }
        const line = typedInto(transaction);
        const { changes, startState } = transaction;
        const before = line && startState.doc.lineAt(changes.invertedDesc.mapPos(line.from, -1));
        if (!line || !before || shape(line.text) !== shape(before.text)) {
            return new Map();
        }
        return new Map([...known].map(([from, end]) => [changes.mapPos(from, -1), end && changes.mapPos(end, 1)]));
    },
});

const shape = (text: string): string => [indentOf(text), isBlank(text), isItem(text), opens(text)].join();

/** How far a line is indented that is begun here: further under a key that has no value beside it, else as this one. */
export function indentAfter(before: string): number {
    return opens(before) ? (/^\s*(?:-\s+)*/.exec(before)?.[0].length ?? 0) + 2 : indentOf(before);
}

export const yaml = [
    colours,
    ends,
    foldService.of((state, from, to) => {
        const known = state.field(ends);
        let end = known.get(from);
        if (end === undefined) {
            const last = foldedUnder(state.doc, state.doc.lineAt(from).number);
            end = last === null ? null : state.doc.line(last).to;
            known.set(from, end);
        }
        return end === null ? null : { from: to, to: end };
    }),
    // Lines that are there stay as they are: their indentation is what they mean.
    indentService.of(({ state, simulatedBreak }, at) => {
        const line = state.doc.lineAt(at);
        return simulatedBreak === at ? indentAfter(line.text.slice(0, at - line.from)) : null;
    }),
    EditorState.languageData.of(() => [{ commentTokens: { line: "#" } }]),
];
