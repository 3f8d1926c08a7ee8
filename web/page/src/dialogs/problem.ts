// Why something could not be done.
import { Refused } from "../engine/types.ts";
import { Superseded } from "../engine/client.ts";
import { pick, say } from "../ui/lang.ts";
import { toast } from "../ui/toast.ts";

export const reason = (error: unknown): string =>
    error instanceof Refused ? pick(error.words) : error instanceof Error ? error.message : String(error);

export function tellProblem(error: unknown): void {
    if (!(error instanceof Superseded)) {
        toast(say("failed", reason(error)));
    }
}
