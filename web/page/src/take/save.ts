// A file that the person takes: it goes where the browser puts downloads, and nowhere else.
import { h } from "../ui/dom.ts";
import { say } from "../ui/lang.ts";
import { toast } from "../ui/toast.ts";

export const bytesOfText = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A name without folders and without what Windows does not allow in one. */
const fileName = (name: string) => name.replace(/^.*\//, "").replace(/[\\:*?"<>|]+/g, "-") || "ttm";

export async function save(name: string, bytes: Uint8Array, type: string): Promise<void> {
    const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
    const link = h("a", { href: url, download: fileName(name) });
    document.body.append(link);
    link.click();
    link.remove();
    // The browser has begun to read it by then.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    toast(say("downloaded", fileName(name)));
}
