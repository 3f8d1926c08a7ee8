// Puts the WebAssembly into the page: node assemble.mjs PAGE FOLDER_OF_WASM OUT PROFILE
//
// The engine is packed with LZMA, and beside it is what unpacks it (engine/unpack), which browsers cannot by themselves; that is packed
// with gzip, which they can. Its code and its data are packed apart: two threads unpack them at the same time, and each is smaller for it.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import zlib from "node:zlib";

/** The most bytes of the page, and of what a server sends of it. */
const LIMIT = 6e6;
const LIMIT_COMPRESSED = 2e6;

/** Packed as small as can be. */
function lzma(bytes) {
  const options = "--lzma1=preset=9e,dict=8MiB,lc=4,lp=0,pb=0,nice=273,depth=1000";
  return execFileSync("xz", ["--format=lzma", options, "--stdout"], { input: bytes, maxBuffer: 1 << 26 });
}

/** A module without its custom sections, which say with what it was made; in two parts, of which the second is its data. */
function bare(module) {
  const [code, data] = [[module.subarray(0, 8)], []];
  for (let at = 8; at < module.length; ) {
    const start = at;
    const id = module[at++];
    let size = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      size += (module[at] & 0x7f) * 2 ** shift;
      more = module[at++] > 0x7f;
    }
    at += size;
    if (id !== 0) (id === DATA || data.length > 0 ? data : code).push(module.subarray(start, at));
  }
  return [code, data].map((sections) => Buffer.concat(sections));
}

/** The number of the section of data, the last one of a module. */
const DATA = 11;

const [page, folder, out, profile] = process.argv.slice(2);
let whole = readFileSync(page, "utf8");
function put(mark, ...elements) {
  const parts = whole.split(`<!-- ${mark} -->`);
  if (parts.length !== 2) throw new Error(`${page} does not have <!-- ${mark} --> once`);
  whole = parts.join(elements.join(""));
}
const element = (id, packed, sizes) =>
  `<script type="application/octet-stream" id="${id}" data-sizes="${sizes.join(" ")}">${packed.map((part) => part.toString("base64")).join(" ")}</script>`;
const packed = (id, parts) => element(id, parts.map(lzma), parts.map((part) => part.length));
const unpack = Buffer.concat(bare(readFileSync(join(folder, "ttm_unpack.wasm"))));
const engine = bare(readFileSync(join(folder, "ttm_engine.wasm")));
put("engine", element("unpack", [zlib.gzipSync(unpack, { level: 9 })], [unpack.length]), packed("engine", engine));
const licences = join(dirname(page), "licences.txt");
if (existsSync(licences)) {
  put("licences", packed("licences", [readFileSync(licences)]));
}
const [bytes, compressed] = [Buffer.byteLength(whole), zlib.gzipSync(whole, { level: 9 }).length];
if (profile === "release" && bytes > LIMIT) throw new Error(`${bytes} bytes, more than ${LIMIT}`);
writeFileSync(out, whole);
console.log(`${out}: ${bytes} bytes, ${compressed} compressed; the engine ${engine.map((part) => part.length).join(" + ")}, what unpacks it ${unpack.length}`);
if (profile === "release" && compressed > LIMIT_COMPRESSED) {
  console.log(`more than the ${LIMIT_COMPRESSED} bytes that a server should have to send`);
}
