// Changes to the whole text: the safe fixes, the layout, the numbers. What would change is shown first where a text is
// changed; each is one step for undo.
import { all, add, open } from "../documents/documents.ts";
import type { Doc } from "../documents/doc.ts";
import { become, undoLast } from "../editor/editor.ts";
import { ask } from "../engine/client.ts";
import { h } from "../ui/dom.ts";
import { lang, say } from "../ui/lang.ts";
import { toast } from "../ui/toast.ts";
import { askPerson, diffView, field } from "./dialog.ts";
import { reason, tellProblem } from "./problem.ts";
import { withShown } from "./with_shown.ts";

export const fixAll = (): Promise<void> =>
    withShown(async (doc) => {
        const fixed = await ask("fixAll", doc.path, lang());
        if (!fixed) {
            toast(say("nothing-to-fix"));
        } else if (
            await askPerson({
                title: say("fix-all-title", fixed.fixes),
                body: [diffView(fixed.diff)],
                yes: say("apply"),
                wide: true,
            })
        ) {
            become(doc, fixed.text);
            toast(say("fixed-all", fixed.fixes), undoLast);
        }
    });

export const formatText = (): Promise<void> =>
    withShown(async (doc) => {
        const formatted = await ask("format", doc.path);
        if (formatted) {
            become(doc, formatted.text);
            toast(say("formatted"), undoLast);
        } else {
            toast(say("is-formatted"));
        }
    });

export const renumber = (): Promise<void> =>
    withShown(async (doc) => {
        const items = h("input", { type: "checkbox" });
        const changes = h("div");
        let now = await ask("renumber", doc.path, { items: false, lang: lang() });
        const draw = () => changes.replaceChildren(now.changed > 0 ? diffView(now.diff) : h("p", {}, say("is-numbered")));
        items.addEventListener("change", async () => {
            try {
                now = await ask("renumber", doc.path, { items: items.checked, lang: lang() });
                draw();
            } catch (error) {
                changes.replaceChildren(h("p", { class: "error" }, reason(error)));
            }
        });
        draw();
        const body = [h("label", {}, items, " ", say("renumber-items")), changes];
        if ((await askPerson({ title: say("renumber-title"), body, yes: say("apply"), wide: true })) && now.changed > 0) {
            become(doc, now.text);
            toast(say("renumbered", now.changed), undoLast);
        }
    });

export async function newDraft(): Promise<void> {
    const name = h("input", { type: "text", required: true, autofocus: true });
    const kind = h(
        "select",
        {},
        h("option", { value: "occupation" }, say("new-occupation")),
        h("option", { value: "category" }, say("new-category")),
    );
    const body = [field(say("new-name"), name), field(say("new-kind"), kind)];
    if (await askPerson({ title: say("new-draft-title"), body, yes: say("create") })) {
        try {
            const text = await ask("newDraft", { name: name.value.trim(), category: kind.value === "category" });
            add([{ path: `${name.value.trim().replace(/[\\/:*?"<>|\s]+/g, "-")}.yaml`, text, inFile: false }]);
        } catch (error) {
            tellProblem(error);
        }
    }
}

export const nextEdition = (): Promise<void> =>
    withShown(async (doc) => {
        const text = await ask("nextEdition", doc.path);
        const stem = doc.path.replace(/\.ya?ml$/, "").replace(/v\d+$/, "");
        const [made] = add([{ path: `${stem}-next.yaml`, text, inFile: false }]);
        toast(say("next-edition-made", made?.path ?? ""));
    });

export const release = (): Promise<void> =>
    withShown(async (doc) => {
        const proposed = await ask("nextCode", doc.path).catch(() => null);
        const code = h("input", {
            type: "text",
            required: true,
            pattern: "[A-Z]{3}[0-9]{3,4}-[0-9]{3}(v[0-9]+)?",
            placeholder: "TTM4221-007v1",
            value: proposed ?? "",
        });
        const date = h("input", { type: "date", required: true });
        const note = h("input", { type: "text", required: true });
        const former = h(
            "select",
            {},
            h("option", { value: "" }, say("release-none")),
            ...all().flatMap((other) => (other === doc ? [] : [h("option", { value: other.path }, other.path)])),
        );
        const revised = /^revises:\s*["']?([\w-]+)/m.exec(doc.text)?.[1];
        former.value = all().find((other) => other !== doc && revised && other.path.includes(revised))?.path ?? "";
        const body = [
            field(say("release-code"), code),
            field(say("release-date"), date),
            field(say("release-note"), note),
            field(say("release-former"), former),
        ];
        type Released = Awaited<ReturnType<typeof issue>>;
        const issue = () =>
            ask("release", doc.path, {
                code: code.value.trim(),
                date: date.value,
                note: note.value.trim(),
                former: former.value || null,
                lang: lang(),
            });
        let released: Released | null = null;
        const check = async () => {
            try {
                released = await issue();
                return null;
            } catch (error) {
                return reason(error);
            }
        };
        if (!(await askPerson({ title: say("release-title"), body, yes: say("release-look"), check })) || !released) {
            return;
        }
        const { path, text, kept, errors, diff } = released as Released;
        const sure = [...(errors > 0 ? [h("p", { class: "error" }, say("release-errors", errors))] : []), diffView(diff)];
        if (await askPerson({ title: say("release-title"), body: sure, yes: say("apply"), wide: true })) {
            finish(doc, path, text, kept);
        }
    });

/** The released text is a document of its own, and so is the version before, as superseded: nothing is written over. */
function finish(doc: Doc, path: string, text: string, kept: { path: string; text: string } | null): void {
    const made = add(
        [{ path, text }, ...(kept ? [kept] : [])].map((one) => ({ ...one, inFile: false })),
        { show: false },
    );
    void open(made[0] ?? doc);
    toast(say("released", path));
}
