// The page opens from a file, asks for nothing, and its policy is the strict one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PAGE, drop, person, settled } from "./browser.mjs";
import { SMALL } from "./standards.mjs";

test("nothing is requested and nothing can be", async () => {
    const { context, opened, troubles, leave } = await person();
    const asked = [];
    const page = await opened(async (page) => {
        const network = await context.newCDPSession(page);
        await network.send("Network.enable");
        network.on("Network.requestWillBeSent", ({ request }) => asked.push(request.url));
    });
    await drop(page, [["small.yaml", SMALL]]);
    await settled(page);
    await page.waitForFunction(() => document.getElementById("form").contentDocument?.querySelector("article"));
    const elsewhere = asked.filter((url) => url !== PAGE && !/^(data|blob):|^about:srcdoc/.test(url));
    assert.deepEqual(elsewhere, []);
    assert.ok(asked.includes(PAGE), "the log of the network has the page itself");
    assert.deepEqual(troubles, []);

    // What a script in the page would try: all of it is refused.
    const refused = await page.evaluate(async () => {
        const tries = {
            fetch: () => fetch("https://example.invalid/"),
            beacon: () => new Promise((_, no) => navigator.sendBeacon("https://example.invalid/") ? setTimeout(_, 300) : no()),
            socket: () => new Promise((yes, no) => Object.assign(new WebSocket("wss://example.invalid/"), { onopen: yes, onerror: no })),
            picture: () => new Promise((yes, no) => Object.assign(new Image(), { onload: yes, onerror: no, src: "https://example.invalid/a.png" })),
        };
        const violated = new Set();
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violated.add(effectiveDirective));
        for (const one of Object.values(tries)) {
            await Promise.resolve().then(one).catch(() => {});
        }
        await new Promise((done) => setTimeout(done, 100));
        return [...violated].sort();
    });
    assert.deepEqual(refused, ["connect-src", "img-src"]);
    await leave();
});

test("the policy begins by forbidding everything, and is said in a sentence", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    const policy = await page.getAttribute("meta[http-equiv=Content-Security-Policy]", "content");
    assert.match(policy, /^default-src 'none'; /);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|connect-src|https?:|\*/);
    assert.match(await page.innerText(".promise"), /不連線/);
    await page.click("[data-do=lang]");
    assert.match(await page.innerText(".promise"), /no connection/);
    await leave();
});

test("the licences of everything in the page can be read in it", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    await page.click("[data-do=help]");
    await page.getByRole("button", { name: "其他人的程式與授權條款" }).click();
    const text = await page.locator("dialog[open] pre").last().innerText();
    for (const library of ["@codemirror/view", "granit-parser", "hayro-cmap", "lzma-rust2"]) {
        assert.ok(text.includes(library), library);
    }
    assert.match(text, /Permission is hereby granted/);
    await leave();
});
