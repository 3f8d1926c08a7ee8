// The order of the form, and the rows of a page that changed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { moduleOf } from "./modules.mjs";
import { SMALL } from "./standards.mjs";

const { byPart } = await moduleOf("panes/parts.ts");
const { rowChange } = await moduleOf("panes/rows.ts");

test("findings come in the order of the form, not of the file", () => {
    const at = (words) => ({ from: SMALL.indexOf(words) });
    const groups = byPart(SMALL, [at("K01: "), at("code: XXX"), at("T1.2:"), at("A01:"), at("T1.1:"), at("S01:")]);
    assert.deepEqual(
        groups.map(({ part, findings }) => [part, findings.length]),
        [["profile", 1], ["duties", 2], ["knowledge", 1], ["skills", 1], ["attitudes", 1]],
    );
});

test("attitudes that are missing altogether stand among the attitudes", () => {
    const rule = "unfilled-part";
    const missing = { from: 0, rule, message: { en: "XXX3119-901v1 has no attitudes", zh: "XXX3119-901v1：未填寫態度" } };
    const level = { from: 0, rule, message: { en: "XXX3119-901v1 has no base level", zh: "XXX3119-901v1：未填寫基準級別" } };
    const without = SMALL.replace(/^attitudes:\n.*\n/m, "");
    assert.deepEqual(
        byPart(without, [missing, level]).map(({ part, findings }) => [part, findings]),
        [["profile", [level]], ["attitudes", [missing]]],
    );
});

test("what differs by whole rows is known, and nothing else is taken for that", () => {
    const page = (...rows) => ["<table>", "<thead><tr><th>a</th></tr></thead>", ...rows, "</table>"].join("\n");
    const [a, b, c, d] = ["a", "b", "c", "d"].map((text) => `<tr><td>${text}</td></tr>`);
    assert.deepEqual(rowChange(page(a, b, c), page(a, d, c)), { first: 2, gone: 1, come: [d] });
    assert.deepEqual(rowChange(page(a, b), page(a, c, d)), { first: 2, gone: 1, come: [c, d] });
    // Nothing to hold on to, and lines that are no rows.
    assert.equal(rowChange(page(a), page(a, b)), null);
    assert.equal(rowChange(page(a, "<p>x</p>"), page(a, "<p>y</p>")), null);
    assert.equal(rowChange("", page(a)), null);
    assert.equal(rowChange(page(a), page(a)), null);
});
