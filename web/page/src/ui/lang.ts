// The language of the page: Traditional Chinese first, English by the switch; the choice is remembered.
import { WORDS, type Word } from "./words.ts";
import { emit } from "./events.ts";
import { remember, remembered } from "../documents/preferences.ts";

export type Lang = "zh-TW" | "en";

let current: Lang = remembered("lang") === "en" ? "en" : "zh-TW";

export const lang = (): Lang => current;

/** The words in the language of the page; `{0}` and so on are filled in. */
export function say(word: Word, ...values: (string | number)[]): string {
    const [zh, en] = WORDS[word];
    const text = current === "en" ? en : zh;
    return text.replace(/\{(\d)\}/g, (_, at) => String(values[Number(at)] ?? ""));
}

/** What the engine said, in the language of the page. */
export function pick(words: Record<string, string> | null | undefined): string {
    return words?.[current] ?? words?.[current === "en" ? "en" : "zh"] ?? words?.["en"] ?? "";
}

/** Puts words into the elements that name them: `data-w` their text, `data-w-label` and `data-w-title` attributes. */
export function label(root: ParentNode = document): void {
    const attributes = { "data-w-label": "aria-label", "data-w-title": "title", "data-w-placeholder": "placeholder" };
    for (const element of root.querySelectorAll<HTMLElement>("[data-w]")) {
        element.textContent = say(element.dataset["w"] as Word);
    }
    for (const [from, to] of Object.entries(attributes)) {
        for (const element of root.querySelectorAll(`[${from}]`)) {
            element.setAttribute(to, say(element.getAttribute(from) as Word));
        }
    }
}

export function switchLang(): void {
    current = current === "en" ? "zh-TW" : "en";
    remember("lang", current);
    applyLang();
    emit("lang", undefined);
}

/** The page's own words in the language that was chosen. */
export function applyLang(): void {
    document.documentElement.lang = current === "en" ? "en" : "zh-Hant-TW";
    document.title = say("title");
    label();
}
