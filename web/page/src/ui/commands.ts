// What the buttons do, by the name in their `data-do`, and the keys.
import { showSettings } from "../panes/settings.ts";
import { shut } from "../panes/files.ts";
import { shown } from "../documents/documents.ts";
import { askForPaste } from "../bring/paste.ts";
import { chooseFiles } from "../bring/choose.ts";
import { bringExample } from "../bring/example.ts";
import { askActions } from "../dialogs/actions.ts";
import { compare } from "../dialogs/compare.ts";
import { fixAll, formatText, newDraft, nextEdition, release, renumber } from "../dialogs/changes.ts";
import { showHelp } from "../dialogs/help.ts";
import { redoLast, undoLast } from "../editor/editor.ts";
import { printForm } from "../panes/form.ts";
import { saveYaml, takeRendered, takeReport, takeYaml } from "../take/take.ts";
import { switchLang } from "./lang.ts";

const COMMANDS: Record<string, () => unknown> = {
    files: () => chooseFiles(false),
    folder: () => chooseFiles(true),
    paste: askForPaste,
    example: bringExample,
    draft: newDraft,
    next: nextEdition,
    release,
    renumber,
    actions: askActions,
    format: formatText,
    fix: fixAll,
    undo: undoLast,
    redo: redoLast,
    compare,
    help: showHelp,
    lang: switchLang,
    save: saveYaml,
    yaml: takeYaml,
    html: () => takeRendered("html"),
    md: () => takeRendered("md"),
    xlsx: () => takeRendered("xlsx"),
    docx: () => takeRendered("docx"),
    report: () => takeReport("text", false),
    "report-json": () => takeReport("json", false),
    "report-all": () => takeReport("text", true),
    print: printForm,
    settings: showSettings,
    close: () => {
        const doc = shown();
        if (doc) {
            void shut(doc);
        }
    },
};

export function startCommands(): void {
    document.addEventListener("click", (event) => {
        const name = (event.target as Element).closest<HTMLElement>("[data-do]")?.dataset["do"];
        if (name) {
            void COMMANDS[name]?.();
        }
    });
    document.addEventListener("keydown", (event) => {
        if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || document.querySelector("dialog[open]")) {
            return;
        }
        const key = event.key.toLowerCase();
        const command = key === "s" ? saveYaml : key === "." ? askActions : key === "p" && shown() ? printForm : null;
        if (command) {
            event.preventDefault();
            void command();
        }
    });
}
