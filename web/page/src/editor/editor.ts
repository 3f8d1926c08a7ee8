// The editor: CodeMirror, one view, and a state with its undo history for each document.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyField, historyKeymap, indentWithTab, redo, undo } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorSelection, EditorState, type ChangeSpec } from "@codemirror/state";
import {
    EditorView,
    highlightActiveLine,
    highlightActiveLineGutter,
    highlightSpecialChars,
    keymap,
    lineNumbers,
    type ViewUpdate,
} from "@codemirror/view";
import type { Doc } from "../documents/doc.ts";
import { shown } from "../documents/documents.ts";
import { byId } from "../ui/dom.ts";
import { emit, on } from "../ui/events.ts";
import { complete } from "./completion.ts";
import { cursors } from "./cursors.ts";
import { definition } from "./definition.ts";
import { inLanguage, words } from "./language.ts";
import { names } from "./names.ts";
import { theme } from "./theme.ts";
import { hover } from "./hover.ts";
import { yaml } from "./yaml.ts";

let view: EditorView | null = null;
let current: Doc | null = null;

const extensions = () => [
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    highlightSpecialChars(),
    history(),
    cursors,
    indentUnit.of("  "),
    EditorState.tabSize.of(2),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    search({ top: true }),
    EditorView.lineWrapping,
    EditorView.cspNonce.of(document.querySelector("style")?.nonce ?? ""),
    yaml,
    theme,
    words.of(inLanguage()),
    // The engine has filtered and ordered what it offers, by the characters within Chinese names.
    autocompletion({ override: [complete], icons: false, filterStrict: false, activateOnTypingDelay: 60 }),
    names,
    hover,
    definition,
    EditorView.updateListener.of(updated),
    keymap.of([
        ...completionKeymap,
        ...lintKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...foldKeymap,
        ...defaultKeymap,
        // After Esc, Tab leaves the editor, which CodeMirror sees to.
        indentWithTab,
    ]),
];

function updated(update: ViewUpdate): void {
    if (!current) {
        return;
    }
    current.state = update.state;
    if (update.docChanged) {
        current.text = update.state.doc.toString();
        emit("text", current);
    }
    if (update.selectionSet || update.docChanged) {
        emit("cursor", { doc: current, line: update.state.doc.lineAt(update.state.selection.main.head).number });
    }
}

/** Shows the current document in the editor, and follows it from now on. */
export function startEditor(): void {
    on("current", show);
    on("lang", () => view?.dispatch({ effects: words.reconfigure(inLanguage()) }));
    show();
}

function show(): void {
    const doc = shown();
    current = null;
    if (!doc) {
        view?.destroy();
        view = null;
        return;
    }
    const isNew = doc.state === null;
    const state = doc.state ?? stateOf(doc);
    if (view) {
        view.setState(state);
    } else {
        view = new EditorView({ state, parent: byId("editor") });
    }
    doc.state = view.state;
    current = doc;
    if (!isNew) {
        view.dispatch({ effects: words.reconfigure(inLanguage()) });
    }
}

/** A state for a document that was not shown yet: as an earlier visit left it, with what can be undone, or anew. */
function stateOf(doc: Doc): EditorState {
    const config = { doc: doc.text, extensions: extensions() };
    try {
        const state = doc.kept ? EditorState.fromJSON(doc.kept, config, { history: historyField }) : null;
        if (state?.doc.toString() === doc.text) {
            return state;
        }
    } catch {
        // What another version of the page kept may not be readable; the text is.
    }
    return EditorState.create(config);
}

/** The view, if it shows this document. */
export const viewOf = (doc: Doc): EditorView | null => (doc === current ? view : null);

export const isComposing = (): boolean => view?.composing === true || view?.compositionStarted === true;

/** Changes the text of the shown document so that it can be undone. */
export function change(doc: Doc, changes: ChangeSpec): void {
    viewOf(doc)?.dispatch({ changes, userEvent: "input.fix", scrollIntoView: true });
}

/** The text becomes this one; what is the same at both ends is left alone. */
export function become(doc: Doc, text: string): void {
    const before = doc.text;
    let from = 0;
    while (from < before.length && from < text.length && before[from] === text[from]) {
        from += 1;
    }
    let end = 0;
    const most = Math.min(before.length, text.length) - from;
    while (end < most && before[before.length - 1 - end] === text[text.length - 1 - end]) {
        end += 1;
    }
    change(doc, { from, to: before.length - end, insert: text.slice(from, text.length - end) });
}

/** Selects a range and brings it into view. */
export function goTo(doc: Doc, from: number, to = from, focus = true): void {
    const there = viewOf(doc);
    if (!there) {
        return;
    }
    const end = there.state.doc.length;
    const range = EditorSelection.range(Math.min(from, end), Math.min(to, end));
    there.dispatch({
        selection: EditorSelection.create([range]),
        effects: EditorView.scrollIntoView(range, { y: "center" }),
    });
    if (focus) {
        there.focus();
    }
}

export function undoLast(): void {
    if (view) {
        undo(view);
        view.focus();
    }
}

export function redoLast(): void {
    if (view) {
        redo(view);
        view.focus();
    }
}
