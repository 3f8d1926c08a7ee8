// Comparing two standards or versions, and the whole way of an editor from a pasted page to a document handed in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drop, paste, person, settled, taken } from "./browser.mjs";
import { NEXT, SMALL } from "./standards.mjs";

const compare = async (page, { before, after, kind }) => {
    await page.click("[data-do=compare]");
    const dialog = page.locator("dialog[open]");
    await dialog.waitFor();
    for (const [label, value] of [["舊版", before], ["新版", after], ["比較…", kind]]) {
        if (value) {
            await dialog.getByLabel(label, { exact: true }).selectOption(value);
        }
    }
    await dialog.getByRole("button", { name: "顯示" }).click();
};

test("two versions, the text as it was opened, and two occupations", async () => {
    const { opened, troubles, leave } = await person();
    const page = await opened();
    await drop(page, [["XXX3119-901v1.yaml", SMALL], ["XXX3119-901v2.yaml", NEXT]]);
    await settled(page);
    await compare(page, { before: "XXX3119-901v1.yaml", after: "XXX3119-901v2.yaml" });
    await page.frameLocator("dialog iframe").getByText("測量雲底高度").first().waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "下載比較結果" }).click()]);
    assert.equal(download.suggestedFilename(), "XXX3119-901v1-XXX3119-901v2.html");
    await page.keyboard.press("Escape");

    await page.locator(".cm-line", { hasText: "name: 準備器材" }).click();
    await page.keyboard.press("End");
    await page.keyboard.type("與表格");
    await settled(page);
    await compare(page, { before: "opened/XXX3119-901v1.yaml", after: "XXX3119-901v1.yaml" });
    await page.frameLocator("dialog iframe").getByText("準備器材與表格").first().waitFor();
    await page.keyboard.press("Escape");

    await compare(page, { before: "XXX3119-901v1.yaml", after: "XXX3119-901v2.yaml", kind: "gap" });
    await page.locator("dialog .gap table").first().waitFor();
    assert.match(await page.innerText("dialog .gap"), /雲朵的種類/);
    assert.deepEqual(troubles, []);
    await leave();
});

test("an editor at a ministry: paste a page, mend, compare with the version before, hand in a document", async () => {
    const { opened, troubles, leave } = await person();
    // What is published, made by the page itself from its own standard.
    const publisher = await person();
    const office = await publisher.opened();
    await drop(office, [["XXX3119-901v2.yaml", NEXT]]);
    await settled(office);
    const published = String((await taken(office, "html")).bytes);
    await publisher.leave();

    const page = await opened();
    await paste(page, { html: published, text: "主要職責\t工作任務\t行為指標" });
    await page.locator("#toast", { hasText: "已匯入" }).waitFor();
    await settled(page);
    assert.match(await page.innerText("#findings"), /警告|提示/);
    await page.click("#findings-pane [data-do=fix]");
    await page.locator("dialog[open]").getByRole("button", { name: "套用" }).click();
    await settled(page);
    await drop(page, [["XXX3119-901v1.yaml", SMALL]]);
    await page.waitForFunction(() => document.querySelectorAll("#files li").length >= 2);
    await settled(page);
    const paths = await page.locator("#files button.file span").allInnerTexts();
    const mended = paths.map((path) => path.replace(/ ●$/, "").trim()).findLast((path) => path.includes("v2"));
    await compare(page, { before: "XXX3119-901v1.yaml", after: mended });
    await page.frameLocator("dialog iframe").getByText("測量雲底高度").first().waitFor();
    await page.keyboard.press("Escape");
    await page.locator("#files button.file", { hasText: mended }).click();
    await settled(page);
    const { name, bytes } = await taken(page, "docx");
    assert.match(name, /v2\.docx$/);
    assert.equal(bytes.subarray(0, 2).toString(), "PK");
    assert.deepEqual(troubles, []);
    await leave();
});
