import { MOST_CONVERSATIONS } from "../agents/conversations.ts";
import type { Assertion, Judged, Asserted } from "../assertions/assertion.ts";
import { assertions } from "../assertions/assertions.ts";
import type { Expectation } from "../scenarios/scenario.ts";

/** An expectation that was asked of a run. */
export interface Asked {
  readonly expectation: Expectation;
  readonly met: boolean;
  /** Why not, in a sentence; absent where it is met. */
  readonly message?: string;
  readonly detail: readonly string[];
}

const TOO_MANY: Judged = {
  met: false,
  broken: true,
  found: `there are more than ${MOST_CONVERSATIONS} conversations`,
};

/** Asks a run what is expected of it; with `last`, also what is asked once of all repeats. */
export async function judgeExpectations(
  expect: readonly Expectation[],
  subject: Asserted,
  last: boolean,
): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (const expectation of expect) {
    const assertion: Assertion = assertions[expectation.type];
    if (assertion.once && !last) continue;
    const tooMany = assertion.agents !== undefined && subject.agents.length > MOST_CONVERSATIONS;
    const judged = tooMany ? TOO_MANY : await assertion.judge(expectation.params, subject);
    asked.push(answered(expectation, assertion, judged));
  }
  return asked;
}

function answered(expectation: Expectation, { says }: Assertion, judged: Judged): Asked {
  const { not, params } = expectation;
  const met = judged.broken !== true && judged.met !== not;
  if (met) return { expectation, met, detail: [] };
  const found = judged.found === undefined ? "" : ` (${judged.found})`;
  const statement = says(params);
  const message = judged.broken
    ? `Nobody can tell whether ${statement}${found}.`
    : `${not ? "Must not hold" : "Does not hold"}: ${statement}${found}.`;
  return { expectation, met, message, detail: judged.detail ?? [] };
}
