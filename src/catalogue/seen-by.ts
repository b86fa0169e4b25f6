import { artifactAt } from "../inventory/artifact-at.ts";
import { type Loader, LOADERS } from "../clients/readers/loaders.ts";
import { agentLoading, skillLoading } from "../context/loadability.ts";
import { isListed } from "../context/install-sets.ts";
import type { Loading } from "../context/loading.ts";
import type { Repository } from "../model/rule.ts";
import type { Offer } from "./offer.ts";

/** Whether the model of a client is told of an offer; why not, where it could have been. */
export interface Seen {
  readonly client: Exclude<Loader, "skills-ref">;
  readonly listed: boolean;
  /** The client loads it, and keeps it for people to call. */
  readonly forPeople: boolean;
  /** Whole sentences. */
  readonly because: readonly string[];
}

const CLIENTS = LOADERS.filter((client) => client !== "skills-ref");

/**
 * The clients in whose places a skill or subagent lies, and whether each tells its model of it. Nothing for commands:
 * people call them, and where they lie says for which client.
 */
export function seenBy(repository: Repository, offer: Offer): readonly Seen[] {
  return CLIENTS.flatMap((client): readonly Seen[] => {
    const loading = loadingOf(repository, client, offer);
    if (!loading || loading.outcome === "not-read") return [];
    const reasons = loading.reasons.map(({ says }) => says);
    if (loading.outcome === "dropped") return [{ client, listed: false, forPeople: false, because: reasons }];
    const forPeople = isHidden(repository, client, offer);
    return [{ client, listed: !forPeople, forPeople, because: forPeople ? ["Only people can call it."] : reasons }];
  });
}

function loadingOf(repository: Repository, client: Loader, { kind, path }: Offer): Loading | undefined {
  if (kind === "skill") {
    const skill = artifactAt(repository, "skill", path);
    return skill && skillLoading(repository, client, skill);
  }
  const agent = kind === "agent" ? artifactAt(repository, "agent", path) : undefined;
  return agent && agentLoading(repository, client, agent);
}

/** A skill that the client loads and leaves out of the list that its model chooses from. */
function isHidden(repository: Repository, client: Loader, { kind, path }: Offer): boolean {
  const skill = kind === "skill" ? artifactAt(repository, "skill", path) : undefined;
  return (
    skill !== undefined && (client === "claude-code" || client === "codex") && !isListed(repository, client, skill)
  );
}
