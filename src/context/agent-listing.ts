import { claudeCodeFacts } from "../clients/claude-code.ts";
import type { Fact } from "../clients/fact.ts";
import { geminiCliFacts } from "../clients/gemini-cli.ts";
import { isProjectAgent } from "../inventory/teams/agents.ts";
import type { ArtifactOf } from "../model/artifact.ts";
import type { Repository } from "../model/rule.ts";
import type { Loaded } from "./loaded.ts";
import { fieldText } from "./fields.ts";
import type { Reader } from "./instruction-files.ts";
import { agentLoading } from "./loadability.ts";
import { isTakenIn } from "./folders/start-folders.ts";

type Agent = ArtifactOf<"agent">;

/** The clients whose models choose among subagents by a list of them. */
const LISTING: Readonly<Partial<Record<Reader, Fact>>> = {
  "claude-code": claudeCodeFacts.agentListing,
  "gemini-cli": geminiCliFacts.agentListing,
};

/** Whose a client is started, or the root of the plugin that it has installed. */
export type Whose = { readonly folder: string } | { readonly root: string };

/**
 * The subagents that are there where a client is started, or those of a plugin:
 * an entry in the client's list, and the prompt when one is started.
 */
export function agentListing(repository: Repository, client: Reader, whose: Whose): readonly Loaded[] {
  const source = LISTING[client];
  if (!source) return [];
  return repository
    .of("agent")
    .filter(
      (agent) =>
        !agent.again && // its ways count where the file is an agent first
        belongs(repository, agent, client, whose) &&
        agentLoading(repository, client, agent).outcome !== "dropped",
    )
    .flatMap((artifact): Loaded[] => [
      { when: "always", kind: "agent-listing", path: artifact.path, text: agentEntry(artifact), source, artifact },
      {
        when: "on-trigger",
        kind: "agent",
        path: artifact.path,
        text: artifact.source.text.slice(artifact.body.start),
        source,
        artifact,
      },
    ]);
}

/** What a list says of a subagent. */
function agentEntry(agent: Agent): string {
  const name = fieldText(agent, "name") ?? agent.path.slice(agent.path.lastIndexOf("/") + 1);
  return `- ${name}: ${fieldText(agent, "description") ?? ""}\n`;
}

function belongs(repository: Repository, agent: Agent, client: Reader, whose: Whose): boolean {
  const { path, dialect } = agent;
  if (client === "gemini-cli" && dialect !== "gemini-cli") return false;
  if ("folder" in whose) return isTakenIn(repository, client, agent, whose.folder);
  return client !== "gemini-cli" && dialect === "claude-code" && !isProjectAgent(path) && isBelow(whose.root, path);
}

export const isBelow = (root: string, path: string): boolean => root === "" || path.startsWith(`${root}/`);
