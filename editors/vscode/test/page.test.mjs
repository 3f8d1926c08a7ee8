// The shell of a webview: nothing that is put into it is markup, and its policy lets nothing but its own script and style run.

import assert from "node:assert/strict";
import { test } from "node:test";
import { anchorAt, escaped, shell } from "../out/page.mjs";

test("what comes from a file name is text", () => {
    const page = shell(`<script>alert(1)</script>"'`, `en" onload="x`, "<b>&amp;", "abc123");
    assert.ok(page.includes("<title>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;</title>"));
    assert.ok(page.includes(`<html lang="en&quot; onload=&quot;x">`));
    assert.ok(page.includes("&lt;b&gt;&amp;amp;"));
    assert.equal(page.match(/<script/g).length, 1);
    assert.equal(escaped("a&b"), "a&amp;b");
});

test("only what bears the nonce may run, and a nonce is one", () => {
    const policy = shell("t", "en", "s", "abc123").match(/Content-Security-Policy" content="([^"]*)"/)[1];
    assert.equal(
        policy,
        "default-src 'none'; style-src 'nonce-abc123'; script-src 'nonce-abc123'; base-uri 'none'; form-action 'none'",
    );
    assert.throws(() => shell("t", "en", "s", "a' *"));
});

test("a line belongs to the entry before it", () => {
    const places = [{ id: "K01", line: 3 }, { id: "T1", line: 8 }, { id: "T1.1", line: 11 }];
    assert.deepEqual([2, 3, 9, 11, 99].map((line) => anchorAt(places, line)), [undefined, "K01", "T1", "T1.1", "T1.1"]);
});
