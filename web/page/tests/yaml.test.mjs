// Colours, folding and indentation of the editor, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { moduleOf } from "./modules.mjs";

const { pieces, foldedUnder, indentAfter, textOf } = await moduleOf("editor/yaml.ts");

/** The pieces of a text, each with the letter of its kind. */
function coloured(...lines) {
    let within = null;
    const all = lines.map((line) => {
        const found = [];
        within = pieces(line, within, (from, to, kind) => found.push(`${kind[0]}:${line.slice(from, to)}`));
        return found.join(" ");
    });
    return lines.length === 1 ? all[0] : all;
}

test("keys, values and comments have their colours", () => {
    assert.equal(coloured("name:"), "k:name m::");
    assert.equal(coloured("  P1.1.1: 能依規定完成 # 待確認"), "k:P1.1.1 m:: c:# 待確認");
    assert.equal(coloured("url: http://example.org/#a"), "k:url m::");
    assert.equal(coloured('code: "4221" # x'), 'k:code m:: s:" s:4221" c:# x');
    assert.equal(coloured("'a: b': c"), "k:'a: b' m::");
    assert.equal(coloured("it's: 'don''t'"), "k:it's m:: s:' s:don''t'");
    assert.equal(coloured("# name: x"), "c:# name: x");
    assert.equal(coloured("一段：沒有半形冒號的文字"), "");
    assert.equal(coloured(""), "");
});

test("entries of lists, references and names of YAML", () => {
    assert.equal(coloured("- O1.1.1: 紀錄"), "m:- k:O1.1.1 m::");
    assert.equal(coloured("- - 一"), "m:- m:-");
    assert.equal(coloured("-1"), "");
    assert.equal(coloured("skills: [S01, S04]"), "k:skills m:: m:[ m:, m:]");
    assert.equal(coloured("also: {T1.2: 評估, T1.3: 'x'}"), "k:also m:: m:{ k:T1.2 m:: m:, k:T1.3 m:: s:' s:x' m:}");
    assert.equal(coloured("a: &one !!str text"), "k:a m:: s:&one s:!!str");
    assert.equal(coloured("a: *one"), "k:a m:: s:*one");
});

test("what goes over several lines is known to go on", () => {
    assert.deepEqual(coloured("note: |-", "  a: b", "", "  # no comment", "code: X"), ["k:note m:: s:|-", "", "", "", "k:code m::"]);
    assert.deepEqual(coloured('a: "b', '  c: d" # e', "f: g"), ['k:a m:: s:" s:b', 's:c: d" c:# e', "k:f m::"]);
    assert.deepEqual(coloured("a: [b,", "  c: d]", "e: f"), ["k:a m:: m:[ m:,", "k:c m:: m:]", "k:e m::"]);
});

test("a line folds what is under it", () => {
    const lines = ["duties:", "  T1:", "    name: 一", "", "    # x", "  T2:", "    tasks: {}", "notes:", "- a", "- b", "level: 3", ""];
    const folded = lines.map((_, at) => foldedUnder(textOf(lines.join("\n")), at + 1));
    // The last line under each, or null.
    assert.deepEqual(folded, [7, 3, null, null, null, 7, null, 10, null, null, null, null]);
});

test("a new line is indented as YAML wants it", () => {
    assert.equal(indentAfter("duties:"), 2);
    assert.equal(indentAfter("  T1: # 主要職責"), 4);
    assert.equal(indentAfter("  description: |"), 4);
    assert.equal(indentAfter("    name: 一"), 4);
    assert.equal(indentAfter("- O1.1.1:"), 4);
    assert.equal(indentAfter("  - 文字"), 2);
    assert.equal(indentAfter("# 說明:"), 0);
});
