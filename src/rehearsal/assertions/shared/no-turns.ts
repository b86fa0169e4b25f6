import type { Judged } from "../assertion.ts";

/** Where agents act side by side nobody sees who wrote what. */
export const NO_TURNS: Judged = {
  met: false,
  broken: true,
  found: "only turns show who wrote what: say `sequential: true` in a scenario of a team, or give --sequential",
};
