// Two standards or versions side by side: the page of changes, or the gap between two occupations.
import { all, byPath, shown } from "../documents/documents.ts";
import { ask } from "../engine/client.ts";
import { PageFrame, followLinks } from "../panes/frame.ts";
import { chooseFiles } from "../bring/choose.ts";
import { bytesOfText, save } from "../take/save.ts";
import { h } from "../ui/dom.ts";
import { lang, say } from "../ui/lang.ts";
import { toast } from "../ui/toast.ts";
import { askPerson, field } from "./dialog.ts";
import { gapTable } from "./gap.ts";
import { reason, tellProblem } from "./problem.ts";

/** The texts as they were opened are put under this folder while they are compared. */
const OPENED = "opened/";

export async function compare(): Promise<void> {
    const doc = shown();
    if (!doc) {
        toast(say("no-document"));
        return;
    }
    const paths = all().map(({ path }) => path);
    const changed = all().filter(({ text, saved }) => saved !== null && saved !== text);
    const options = () => [
        ...changed.map(({ path }) => h("option", { value: OPENED + path }, say("compare-opened", path))),
        ...paths.map((path) => h("option", { value: path }, path)),
    ];
    const before = h("select", {}, ...options());
    const after = h("select", {}, ...options());
    after.value = doc.path;
    before.value = changed.includes(doc) ? OPENED + doc.path : (paths.find((path) => path !== doc.path) ?? doc.path);
    const kind = h(
        "select",
        {},
        h("option", { value: "diff" }, say("compare-changes")),
        h("option", { value: "gap" }, say("compare-gap")),
    );
    const problem = h("p", { class: "error", role: "alert" });
    const choose = h("button", { type: "button" }, say("compare-choose"));
    choose.addEventListener("click", () => {
        choose.closest("dialog")?.close();
        void chooseFiles(false).then((opened) => (opened ? compare() : undefined));
    });
    const body = [
        h("div", { class: "fields" }, field(say("compare-before"), before), field(say("compare-after"), after)),
        field(say("compare"), kind),
        h("p", {}, choose),
        problem,
    ];
    const check = () => (before.value === after.value ? say("compare-two") : null);
    if (await askPerson({ title: say("compare-title"), body, yes: say("compare-show"), check })) {
        await (kind.value === "diff" ? showDiff : showGap)(before.value, after.value).catch(tellProblem);
    }
}

/** Asks with the texts as they were opened in place, where they are asked for. */
async function withOpened<Result>(paths: string[], work: () => Promise<Result>): Promise<Result> {
    const put: string[] = [];
    try {
        for (const path of paths.filter((path) => path.startsWith(OPENED))) {
            const saved = byPath(path.slice(OPENED.length))?.saved;
            if (saved != null) {
                await ask("put", path, saved, { notes: false });
                put.push(path);
            }
        }
        return await work();
    } finally {
        for (const path of put) {
            await ask("remove", path);
        }
    }
}

async function showDiff(before: string, after: string): Promise<void> {
    const html = await withOpened([before, after], () => ask("diff", before, after, "html", lang()));
    const frame = h("iframe", { class: "page", sandbox: "allow-same-origin allow-modals", title: say("compare-page") });
    const take = h("button", { type: "button" }, say("compare-take"));
    take.addEventListener("click", () => void save(`${stem(before)}-${stem(after)}.html`, bytesOfText(html), "text/html"));
    const print = h("button", { type: "button" }, say("print-page"));
    print.addEventListener("click", () => frame.contentWindow?.print());
    const done = askPerson({
        title: `${say("compare-changes")}：${before} → ${after}`,
        body: [h("p", {}, take, " ", print), frame],
        wide: true,
    });
    const page = new PageFrame(frame);
    followLinks(await page.show(html));
    await done;
}

async function showGap(from: string, to: string): Promise<void> {
    const json = await withOpened([from, to], () => ask("gap", from, to, "json", lang()));
    const csv = h("button", { type: "button" }, say("compare-take"));
    csv.addEventListener("click", async () => {
        try {
            const text = await withOpened([from, to], () => ask("gap", from, to, "md", lang()));
            await save(`${stem(from)}-${stem(to)}.md`, bytesOfText(text), "text/markdown");
        } catch (error) {
            toast(reason(error));
        }
    });
    await askPerson({
        title: `${say("compare-gap")}：${from} → ${to}`,
        body: [h("p", {}, csv), gapTable(json)],
        wide: true,
    });
}

const stem = (path: string) => path.replace(/^.*\//, "").replace(/\.ya?ml$/, "");
