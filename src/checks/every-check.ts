import type { Check } from "../judging/evidence.ts";
import { cost } from "./cost/cost.ts";
import { environments } from "./environments.ts";
import { goldenSets } from "./rehearsal/golden/sets.ts";
import { rollouts } from "./rollouts.ts";
import { scenarios } from "./rehearsal/scenarios.ts";
import { schemas } from "./schemas.ts";
import { embeddedSecrets } from "./secrets/embedded.ts";
import { triggerSetsOf } from "./triggers/triggers.ts";
import { tokenBudgets } from "./tokens/budgets.ts";
import { validation } from "./validation.ts";

/** All that `check` and the hook before a commit look at, and the checklist goes by. */
export const EVERY_CHECK: readonly Check[] = [
  validation,
  environments,
  tokenBudgets,
  embeddedSecrets("agent"),
  schemas,
  scenarios,
  goldenSets,
  cost,
  triggerSetsOf,
  rollouts,
];
