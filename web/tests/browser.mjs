// The page in a headless Chromium, with its engine at hand.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ENGINE = new URL("../engine/engine.mjs", import.meta.url);

/**
 * Opens the page from file:// and starts an engine of its own in it: `window.engine`. The browser is the system's: CHROMIUM,
 * else chromium on the path.
 * @param {string} packages a folder that has playwright-core installed
 * @param {string} page the file
 */
export async function open(packages, page) {
  const require = createRequire(join(resolve(packages), "package.json"));
  const { chromium } = await import(pathToFileURL(require.resolve("playwright-core"))).then((all) => all.default ?? all);
  const executablePath =
    process.env.CHROMIUM || execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
  // As root a browser has no sandbox; elsewhere it keeps it.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args });
  // The policy of the page forbids a test to add a script.
  const context = await browser.newContext({ bypassCSP: true });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(resolve(page)).href);
  const script = readFileSync(ENGINE, "utf8") + "\nwindow.Engine = Engine;\nwindow.Answers = Answers;";
  await tab.addScriptTag({ type: "module", content: script });
  await tab.waitForFunction(() => window.Engine);
  await tab.evaluate(async () => {
    window.engine = await window.Engine.start(await window.Engine.unpacked(window.Engine.partsOf(document)));
    window.bytes = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    window.base64 = (bytes) => {
      let text = "";
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return btoa(text);
    };
  });
  return { browser, tab };
}
