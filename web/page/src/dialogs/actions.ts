// What can be done at the cursor: likely fixes, and changes that an author makes often, as the engine offers them.
import { shown } from "../documents/documents.ts";
import { checkNow } from "../documents/checking.ts";
import { change, viewOf } from "../editor/editor.ts";
import { offsetAt, positionAt, type Range } from "../editor/position.ts";
import { ask } from "../engine/client.ts";
import { h } from "../ui/dom.ts";
import { lang, say } from "../ui/lang.ts";
import { toast } from "../ui/toast.ts";
import { askPerson } from "./dialog.ts";
import { tellProblem } from "./problem.ts";

interface TextEdit {
    range: Range;
    newText: string;
}

interface Change {
    changes?: Record<string, TextEdit[]>;
    documentChanges?: { edits: TextEdit[] }[];
}

interface Action {
    title: string;
    edit?: Change;
    isPreferred?: boolean;
}

const textEdits = (edit: Change | undefined): TextEdit[][] => [
    ...Object.values(edit?.changes ?? {}),
    ...(edit?.documentChanges ?? []).map(({ edits }) => edits),
];

/** Offers what can be done at the cursor, and does what is chosen; it is one step for undo. */
export async function askActions(): Promise<void> {
    const doc = shown();
    const view = doc && viewOf(doc);
    if (!doc || !view) {
        toast(say("no-document"));
        return;
    }
    try {
        await checkNow(doc);
        const { state } = view;
        const { from, to } = state.selection.main;
        const range = { start: positionAt(state.doc, from), end: positionAt(state.doc, to) };
        const params = { range, context: { diagnostics: [] } };
        const actions = ((await ask("lsp", doc.path, "textDocument/codeAction", params, lang())) ?? []) as Action[];
        if (actions.length === 0) {
            toast(say("no-actions"));
            return;
        }
        const chosen = await choose(actions);
        if (!chosen || doc.text !== state.doc.toString()) {
            return;
        }
        const whole = chosen.edit ? chosen : ((await ask("lsp", doc.path, "codeAction/resolve", chosen, lang())) as Action);
        const edits = textEdits(whole.edit).flat();
        change(
            doc,
            edits.map(({ range, newText }) => ({
                from: offsetAt(state.doc, range.start),
                to: offsetAt(state.doc, range.end),
                insert: newText,
            })),
        );
        view.focus();
    } catch (error) {
        tellProblem(error);
    }
}

async function choose(actions: Action[]): Promise<Action | null> {
    let chosen: Action | null = null;
    const take = (action: Action) => (event: Event) => {
        chosen = action;
        (event.target as Element).closest("dialog")?.close();
    };
    const items = actions.map((action) => h("li", {}, h("button", { type: "button", onclick: take(action) }, action.title)));
    await askPerson({ title: say("actions-here"), body: [h("ul", { class: "choices" }, ...items)] });
    return chosen;
}
