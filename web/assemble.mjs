// Puts the WebAssembly into the page: node assemble.mjs PAGE WASM OUT PROFILE

import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** The most bytes of the page, and of what a server sends of it. */
const LIMIT = 6e6;
const LIMIT_COMPRESSED = 2e6;

const MARK = "<!-- engine -->";

const [page, wasm, out, profile] = process.argv.slice(2);
const parts = readFileSync(page, "utf8").split(MARK);
if (parts.length !== 2) throw new Error(`${page} does not have ${MARK} once`);
const engine = gzipSync(readFileSync(wasm), { level: 9 }).toString("base64");
const whole = parts.join(`<script type="application/wasm-base64" id="engine">${engine}</script>`);
const [bytes, compressed] = [Buffer.byteLength(whole), gzipSync(whole, { level: 9 }).length];
if (profile === "release" && bytes > LIMIT) throw new Error(`${bytes} bytes, more than ${LIMIT}`);
writeFileSync(out, whole);
console.log(`${out}: ${bytes} bytes, ${compressed} compressed`);
if (profile === "release" && compressed > LIMIT_COMPRESSED) {
  console.log(`more than the ${LIMIT_COMPRESSED} bytes that a server should have to send`);
}
