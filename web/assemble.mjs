// Puts the WebAssembly into the page: node assemble.mjs PAGE FOLDER_OF_WASM OUT PROFILE
//
// The engine is packed with zstd, and beside it is what unpacks it (engine/unpack), which browsers cannot by themselves; that is packed
// with gzip, which they can.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import zlib from "node:zlib";

/** The most bytes of the page, and of what a server sends of it. */
const LIMIT = 6e6;
const LIMIT_COMPRESSED = 2e6;

/** Packed as small as can be: Node.js can since 22.15, else the command does. */
function zstd(bytes) {
  if (!zlib.zstdCompressSync) {
    return execFileSync("zstd", ["--ultra", "-22", "--no-check", "--quiet", "--stdout"], { input: bytes, maxBuffer: 1 << 26 });
  }
  const { ZSTD_c_compressionLevel: level, ZSTD_c_windowLog: window, ZSTD_c_checksumFlag: checksum } = zlib.constants;
  return zlib.zstdCompressSync(bytes, { params: { [level]: 22, [window]: 27, [checksum]: 0 } });
}

/** A module without its custom sections, which say with what it was made. */
function bare(module) {
  const parts = [module.subarray(0, 8)];
  for (let at = 8; at < module.length; ) {
    const start = at;
    const id = module[at++];
    let size = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      size += (module[at] & 0x7f) * 2 ** shift;
      more = module[at++] > 0x7f;
    }
    at += size;
    if (id !== 0) parts.push(module.subarray(start, at));
  }
  return Buffer.concat(parts);
}

const [page, folder, out, profile] = process.argv.slice(2);
let whole = readFileSync(page, "utf8");
function put(mark, ...elements) {
  const parts = whole.split(`<!-- ${mark} -->`);
  if (parts.length !== 2) throw new Error(`${page} does not have <!-- ${mark} --> once`);
  whole = parts.join(elements.join(""));
}
const element = (id, bytes, size) =>
  `<script type="application/octet-stream" id="${id}" data-size="${size}">${bytes.toString("base64")}</script>`;
const unpack = bare(readFileSync(join(folder, "ttm_unpack.wasm")));
const engine = bare(readFileSync(join(folder, "ttm_engine.wasm")));
put("engine", element("unpack", zlib.gzipSync(unpack, { level: 9 }), unpack.length), element("engine", zstd(engine), engine.length));
const licences = join(dirname(page), "licences.txt");
if (existsSync(licences)) {
  const text = readFileSync(licences);
  put("licences", element("licences", zstd(text), text.length));
}
const [bytes, compressed] = [Buffer.byteLength(whole), zlib.gzipSync(whole, { level: 9 }).length];
if (profile === "release" && bytes > LIMIT) throw new Error(`${bytes} bytes, more than ${LIMIT}`);
writeFileSync(out, whole);
console.log(`${out}: ${bytes} bytes, ${compressed} compressed; the engine ${engine.length}, what unpacks it ${unpack.length}`);
if (profile === "release" && compressed > LIMIT_COMPRESSED) {
  console.log(`more than the ${LIMIT_COMPRESSED} bytes that a server should have to send`);
}
