// One cursor is the browser's own. Several are drawn by the editor, which is the only one that can: with every key that makes the browser
// look at styles once more, a fifteenth of the time until the findings are there.
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection } from "@codemirror/view";

const drawn = new Compartment();

export const cursors = [
    EditorState.allowMultipleSelections.of(true),
    drawn.of([]),
    EditorState.transactionExtender.of(({ startState, newSelection }) => {
        const are = newSelection.ranges.length > 1;
        const were = startState.selection.ranges.length > 1;
        return are === were ? null : { effects: drawn.reconfigure(are ? drawSelection() : []) };
    }),
];
