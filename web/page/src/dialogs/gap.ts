// What two occupations share and what is still needed, as tables.
import { h } from "../ui/dom.ts";
import { say } from "../ui/lang.ts";

interface Needed {
    name: string;
    codes: string[];
    tasks: string[];
    more_tasks: number;
    near: { name?: string } | string | null;
}

interface Shared {
    name: string;
    codes_in_from: string[];
    codes: string[];
}

interface Side {
    shared: Shared[];
    needed: Needed[];
}

const near = (of: Needed["near"]) => (typeof of === "string" ? of : (of?.name ?? ""));

export function gapTable(json: string): HTMLElement {
    const gap = JSON.parse(json) as { knowledge: Side; skills: Side };
    return h("div", { class: "gap" }, ...part("part-knowledge", gap.knowledge), ...part("part-skills", gap.skills));
}

function part(word: "part-knowledge" | "part-skills", { shared, needed }: Side): HTMLElement[] {
    const tasks = (one: Needed) => one.tasks.join("、") + (one.more_tasks > 0 ? ` +${one.more_tasks}` : "");
    return [
        h("h3", {}, `${say(word)}：${say("gap-needed", needed.length)}`),
        table(
            [say("new-name"), say("gap-code"), say("gap-tasks"), say("gap-near")],
            needed.map((one) => [one.name, one.codes.join("、"), tasks(one), near(one.near)]),
        ),
        h("h3", {}, `${say(word)}：${say("gap-shared", shared.length)}`),
        table(
            [say("new-name"), say("gap-from"), say("gap-to")],
            shared.map((one) => [one.name, one.codes_in_from.join("、"), one.codes.join("、")]),
        ),
    ];
}

function table(heads: string[], rows: string[][]): HTMLElement {
    if (rows.length === 0) {
        return h("p", { class: "none" }, say("gap-nothing"));
    }
    return h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
        h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, cell))))),
    );
}
