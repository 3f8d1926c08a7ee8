// Texts are texts, wherever they come from: nothing of a file acts in the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drop, paste, person, settled } from "./browser.mjs";
import { SMALL } from "./standards.mjs";

const MARKUP = `<img src=x onerror="document.title='acted'"><script>document.title='acted'</script><a href="javascript:document.title='acted'">x</a>`;
/** One that a quoted scalar of YAML can hold. */
const QUOTED = MARKUP.replaceAll('"', "&quot;").replaceAll("'", "&#39;") + MARKUP.replaceAll('"', "").replaceAll("'", "`");

test("markup in names, file names and pasted pages stays text", async () => {
    const { opened, troubles, leave } = await person();
    const page = await opened();
    const hostile = SMALL.replaceAll("準備器材", `'${QUOTED}'`).replace("雲朵的種類", `'${QUOTED}'`).replace("A01: 謹慎細心", `A01: '${QUOTED}'\n  A01: '${QUOTED}'`);
    await drop(page, [[`${MARKUP.replaceAll("/", "")}.yaml`, hostile], ["other.yaml", hostile]]);
    await settled(page);
    const form = page.frameLocator("#form");
    await form.locator("article").getByText("onerror").first().waitFor();
    await paste(page, { html: `<table><tr><td>工作任務${MARKUP}</td></tr></table>`, text: "" });
    await page.waitForTimeout(500);
    for (const frame of page.frames()) {
        const found = await frame.evaluate(() => [...document.querySelectorAll("img, a[href^='javascript'], [onerror]")].map(({ outerHTML }) => outerHTML));
        assert.deepEqual(found, []);
    }
    assert.equal(await form.locator("script").count(), 0);
    assert.equal(await page.getAttribute("#form", "sandbox"), "allow-same-origin allow-modals");
    assert.equal(await page.title(), "職能基準編修");
    assert.deepEqual(troubles, []);
    await leave();
});

test("control characters and directions do not hide what is written", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    await drop(page, [["XXX3119-901v1.yaml", SMALL.replace("準備器材", "準備\u202e器材\u200b")]]);
    await settled(page);
    await page.locator(".cm-line", { hasText: "準備" }).first().scrollIntoViewIfNeeded();
    assert.ok((await page.locator(".cm-specialChar").count()) >= 2);
    await leave();
});
