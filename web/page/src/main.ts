// The page begins: its parts, then what an earlier visit left, then the engine.
import { startChecking, checkAgain } from "./documents/checking.ts";
import { all, rename, shown } from "./documents/documents.ts";
import { MANY, isUnsaved } from "./documents/doc.ts";
import { startKeeping, storeKind } from "./documents/keeping.ts";
import { startDrop } from "./bring/drop.ts";
import { startPaste } from "./bring/paste.ts";
import { tellProblem } from "./dialogs/problem.ts";
import { startEditor } from "./editor/editor.ts";
import { startUnderlines } from "./editor/underlines.ts";
import { startEngine } from "./engine/client.ts";
import { startBeside } from "./panes/beside.ts";
import { draw as drawChecklist, startChecklist } from "./panes/checklist.ts";
import { startFiles } from "./panes/files.ts";
import { startFindings } from "./panes/findings.ts";
import { later as drawForm, startForm } from "./panes/form.ts";
import { startSettings } from "./panes/settings.ts";
import { startRemarks } from "./panes/remarks.ts";
import { startCommands } from "./ui/commands.ts";
import { byId, write } from "./ui/dom.ts";
import { on } from "./ui/events.ts";
import { applyLang, say } from "./ui/lang.ts";
import { startMenus } from "./ui/menus.ts";
import { startPanes } from "./ui/panes.ts";

// Before all else: threads unpack the engine while the page is drawn.
const engine = startEngine(checkAgain);
applyLang();
startMenus();
startCommands();
startPanes();
startChecking(tellProblem);
startEditor();
startUnderlines();
startFindings();
startForm();
startChecklist();
startRemarks();
startSettings();
startBeside(() => {
    drawForm();
    drawChecklist();
});
startFiles();
startDrop();
startPaste();
startName();
startMarks();

const kept = startKeeping().then(status);
try {
    await engine;
    await kept;
    performance.mark("ready");
    document.body.dataset["engine"] = "ready";
} catch (error) {
    document.body.dataset["engine"] = "failed";
    byId("engine-failed").textContent = say("engine-failed", error instanceof Error ? error.message : String(error));
    byId("engine-failed").hidden = false;
}

/** The name of the document, which can be changed, and whether it is in a file. */
function startName(): void {
    const name = byId<HTMLInputElement>("name");
    name.addEventListener("change", () => {
        const doc = shown();
        if (doc && name.value.trim() !== "") {
            rename(doc, name.value.trim());
        }
        draw();
    });
    function draw(): void {
        const doc = shown();
        name.value = doc?.path ?? "";
        name.title = name.value;
        unsaved();
    }
    function unsaved(): void {
        const doc = shown();
        write(byId("unsaved"), doc && isUnsaved(doc) ? say("unsaved") : "");
    }
    for (const event of ["current", "documents", "lang"] as const) {
        on(event, draw);
    }
    on("text", unsaved);
    on("lang", status);
    on("documents", status);
    draw();
}

/** Whether the findings that are seen are those of the text: for tests and measurements. */
function startMarks(): void {
    const mark = () => {
        const doc = shown();
        document.body.dataset["checked"] = doc !== null && doc.checked === doc.text ? "yes" : "no";
    };
    on("text", mark);
    on("current", mark);
    on("checked", mark);
    on("counted", () => {
        document.body.dataset["counted"] = String(all().length);
    });
}

/** Where what is typed is kept. */
function status(): void {
    const kind = storeKind();
    byId("kept").textContent = say(kind === "none" ? "state-none" : all().length > MANY ? "state-many" : "state-kept");
    byId("kept").className = kind === "none" ? "error" : "";
    document.body.dataset["store"] = kind;
    document.body.dataset["documents"] = String(all().length);
}
