import type { SectionKind } from "../model/view.ts";
import { deltaView } from "./delta-view.ts";
import { loadView } from "./load-view.ts";

/** What each client loads, in sums or one by one. */
export const tokenLoadKind: SectionKind = { kind: "token-load", version: 1, view: loadView };
/** What a change makes of the tokens that clients load. */
export const tokenDeltaKind: SectionKind = { kind: "token-delta", version: 1, view: deltaView };
