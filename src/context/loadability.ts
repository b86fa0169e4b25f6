import type { ArtifactOf } from "../model/artifact.ts";
import type { Repository } from "../model/rule.ts";
import { codexNamespace } from "./codex-namespace.ts";
import { textOf } from "./fields.ts";
import { folderName } from "./folder-name.ts";
import { claudeCodeLoads } from "./loads/claude-code.ts";
import { codexLoads } from "./loads/codex.ts";
import { copilotLoads } from "./loads/copilot.ts";
import { cursorLoads } from "./loads/cursor.ts";
import { geminiCliLoads } from "./loads/gemini-cli.ts";
import { skillsRefLoads } from "./loads/skills-ref.ts";
import { type Loader, type LoaderRules, type Loading, outcomeOf, type Reason, type SkillSubject } from "./loading.ts";
import { workspaceTwin } from "./workspace-twin.ts";

const RULES: Readonly<Record<Loader, LoaderRules>> = {
  "claude-code": claudeCodeLoads,
  codex: codexLoads,
  copilot: copilotLoads,
  cursor: cursorLoads,
  "gemini-cli": geminiCliLoads,
  "skills-ref": skillsRefLoads,
};

/** A skill or subagent, and what each client does with it. */
export interface LoadRow {
  readonly artifact: ArtifactOf<"skill" | "agent" | "agent-file">;
  readonly name: string;
  readonly loadings: readonly Loading[];
}

/** What becomes of every skill and subagent in each of the clients, in the order of their paths. */
export function loadability(repository: Repository, clients: readonly Loader[]): readonly LoadRow[] {
  const skills = repository.of("skill").map((skill) => {
    const name = textOf(skill, "name") ?? folderName(skill.path) ?? skill.path;
    return { artifact: skill, name, loadings: clients.map((client) => skillLoading(repository, client, skill)) };
  });
  const agents = repository.of("agent", "agent-file").map((agent) => {
    const name = ("frontmatter" in agent && textOf(agent, "name")) || agent.path.slice(agent.path.lastIndexOf("/") + 1);
    return { artifact: agent, name, loadings: clients.map((client) => loading(client, RULES[client].agent(agent))) };
  });
  return [...skills, ...agents].sort((a, b) => (a.artifact.path < b.artifact.path ? -1 : 1));
}

/** What becomes of one skill in one client. */
export function skillLoading(repository: Repository, client: Loader, skill: ArtifactOf<"skill">): Loading {
  const folder = folderName(skill.path);
  const namespace = codexNamespace(repository, skill.path);
  const subject: SkillSubject = {
    skill,
    ...(folder !== undefined && { folder }),
    ...(namespace !== undefined && { namespace }),
  };
  const twin = client === "copilot" ? workspaceTwin(repository, skill) : [];
  return loading(client, [...RULES[client].skill(subject), ...twin]);
}

/** What becomes of one subagent in one client. */
export function agentLoading(client: Loader, agent: ArtifactOf<"agent" | "agent-file">): Loading {
  return loading(client, RULES[client].agent(agent));
}

function loading(client: Loader, found: Iterable<Reason>): Loading {
  const reasons = [...found];
  const elsewhere = reasons.filter(({ outcome }) => outcome === "not-read");
  return { client, outcome: outcomeOf(reasons), reasons: elsewhere.length > 0 ? elsewhere : reasons };
}
