// Every word that a reader sees is there in Chinese too, and none is left over.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");

test("the words of the manifest are there in both languages", () => {
    const used = [...read("package.json").matchAll(/"%([^%"]+)%"/g)].map((found) => found[1]).sort();
    for (const file of ["package.nls.json", "package.nls.zh-tw.json"]) {
        assert.deepEqual(Object.keys(JSON.parse(read(file))).sort(), used, file);
    }
});

test("the words of the code are there in Chinese", () => {
    const sources = readdirSync(new URL("../src", import.meta.url)).map((name) => read(`src/${name}`)).join("");
    const used = [...sources.matchAll(/l10n\.t\(\s*"([^"]+)"/g)].map((found) => found[1]);
    assert.equal(used.length, sources.split("l10n.t(").length - 1, "each is a plain text");
    assert.deepEqual(Object.keys(JSON.parse(read("l10n/bundle.l10n.zh-tw.json"))).sort(), [...new Set(used)].sort());
});

test("the settings are those of the server", () => {
    const settings = Object.keys(JSON.parse(read("package.json")).contributes.configuration.properties);
    const server = readFileSync(new URL("../../../src/lsp/client.rs", import.meta.url), "utf8");
    for (const setting of settings.filter((name) => name !== "ttm.path")) {
        assert.ok(server.includes(`"${setting.slice("ttm.".length)}"`), setting);
    }
});

test("the extension has the version of the program", () => {
    const program = readFileSync(new URL("../../../Cargo.toml", import.meta.url), "utf8").match(/^version = "(.*)"$/m)[1];
    assert.equal(JSON.parse(read("package.json")).version, program);
});
