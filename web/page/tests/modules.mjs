// A module of the page by itself, for tests that need no browser.
import { build } from "esbuild";

export async function moduleOf(path) {
    const entry = new URL(`../src/${path}`, import.meta.url).pathname;
    const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm" });
    return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
