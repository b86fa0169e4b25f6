import * as rules from "../../rehearsal/rules.ts";

/** Those that a dry run finds by. */
export const REHEARSAL_RULES = Object.values(rules).filter(({ id }) => id.startsWith("rehearsal/"));
