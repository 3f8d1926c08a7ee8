// Files are written only where the person chose: where the text was opened, where they say, or as a download.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drop, person, settled, taken } from "./browser.mjs";
import { SMALL } from "./standards.mjs";

/**
 * The browser gives a page the files that a person drops or chooses, in dialogs that no test can answer. Here are files in memory in their
 * place, which are read and written by the same calls.
 */
async function withFiles(page) {
    await page.evaluate(() => {
        const texts = new Map();
        globalThis.read = (name) => texts.get(name);
        globalThis.write = (name, text) => texts.set(name, text);
        globalThis.fileOf = (name) => ({
            kind: "file",
            name,
            requestPermission: async () => globalThis.permission ?? "granted",
            getFile: async () => new File([texts.get(name)], name),
            createWritable: async () => {
                let written = "";
                return {
                    write: async (bytes) => (written += new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)),
                    // What was there is there until the new text is whole.
                    close: async () => void texts.set(name, written),
                };
            },
        });
        DataTransferItem.prototype.getAsFileSystemHandle = async function () {
            return globalThis.fileOf(this.getAsFile().name);
        };
    });
}

const read = (page, name) => page.evaluate((name) => globalThis.read(name), name);
const write = (page, name, text) => page.evaluate(([name, text]) => globalThis.write(name, text), [name, text]);

async function add(page, words) {
    await page.locator(".cm-line", { hasText: "name: 準備器材" }).click();
    await page.keyboard.press("End");
    await page.keyboard.type(words);
    await settled(page);
}

const said = (page, words) => page.locator("#toast", { hasText: words }).waitFor();
const MENDED = SMALL.replace("name: 準備器材", "name: 準備器材與表格");

test("a dropped file is written where it is, with its line ends, and not before the person says so", async () => {
    const { opened, troubles, leave } = await person();
    const page = await opened();
    await withFiles(page);
    const windows = (text) => `\u{feff}${text.replaceAll("\n", "\r\n")}`;
    await write(page, "one.yaml", windows(SMALL));
    await drop(page, [["one.yaml", windows(SMALL)]]);
    await settled(page);
    await add(page, "與表格");
    assert.equal(await read(page, "one.yaml"), windows(SMALL), "nothing is written before the person says so");
    await page.keyboard.press("Control+s");
    await said(page, "已存入「one.yaml」");
    assert.equal(await read(page, "one.yaml"), windows(MENDED));
    assert.equal(await page.innerText("#unsaved"), "");
    await add(page, "單");
    await page.keyboard.press("Control+s");
    await page.waitForFunction(() => globalThis.read("one.yaml").includes("表格單"));
    assert.equal(await read(page, "one.yaml"), windows(MENDED.replace("表格", "表格單")));
    assert.deepEqual(troubles, []);
    await leave();
});

test("what another program wrote meanwhile is not lost", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    await withFiles(page);
    await write(page, "one.yaml", SMALL);
    await drop(page, [["one.yaml", SMALL]]);
    await settled(page);
    await add(page, "與表格");
    await write(page, "one.yaml", "changed elsewhere");
    await page.keyboard.press("Control+s");
    const dialog = page.locator("dialog[open]", { hasText: "已被其他程式修改" });
    await dialog.getByRole("button", { name: "取消" }).click();
    assert.equal(await read(page, "one.yaml"), "changed elsewhere");
    assert.equal(await page.innerText("#unsaved"), "尚未存檔");
    await page.click("[popovertarget=menu-take]");
    await page.click("#menu-take [data-do=save]");
    await dialog.getByRole("button", { name: "仍要存檔" }).click();
    await said(page, "已存入");
    assert.equal(await read(page, "one.yaml"), MENDED);
    await leave();
});

test("what is in no file goes where the person says, and nowhere if they say nothing", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    await withFiles(page);
    await page.evaluate(() => {
        globalThis.showSaveFilePicker = async ({ suggestedName }) => {
            if (globalThis.cancelled) {
                throw new DOMException("The user aborted a request.", "AbortError");
            }
            return globalThis.fileOf(`chosen-${suggestedName}`, { create: true });
        };
        globalThis.cancelled = true;
    });
    await page.click("#welcome [data-do=example]");
    await settled(page);
    await page.keyboard.press("Control+s");
    await page.evaluate(() => {
        globalThis.cancelled = false;
    });
    await page.keyboard.press("Control+s");
    await said(page, "已存入「chosen-TTM4221-004v2.yaml」");
    assert.equal(await read(page, "chosen-TTM4221-004v2.yaml"), String((await taken(page, "yaml")).bytes));
    await leave();
});

test("it is a download where the browser writes no files, or the person refuses", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    const downloaded = async () => {
        const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
        return download.suggestedFilename();
    };
    await withFiles(page);
    await page.evaluate(() => {
        delete globalThis.showSaveFilePicker;
        globalThis.permission = "denied";
    });
    await write(page, "one.yaml", SMALL);
    await drop(page, [["one.yaml", SMALL]]);
    await settled(page);
    await add(page, "與表格");
    assert.equal(await downloaded(), "one.yaml");
    assert.equal(await read(page, "one.yaml"), SMALL);
    await page.fill("#name", "two.yaml");
    await page.keyboard.press("Tab");
    assert.equal(await downloaded(), "two.yaml");
    await leave();
});
