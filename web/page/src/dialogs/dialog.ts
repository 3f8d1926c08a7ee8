// Questions: the browser's own dialog keeps the focus, closes by Esc and gives the focus back.
import { h } from "../ui/dom.ts";
import { say } from "../ui/lang.ts";

let count = 0;

export interface Question {
    title: string;
    body: (Node | string)[];
    /** The words of the button that says yes; without them there is only one to close. */
    yes?: string;
    wide?: boolean;
    /** Asked before yes closes the dialog: words that say what is missing, or nothing. */
    check?: () => string | null | Promise<string | null>;
}

/** Asks; whether the answer is yes. */
export function askPerson({ title, body, yes, wide, check }: Question): Promise<boolean> {
    const id = `dialog-${(count += 1)}`;
    const problem = h("p", { class: "error", role: "alert" });
    const dialog = h("dialog", { "aria-labelledby": id, class: wide ? "wide" : null });
    const form = h(
        "form",
        { method: "dialog" },
        h("h2", { id }, title),
        h("div", { class: "body" }, ...body),
        problem,
        h(
            "div",
            { class: "buttons" },
            yes && h("button", { type: "submit", class: "primary", value: "yes" }, yes),
            h("button", { type: "button", onclick: () => dialog.close() }, yes ? say("cancel") : say("close")),
        ),
    );
    dialog.append(form);
    document.body.append(dialog);
    return new Promise((answer) => {
        let agreed = false;
        form.addEventListener("submit", async (event) => {
            event.preventDefault();
            problem.textContent = "";
            const wrong = (await check?.()) ?? null;
            if (wrong === null) {
                agreed = true;
                dialog.close();
            } else {
                problem.textContent = wrong;
            }
        });
        dialog.addEventListener("close", () => {
            dialog.remove();
            answer(agreed);
        });
        dialog.showModal();
    });
}

/** A labelled field. */
export function field(words: string, input: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement): HTMLElement {
    input.id = `field-${(count += 1)}`;
    return h("div", { class: "field" }, h("label", { for: input.id }, words), input);
}

/** A unified diff, its lines told apart by their first character and by colour. */
export function diffView(diff: string): HTMLElement {
    const lines = diff.split("\n").map((line) => {
        const tag = line.startsWith("+") ? "ins" : line.startsWith("-") ? "del" : "span";
        return h(tag, { class: line.startsWith("@@") ? "quiet" : null }, `${line}\n`);
    });
    return h("pre", { class: "diff", tabindex: 0, role: "region", "aria-label": say("change-title") }, ...lines);
}
