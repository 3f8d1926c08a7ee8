// Bringing in: pages, office files, folders, files that cannot be read; and taking away in every form.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { drop, paste, person, settled, taken } from "./browser.mjs";
import { NEXT, SMALL } from "./standards.mjs";

const name = (page) => page.inputValue("#name");

test("what is taken away in each form comes back by being dropped", async () => {
    const { opened, troubles, leave } = await person();
    const page = await opened();
    await drop(page, [["XXX3119-901v1.yaml", SMALL]]);
    await settled(page);
    const made = {};
    for (const form of ["yaml", "docx", "xlsx", "html", "md", "report", "report-json"]) {
        made[form] = await taken(page, form);
    }
    assert.equal(String(made.yaml.bytes), SMALL);
    assert.equal(made.yaml.name, "XXX3119-901v1.yaml");
    assert.equal(made.docx.bytes.subarray(0, 4).toString(), "PK\u0003\u0004");
    assert.equal(made.xlsx.bytes.subarray(0, 4).toString(), "PK\u0003\u0004");
    assert.match(String(made.html.bytes), /^<!DOCTYPE html>[^]*雲朵測量人員/);
    assert.match(String(made.md.bytes), /雲朵測量人員/);
    assert.match(String(made.report.bytes), /XXX3119-901v1\.yaml:\d+:\d+/);
    assert.equal(JSON.parse(made["report-json"].bytes).version, 1);

    for (const form of ["docx", "xlsx", "html"]) {
        await drop(page, [[made[form].name, made[form].bytes]]);
        await page.locator("#toast", { hasText: "已匯入" }).waitFor();
        await settled(page);
        assert.match(String((await taken(page, "yaml")).bytes), /T1\.2:\n\s+name: 測量高度/);
    }
    assert.deepEqual(troubles, []);
    await leave();
});

test("a published page that is pasted, as the clipboard has it, also into the editor", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    await drop(page, [["XXX3119-901v1.yaml", SMALL]]);
    await settled(page);
    const html = String((await taken(page, "html")).bytes);
    const text = "主要職責\t工作任務\t工作產出\t行為指標";
    await paste(page, { html, text }, ".cm-content");
    await page.waitForFunction(() => document.querySelectorAll("#files li").length === 2);
    await settled(page);
    // Nothing went into the document that was shown.
    assert.match(String((await taken(page, "yaml")).bytes), /雲朵測量人員/);
    await page.locator("#files button.file").first().click();
    await settled(page);
    assert.equal(String((await taken(page, "yaml")).bytes), SMALL);

    // The field for those who look for one.
    await page.click("[popovertarget=menu-bring]");
    await page.click("#menu-bring [data-do=paste]");
    await page.locator("dialog[open] textarea").fill(NEXT);
    await page.getByRole("button", { name: "匯入", exact: true }).click();
    await page.waitForFunction(() => document.getElementById("name").value === "XXX3119-901v2.yaml");
    await leave();
});

test("a folder, with what is no standard left out and findings across its files", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ttm-folder-"));
    mkdirSync(join(folder, "inner"));
    writeFileSync(join(folder, "one.yaml"), SMALL);
    writeFileSync(join(folder, "inner", "two.yaml"), SMALL);
    writeFileSync(join(folder, "picture.png"), "png");
    const { opened, leave } = await person();
    const page = await opened();
    const chooser = page.waitForEvent("filechooser");
    await page.click("#welcome [data-do=folder]");
    await (await chooser).setFiles(folder);
    await page.waitForFunction(() => document.querySelectorAll("#files li").length === 2);
    await settled(page);
    // The same code in two files.
    await page.locator("#findings li", { hasText: "XXX3119-901v1" }).first().waitFor();
    assert.match(await page.innerText("#files-count"), /2 個檔案/);
    await leave();
    rmSync(folder, { recursive: true });
});

test("a published PDF, with what import has to say beside it", async () => {
    const { opened, troubles, leave } = await person();
    const page = await opened();
    const pdf = readFileSync(new URL("../../../tests/pdf/plain.pdf", import.meta.url));
    await drop(page, [["plain.pdf", pdf]]);
    await page.locator("#toast", { hasText: "已匯入" }).waitFor();
    await settled(page);
    const text = String((await taken(page, "yaml")).bytes);
    assert.match(text, /^duties:\n {2}T1:\n {4}name: \S/m);
    assert.match(text, /^ {10}P1\.1\.1: \S/m);
    await page.click("#tab-remarks");
    await page.locator("#remarks", { hasText: "讀取 PDF" }).waitFor();
    assert.deepEqual(troubles, []);
    await leave();
});

test("what cannot be read is said by name, and the rest is opened", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    const big5 = [0xc2, 0xbe, 0xaf, 0xe0, 0xb0, 0xf2, 0xb7, 0xc7, 0x0a];
    await drop(page, [["big5.yaml", big5], ["small.yaml", SMALL], ["nothing.docx", "no archive"]]);
    const dialog = page.locator("dialog[open]");
    await dialog.waitFor();
    const words = await dialog.innerText();
    assert.match(words, /big5\.yaml[^]*Big5/);
    assert.match(words, /nothing\.docx/);
    await dialog.getByRole("button", { name: "關閉" }).click();
    assert.equal(await name(page), "small.yaml");
    await leave();
});

test("line ends and the mark of the file are as they were", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    const windows = `\u{feff}${SMALL.replaceAll("\n", "\r\n")}`;
    await drop(page, [["XXX3119-901v1.yaml", windows]]);
    await settled(page);
    assert.equal(String((await taken(page, "yaml")).bytes), windows);
    await leave();
});
