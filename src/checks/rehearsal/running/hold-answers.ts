import { holdMeetings } from "../../../host/models/hold-meetings.ts";
import type { ModelServerOptions } from "../../../host/models/options.ts";
import { watchFiles } from "../../../host/sandbox/watch-files.ts";
import type { Rehearsal } from "../../../rehearsal/case-result.ts";
import { agentsOf } from "../../../rehearsal/scenarios/agents-schema.ts";
import { meetingsFor, watchedBy } from "../../../rehearsal/scenarios/asked-of-run.ts";
import type { AgentScenario } from "../../../rehearsal/scenarios/scenario.ts";

/** What happens before a request of an agent is answered, for what is expected of its run; nothing where nothing is. */
export function holdAnswers(
  scenario: AgentScenario,
  workspace: string,
): { readonly hold?: NonNullable<ModelServerOptions["hold"]>; readonly states?: NonNullable<Rehearsal["states"]> } {
  const meetings = meetingsFor(scenario.expect);
  const watched = watchedBy(scenario.expect);
  if (meetings.length + watched.length === 0) return {};
  const files = watchFiles(workspace, watched);
  const meet = holdMeetings(meetings, agentsOf(scenario));
  return {
    hold: (arrival) => {
      files.look();
      return meet(arrival);
    },
    states: files.states,
  };
}
