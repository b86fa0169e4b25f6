import { agentRetried } from "./agents/agent-retried.ts";
import { agentTold } from "./agents/agent-told.ts";
import { agentsCompleted } from "./agents/agents-completed.ts";
import { agentsParallel } from "./agents/agents-parallel.ts";
import { agentsSequence } from "./agents/agents-sequence.ts";
import { agentsSpawned } from "./agents/agents-spawned.ts";
import { answersReach } from "./agents/answers-reach.ts";
import { filePhases } from "./agents/file-phases.ts";
import { idsUnique } from "./agents/ids-unique.ts";
import { oneEach } from "./agents/one-each.ts";
import { rolledBack } from "./agents/rolled-back.ts";
import type { Assertion } from "./assertion.ts";
import { contains } from "./contains.ts";
import { costAssertion } from "./cost.ts";
import { equals } from "./equals.ts";
import { exitCodeAssertion } from "./exit-code.ts";
import { filesChanged } from "./files-changed.ts";
import { golden } from "./golden.ts";
import { growth } from "./growth.ts";
import { isJsonText } from "./is-json.ts";
import { javascript } from "./javascript.ts";
import { jsonSchema } from "./json-schema.ts";
import { latency } from "./latency.ts";
import { loadedAssertion } from "./loaded.ts";
import { memory } from "./memory.ts";
import type { AssertionName } from "./names.ts";
import { fileFits } from "./shared/file-fits.ts";
import { messageOrder } from "./shared/message-order.ts";
import { noLostWrite } from "./shared/no-lost-write.ts";
import { nothingLeft } from "./shared/nothing-left.ts";
import { oneHolder } from "./shared/one-holder.ts";
import { regex } from "./regex.ts";
import { skillUsed } from "./skill-used.ts";
import { stepCount } from "./step-count.ts";
import { tokens } from "./tokens.ts";
import { toolArgsMatch } from "./tool-args-match.ts";
import { toolSequence } from "./tool-sequence.ts";
import { toolUsed } from "./tool-used.ts";

/** Every assertion by its name; each may have `not-` before it. */
export const assertions = {
  contains,
  regex,
  equals,
  "is-json": isJsonText,
  "json-schema": jsonSchema,
  latency,
  tokens,
  cost: costAssertion,
  "skill-used": skillUsed,
  "tool-used": toolUsed,
  "trajectory:tool-used": toolUsed,
  "trajectory:tool-args-match": toolArgsMatch,
  "trajectory:tool-sequence": toolSequence,
  "trajectory:step-count": stepCount,
  memory,
  growth,
  "files-changed": filesChanged,
  "exit-code": exitCodeAssertion,
  golden,
  javascript,
  loaded: loadedAssertion,
  "agents-spawned": agentsSpawned,
  "agents-parallel": agentsParallel,
  "agents-sequence": agentsSequence,
  "agents-completed": agentsCompleted,
  "agent-retried": agentRetried,
  "agent-told": agentTold,
  "answers-reach": answersReach,
  "ids-unique": idsUnique,
  "one-each": oneEach,
  "file-phases": filePhases,
  "rolled-back": rolledBack,
  "one-holder": oneHolder,
  "no-lost-write": noLostWrite,
  "message-order": messageOrder,
  "file-fits": fileFits,
  "nothing-left": nothingLeft,
} as const satisfies Record<AssertionName, Assertion>;
