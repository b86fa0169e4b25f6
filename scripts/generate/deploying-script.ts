import { TAKING_BACK } from "../../src/rollout/reconcile/evidence.ts";
import type { Inputs } from "./component-inputs.ts";
import { BEFORE_REHEARSING } from "./rehearsal-script.ts";
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

/** What a tick leaves for the jobs after it. */
export const OUTPUTS_OF_TICK = "agent-ci-rollout.env";
/** What was counted, for the job that judges it. */
export const GOLDEN_REPORT = "agent-ci-golden.json";
/** Where nothing is waited for, nothing is installed either. */
const UNLESS_AWAITED = `\
if [ -z "\${AGENT_CI_TICK_GOLDEN:-}" ]; then
  echo "The rollout waits for no golden cases."
  exit 0
fi`;

/** POSIX sh: installs, and asks, ticks, judges or answers. What somebody gave to a pipeline is an argument, and no more. */
export function deployingScript(
  command: string,
  what: "lower" | "tick" | "judge" | "approve" | "reject",
  options: Inputs,
): string {
  return `\
${what === "judge" ? `${UNLESS_AWAITED}\n` : ""}${install(KEEPING_NOTHING)}
rollout=$${variableOf("rollout")}
set -- ${command}
${ASKING[what]}
${Object.entries(options).map(passOption).join("\n")}
${what === "tick" || what === "judge" ? telling(what) : 'agent-ci "$@" -- "$rollout"'}`;
}

/** What is told to later jobs is not what the checkout has under that name. */
const telling = (what: "tick" | "judge"): string => `\
rm -rf ${OUTPUTS_OF_TICK}
code=0
AGENT_CI_LATER_JOBS=$work/outputs.env agent-ci "$@" -- "$rollout" || code=$?
[ ! -f "$work/outputs.env" ] || sed 's/^/AGENT_CI_${what.toUpperCase()}_/' "$work/outputs.env" > ${OUTPUTS_OF_TICK}
exit "$code"`;

/** Whoever answers answers what this very pipeline has asked, however old it is by now. */
const SEEN = `\
seen=\${AGENT_CI_TICK_SEEN:-\${AGENT_CI_JUDGE_SEEN:-}}
[ -n "$seen" ] || fail "The tick of this pipeline waits for nobody. Start a new pipeline: its tick says what waits."
set -- "$@" "--seen=$seen"`;

/**
 * POSIX sh: runs the golden cases of what waits, which need not be the newest commit, and leaves their report. That they
 * are worse is for the next job to judge, which has the key; this one has none.
 */
export const goldenScript = (): string => `\
${UNLESS_AWAITED}
${install(KEEPING_NOTHING)}${BEFORE_REHEARSING}
commit=$(git rev-parse --verify --end-of-options "$AGENT_CI_TICK_GOLDEN^{commit}")
git checkout --quiet --force --detach "$commit"
set -- golden --rollout "$${variableOf("rollout")}" --output "json=$work/golden.json"
[ "$AGENT_CI_GOLDEN_COMMANDS" != true ] || set -- "$@" --allow-commands
code=0
agent-ci "$@" -- diff || code=$?
[ "$code" -le 1 ] || exit "$code"
rm -rf ${GOLDEN_REPORT}
cp "$work/golden.json" ${GOLDEN_REPORT}`;

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
  judge: `set -- "$@" --golden=${GOLDEN_REPORT}`,
  approve: `\
${SEEN}
set -- "$@" --verb=approve
[ -z "\${${ASKED.role}:-}" ] || set -- "$@" "--role=$${ASKED.role}"
[ -z "\${${ASKED.checkpoint}:-}" ] || set -- "$@" "--checkpoint=$${ASKED.checkpoint}"`,
  reject: `\
${SEEN}
set -- "$@" --verb=reject "--reason=\${${ASKED.reason}:-no reason was given}"
[ -z "\${${ASKED.role}:-}" ] || set -- "$@" "--role=$${ASKED.role}"
[ -z "\${${ASKED.checkpoint}:-}" ] || set -- "$@" "--checkpoint=$${ASKED.checkpoint}"`,
} as const;
