import { TAKING_BACK } from "../../src/rollout/reconcile/evidence.ts";
import type { Inputs } from "./component-inputs.ts";
import { install, KEEPING_NOTHING, passOption, variableOf } from "./component-script.ts";

/** Variables that somebody gives to a pipeline to ask something of a rollout. */
export const ASKED = {
  verb: "AGENT_CI_DEPLOY_VERB",
  rollout: "AGENT_CI_DEPLOY_ROLLOUT",
  reason: "AGENT_CI_DEPLOY_REASON",
  role: "AGENT_CI_DEPLOY_ROLE",
  checkpoint: "AGENT_CI_DEPLOY_CHECKPOINT",
  full: "AGENT_CI_DEPLOY_FULL",
  force: "AGENT_CI_DEPLOY_FORCE",
} as const;

/** What is asked at once, and answered by the tick after it. */
export const LOWERING: readonly string[] = [...TAKING_BACK, "pause"];

/** POSIX sh: installs, and asks, ticks or approves. What somebody gave to a pipeline is an argument, and no more. */
export function deployingScript(command: string, what: "lower" | "tick" | "approve", options: Inputs): string {
  return `\
${install(KEEPING_NOTHING)}
rollout=$${variableOf("rollout")}
set -- ${command}
${ASKING[what]}
${Object.entries(options).map(passOption).join("\n")}
agent-ci "$@" -- "$rollout"`;
}

const REASON = `[ -z "\${${ASKED.reason}:-}" ] || set -- "$@" "--reason=$${ASKED.reason}"`;
const ASKING = {
  lower: `\
# A name that nobody knows is to fail, so that it is the one that was asked for.
rollout=\${${ASKED.rollout}:-$rollout}
set -- "$@" "--verb=$${ASKED.verb}" "--reason=\${${ASKED.reason}:-a pipeline that gave no reason}"`,
  tick: `\
case \${${ASKED.verb}:-} in
  "" | ${LOWERING.join(" | ")}) ;; # the job before this one has asked
  *)
    set -- "$@" "--verb=$${ASKED.verb}"
    ${REASON}
    [ "\${${ASKED.full}:-}" != true ] || set -- "$@" --full
    [ "\${${ASKED.force}:-}" != true ] || set -- "$@" --force
    ;;
esac`,
  approve: `\
set -- "$@" --verb=approve
[ -z "\${${ASKED.role}:-}" ] || set -- "$@" "--role=$${ASKED.role}"
[ -z "\${${ASKED.checkpoint}:-}" ] || set -- "$@" "--checkpoint=$${ASKED.checkpoint}"`,
} as const;
