// What the repository of a folder has decided: its ttm.toml is followed as the program follows it, and said.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { person, settled } from "./browser.mjs";
import { SMALL } from "./standards.mjs";

const WITHOUT_ATTITUDES = SMALL.replace(/^attitudes:\n.*\n/m, "");

/** Chooses a folder with these files; the page shows the first of them. */
async function chosen(page, files) {
    const folder = join(mkdtempSync(join(tmpdir(), "ttm-")), "r");
    for (const [path, text] of Object.entries(files)) {
        mkdirSync(join(folder, path, ".."), { recursive: true });
        writeFileSync(join(folder, path), text);
    }
    const chooser = page.waitForEvent("filechooser");
    await page.click("#welcome [data-do=folder]");
    await (await chooser).setFiles(folder);
    await settled(page);
    rmSync(join(folder, ".."), { recursive: true });
}

test("a folder is checked by its ttm.toml, also after the page was opened again, until the person says otherwise", async () => {
    const { opened, troubles, leave } = await person();
    let page = await opened();
    await chosen(page, {
        "ttm.toml": 'exclude = ["old/**"]\n[rules]\nunfilled-part = "off"\n',
        "XXX3119-901v1.yaml": WITHOUT_ATTITUDES,
        "old/XXX3119-902v1.yaml": SMALL.replaceAll("-901v1", "-902v1"),
    });
    await page.locator("#settings", { hasText: "依 r/ttm.toml 檢查" }).waitFor();
    await page.locator("#toast", { hasText: "略過了 1 個檔案" }).waitFor();
    assert.equal(await page.inputValue("#name"), "r/XXX3119-901v1.yaml");
    assert.equal(await page.getAttribute("body", "data-documents"), "1");
    const unfilled = () => page.locator("#findings", { hasText: "unfilled-part" }).count();
    assert.equal(await unfilled(), 0);
    // What is typed is checked by it too.
    await page.locator(".cm-line").first().click();
    await page.keyboard.press("End");
    await page.keyboard.type(" # x");
    await settled(page);
    assert.equal(await unfilled(), 0);
    await page.waitForTimeout(600);
    await page.close({ runBeforeUnload: false });

    page = await opened();
    await page.locator("#settings", { hasText: "依 r/ttm.toml 檢查" }).waitFor();
    await settled(page);
    await page.waitForTimeout(300);
    assert.equal(await unfilled(), 0);
    await page.click("#settings");
    await page.locator("dialog li", { hasText: "unfilled-part：關閉" }).waitFor();
    await page.click("dialog button[value=yes]");
    await page.locator("#findings", { hasText: "unfilled-part" }).waitFor();
    assert.equal(await page.isHidden("#settings"), true);
    assert.deepEqual(troubles, []);
    await leave();
});

test("a ttm.toml that cannot be used, and a baseline that is not there, are said with what is wrong", async () => {
    const { opened, troubles, leave } = await person();
    const page = await opened();
    await chosen(page, {
        "ttm.toml": 'baseline = "known.toml"\n',
        "XXX3119-901v1.yaml": WITHOUT_ATTITUDES,
        "a/ttm.toml": "\nrulez = 1\n",
        "a/XXX3119-902v1.yaml": WITHOUT_ATTITUDES.replaceAll("-901v1", "-902v1"),
    });
    const said = await page.innerText("dialog .unread");
    assert.match(said, /r\/a\/ttm\.toml\s+第 2 行：.*rulez/);
    assert.match(said, /r\/known\.toml\s+找不到這個基線檔/);
    await page.click("dialog .buttons button");
    assert.equal(await page.getAttribute("body", "data-documents"), "2");
    await page.locator("#findings", { hasText: "unfilled-part" }).waitFor();
    assert.deepEqual(troubles, []);
    await leave();
});
