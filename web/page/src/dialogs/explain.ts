// What a rule wants and why, as the program explains it.
import { ask } from "../engine/client.ts";
import { h } from "../ui/dom.ts";
import { lang, say } from "../ui/lang.ts";
import { askPerson } from "./dialog.ts";
import { tellProblem } from "./problem.ts";

export async function explainRule(rule: string): Promise<void> {
    try {
        const text = await ask("explain", rule, lang());
        await askPerson({ title: `${say("explain")}：${rule}`, body: [h("div", { class: "explanation" }, text.trim())] });
    } catch (error) {
        tellProblem(error);
    }
}
