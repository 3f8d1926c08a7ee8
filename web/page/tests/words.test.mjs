// The words of the page: both languages, and Chinese as it is written in Taiwan.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { moduleOf } from "./modules.mjs";

const here = (path) => new URL(`../${path}`, import.meta.url).pathname;
const { WORDS } = await moduleOf("ui/words.ts");

test("every word is there in both languages, with the same places to fill in", () => {
    const places = (text) => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();
    for (const [word, [zh, en]] of Object.entries(WORDS)) {
        assert.ok(zh.trim() && en.trim(), word);
        assert.deepEqual(places(zh), places(en), word);
    }
});

test("Chinese has full-width punctuation and Taiwan's words", () => {
    for (const [word, [zh]] of Object.entries(WORDS)) {
        if (word === "language-label" || word === "language") {
            continue;
        }
        assert.doesNotMatch(zh, /[\u4e00-\u9fff][,:;!?()]|[,;!?()][\u4e00-\u9fff]|[“”‘’"]/, word);
        assert.doesNotMatch(zh, /文件夾|目錄|默認|信息|保存|打開|加載|鏈接|屏幕|剪貼板|視頻|網絡/, word);
    }
});

test("every word is used, and every word that is used is there", () => {
    const sources = readdirSync(here("src"), { recursive: true }).filter((path) => path.endsWith(".ts") && !path.endsWith("words.ts"));
    const text = [...sources.map((path) => readFileSync(here(`src/${path}`), "utf8")), readFileSync(here("page.html"), "utf8")].join("\n");
    const used = new Set([...text.matchAll(/data-w(?:-[a-z]+)?="([a-z-]+)"/g)].map(([, word]) => word));
    for (const word of used) {
        assert.ok(word in WORDS, word);
    }
    // Some are put together: `part-${part}`, and the severities of findings.
    const made = /^part-|^(error|warning|note)$/;
    for (const word of Object.keys(WORDS)) {
        assert.ok(used.has(word) || made.test(word) || text.includes(`"${word}"`), `${word} is not used`);
    }
});
