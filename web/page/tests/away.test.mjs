// Many files: the texts of those that are not looked at are with the engine, and are there when they are asked for.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { person, settled, taken } from "./browser.mjs";
import { SMALL } from "./standards.mjs";

const COUNT = 205;
const code = (at) => `XXX3119-${at}v1`;
const text = (at) => SMALL.replaceAll("XXX3119-901v1", code(at)).replace("雲朵測量人員", `第${at}號雲朵測量人員`);

test("of many files the one that is opened has its text, can be closed and brought back, and is saved as it was", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "ttm-")), "many");
    mkdirSync(folder);
    for (let at = 100; at < 100 + COUNT; at += 1) {
        writeFileSync(join(folder, `${code(at)}.yaml`), text(at).replaceAll("\n", "\r\n"));
    }
    const { opened, troubles, leave } = await person();
    const page = await opened();
    await choose(page, folder);
    await page.waitForSelector("body[data-counted]");
    const row = (at) => page.locator("#files li", { hasText: code(at) });

    // From the list.
    await page.fill("#files-filter", code(250));
    await row(250).locator(".file").click();
    await page.waitForFunction((name) => document.getElementById("name").value === name, `many/${code(250)}.yaml`);
    await settled(page);
    assert.equal(String((await taken(page, "yaml")).bytes), text(250).replaceAll("\n", "\r\n"));
    assert.equal(await page.innerText("#unsaved"), "");

    // Closed without having been looked at, and brought back.
    await page.fill("#files-filter", code(260));
    await row(260).locator("button").last().click();
    await page.locator("#toast", { hasText: code(260) }).waitFor();
    assert.equal(await page.getAttribute("body", "data-documents"), String(COUNT - 1));
    await page.click("#toast button");
    await page.waitForSelector(`body[data-documents="${COUNT}"]`);
    await page.waitForFunction((name) => document.getElementById("name").value === name, `many/${code(260)}.yaml`);
    await settled(page);
    assert.equal(String((await taken(page, "yaml")).bytes), text(260).replaceAll("\n", "\r\n"));

    // The next one is shown when the one that is shown is closed; what is typed in it is kept.
    await page.fill("#files-filter", "");
    await page.click("[popovertarget=menu-document]");
    await page.click("#menu-document [data-do=close]");
    await page.waitForFunction((name) => document.getElementById("name").value !== name, `many/${code(260)}.yaml`);
    await settled(page);
    await page.locator(".cm-line").first().click();
    await page.keyboard.press("End");
    await page.keyboard.type(" # x");
    await settled(page);
    assert.match(String((await taken(page, "yaml")).bytes), /^code: XXX3119-\d+v1 # x\r\nname:\r\n {2}occupation: 第/);
    assert.deepEqual(troubles, []);
    await leave();
    rmSync(join(folder, ".."), { recursive: true });
});

/** Counts the files that the page reads itself. */
const countReads = (page) =>
    page.evaluate(() => {
        globalThis.reads = 0;
        for (const way of ["arrayBuffer", "text"]) {
            const read = Blob.prototype[way];
            Blob.prototype[way] = function () {
                globalThis.reads += 1;
                return read.call(this);
            };
        }
    });

async function choose(page, folder, button = "#welcome [data-do=folder]") {
    const chooser = page.waitForEvent("filechooser");
    await page.click(button);
    await (await chooser).setFiles(folder);
}

test("a large folder is read by the engine's thread, but for files that are not as an editor has a text", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "ttm-")), "large");
    mkdirSync(folder);
    for (let at = 100; at < 100 + COUNT; at += 1) {
        writeFileSync(join(folder, `${code(at)}.yaml`), text(at));
    }
    const dos = `\u{feff}${text(150).replaceAll("\n", "\r\n")}`;
    writeFileSync(join(folder, `${code(150)}.yaml`), dos);
    // 名 in Big5.
    writeFileSync(join(folder, `${code(160)}.yaml`), Buffer.concat([Buffer.from("name: "), Buffer.from([0xa6, 0x57])]));
    writeFileSync(join(folder, `${code(170)}.yaml`), text(170).replace(`code: ${code(170)}`, `code: ${code(171)}`));
    const { opened, troubles, leave } = await person();
    const page = await opened();
    await countReads(page);
    await choose(page, folder);
    await page.waitForSelector(`body[data-counted="${COUNT - 1}"]`);
    // Those two, and the first one, which is shown.
    assert.equal(await page.evaluate(() => globalThis.reads), 3);
    assert.match(await page.innerText("dialog[open] .unread"), new RegExp(`${code(160)}\\.yaml.*UTF-8`, "s"));
    await page.keyboard.press("Escape");

    for (const [at, bytes] of [[150, dos], [200, text(200)]]) {
        await page.fill("#files-filter", code(at));
        await page.locator("#files li", { hasText: code(at) }).locator(".file").click();
        await page.waitForFunction((name) => document.getElementById("name").value === name, `large/${code(at)}.yaml`);
        await settled(page);
        assert.equal(String((await taken(page, "yaml")).bytes), bytes);
    }
    // The rules across files know all of them: two have one code.
    const errors = async (at) => {
        await page.fill("#files-filter", code(at));
        return Number(/錯誤 (\d+)/.exec(await page.textContent("#files li small"))[1]);
    };
    assert.equal(await errors(171), (await errors(200)) + 1);
    assert.deepEqual(troubles, []);
    await leave();
    rmSync(join(folder, ".."), { recursive: true });
});

test("while a large folder is read, documents are closed, filtered and written in", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "ttm-")), "busy");
    const most = 900;
    mkdirSync(folder);
    for (let at = 100; at < 100 + most; at += 1) {
        writeFileSync(join(folder, `${code(at)}.yaml`), text(at));
    }
    const { opened, troubles, leave } = await person();
    const page = await opened();
    await choose(page, folder);
    await page.waitForFunction(() => document.querySelectorAll("#files li").length >= 100);
    // One is closed, by a button that is pressed twice.
    await page.evaluate(() => {
        const [, second] = document.querySelectorAll("#files li");
        const [, cross] = second.querySelectorAll("button");
        cross.click();
        cross.click();
    });
    await page.fill("#files-filter", code(100));
    await page.waitForFunction(() => document.querySelectorAll("#files li").length === 1);
    await page.waitForSelector(".cm-line");
    await page.locator(".cm-line").first().click();
    await page.keyboard.press("End");
    await page.keyboard.type(" # x");
    await page.waitForSelector(`body[data-counted="${most - 1}"]`);
    await settled(page);
    assert.match(String((await taken(page, "yaml")).bytes), /^code: XXX3119-100v1 # x\n/);
    // What the engine has is what was typed.
    await page.locator(".cm-line").first().click();
    await page.keyboard.press("End");
    await page.keyboard.type("y");
    await settled(page);
    assert.match(String((await taken(page, "yaml")).bytes), /^code: XXX3119-100v1 # xy\n/);
    assert.deepEqual(troubles, []);
    await leave();
    rmSync(join(folder, ".."), { recursive: true });
});
