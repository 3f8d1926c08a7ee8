// Puts the page into one file: dist/ttm.html, whose lines `<!-- engine -->` and `<!-- licences -->` web/build replaces by the WebAssembly
// and by dist/licences.txt.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const here = (path) => new URL(path, import.meta.url).pathname;
const shared = { bundle: true, write: false, minify: true, target: ["es2022"], charset: "utf8", legalComments: "none", logLevel: "warning" };
const text = async (options) => {
    const { outputFiles, metafile } = await build({ ...shared, metafile: true, absWorkingDir: here("."), ...options });
    for (const path of Object.keys(metafile.inputs)) {
        const [folder] = /^node_modules\/(@[^/]+\/)?[^/]+/.exec(path) ?? [];
        if (folder) {
            packages.add(folder);
        }
    }
    return outputFiles[0].text.trim();
};

/** The packages that are in the page: their licences go with them, and those of all crates of the engine. */
const packages = new Set();
const notices = (manifest) =>
    execFileSync(here("../../.ci/notices"), ["wasm32-unknown-unknown", here(manifest)], { encoding: "utf8", maxBuffer: 1 << 26 });
function licences() {
    const ofPage = [...packages]
        .toSorted()
        .map((folder) => `${folder.replace("node_modules/", "")}\n\n${readFileSync(here(`${folder}/LICENSE`), "utf8").trim()}`);
    return [...ofPage, notices("../engine/Cargo.toml"), notices("../engine/unpack/Cargo.toml")].join("\n\n");
}

let worker = "";
/** Texts that the page carries within it. */
const carried = {
    name: "carried",
    setup({ onResolve, onLoad }) {
        onResolve({ filter: /^(worker|example):/ }, ({ path }) => ({ path, namespace: "carried" }));
        onLoad({ filter: /.*/, namespace: "carried" }, ({ path }) => ({
            contents: path === "worker:source" ? worker : readFileSync(here("../../standards/TTM4221-004v2.yaml"), "utf8"),
            loader: "text",
        }));
    },
};

worker = await text({ entryPoints: [here("src/engine/worker.ts")], format: "iife", plugins: [carried] });
const script = await text({ entryPoints: [here("src/main.ts")], format: "esm", plugins: [carried] });
const style = await text({ entryPoints: [here("style/index.css")] });
const digest = (content) => createHash("sha256").update(content).digest("base64");
const nonce = digest(style).replace(/[^A-Za-z0-9]/g, "").slice(0, 22);
const hash = (content) => `'sha256-${digest(content)}'`;

// Nothing may be fetched or sent. What runs is this script and the engine, whose thread is made of text that the script
// carries. Pictures are those within the style sheet of the editor.
const policy = [
    "default-src 'none'",
    `script-src ${hash(script)} 'wasm-unsafe-eval'`,
    // The editor makes its style sheets itself, with this word.
    `style-src 'nonce-${nonce}'`,
    "worker-src blob:",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
].join("; ");

const parts = {
    "<!-- policy -->": `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    "<!-- style -->": `<style nonce="${nonce}">${style}</style>`,
    "<!-- script -->": `<script type="module">${script}</script>`,
};
let page = readFileSync(here("page.html"), "utf8");
for (const [mark, part] of Object.entries(parts)) {
    page = page.replace(mark, () => part);
}
mkdirSync(here("dist"), { recursive: true });
writeFileSync(here("dist/ttm.html"), page);
writeFileSync(here("dist/licences.txt"), licences());
