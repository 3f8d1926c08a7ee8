// What is pasted. Outside of a field it becomes a document of its own; so does a published page that is pasted into the
// editor, where it would be no YAML.
import { askPerson, field } from "../dialogs/dialog.ts";
import { h } from "../ui/dom.ts";
import { say } from "../ui/lang.ts";
import { bring, bringText } from "./read.ts";

/** The headings of the form's table. */
const IS_FORM = /工作任務[\s\S]*行為指標/;

export function startPaste(): void {
    document.addEventListener("paste", (event) => void pasted(event), { capture: true });
}

function pasted(event: ClipboardEvent): void {
    const data = event.clipboardData;
    const target = event.target as Element;
    if (!data || target.closest("dialog, input, select, textarea")) {
        return;
    }
    const text = data.getData("text/plain");
    const html = data.getData("text/html");
    const inEditor = target.closest(".cm-editor") !== null;
    const files = [...data.files];
    if (inEditor && files.length === 0 && !(/<table/i.test(html) || /\t/.test(text) ? IS_FORM.test(text) : false)) {
        return;
    }
    event.preventDefault();
    event.stopPropagation();
    void (files.length > 0 ? bring(files.map((file) => ({ path: file.name, file }))) : bringText(text, html));
}

/** A field to paste into, for those who look for one. */
export async function askForPaste(): Promise<void> {
    const area = h("textarea", { rows: 10, autofocus: true, spellcheck: "false" });
    let html = "";
    area.addEventListener("paste", (event) => {
        const data = event.clipboardData;
        html = data?.getData("text/html") ?? "";
        if (html !== "") {
            // The page is taken at once: the field would keep its text alone.
            event.preventDefault();
            area.value = data?.getData("text/plain") ?? "";
        }
    });
    area.addEventListener("input", () => {
        html = "";
    });
    const body = [h("p", {}, say("paste-hint")), field(say("paste-area"), area)];
    if ((await askPerson({ title: say("paste-title"), body, yes: say("import"), wide: true })) && (area.value || html)) {
        await bringText(area.value, html);
    }
}
