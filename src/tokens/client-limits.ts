import { claudeCodeFacts } from "../clients/claude-code.ts";
import { type ClientContext, pluginContexts, projectContext } from "../context/client-context.ts";
import { lockedServers, MCP_LOCK, readLock } from "../context/mcp-lock.ts";
import { skillLoading } from "../context/loadability.ts";
import type { ArtifactOf } from "../model/artifact.ts";
import type { EngineRule, Repository } from "../model/rule.ts";
import { thousands, withNoun } from "../model/numbers.ts";
import type { Counter } from "./counter.ts";
import { estimate, factorOf } from "./estimate.ts";
import { type BudgetFinding, contributors } from "./judge-budgets.ts";
import {
  budgetAgentDescriptions,
  budgetCompaction,
  budgetMcpDescription,
  budgetMcpLock,
  budgetMcpTools,
} from "./rules.ts";
import { tokensText } from "./amounts.ts";
import { sectionsOf } from "./sections-of.ts";
import type { SubjectPart } from "./subject.ts";

const CLIENT = "claude-code";

/**
 * What exceeds the clients' own limits, which hold without any configuration. `asks`: whether a rule is on somewhere.
 */
export async function judgeClientLimits(
  repository: Repository,
  counter: Counter,
  asks: (rule: EngineRule) => boolean,
): Promise<readonly BudgetFinding[]> {
  return [
    ...(asks(budgetAgentDescriptions) ? await agentDescriptions(repository, counter) : []),
    ...(asks(budgetCompaction) ? await compaction(repository, counter) : []),
    ...(asks(budgetMcpTools) ? await mcpTools(repository, counter) : []),
    ...(asks(budgetMcpDescription) ? mcpDescriptions(repository) : []),
  ];
}

interface Sum {
  readonly rule: EngineRule;
  readonly says: string;
  readonly of: string;
  readonly limit: number;
  readonly parts: readonly SubjectPart[];
}

/** A sum over parts against a limit of the client's, counted only where bytes do not keep to it. */
async function exceeding(sum: Sum, counter: Counter): Promise<readonly BudgetFinding[]> {
  const { rule, says, of, limit, parts } = sum;
  const bytes = parts.reduce((all, { text }) => all + Buffer.byteLength(text), 0);
  if (bytes * factorOf(CLIENT) <= limit) return [];
  const tokens = await counter.count(parts.map(({ text }) => text));
  const amount = estimate(
    CLIENT,
    tokens.reduce((all, one) => all + one, 0),
  );
  if (amount.value <= limit) return [];
  const over = `${thousands(amount.value - limit)} more than the ${thousands(limit)} above which Claude Code warns`;
  const subject = { rule, key: "", says, when: "", parts, labels: {}, limit: {} };
  const largest = parts.reduce((best, _, index) => ((tokens[index] ?? 0) > (tokens[best] ?? 0) ? index : best), 0);
  const path = parts[largest]?.path;
  const message = `${says} ${tokensText(amount)}${of}, ${over}${contributors({ subject, tokens })}.`;
  return [{ rule, finding: { message, client: CLIENT, ...(path !== undefined && { path }) } }];
}

async function agentDescriptions(repository: Repository, counter: Counter): Promise<readonly BudgetFinding[]> {
  const contexts = [projectContext(repository, CLIENT, ""), ...pluginContexts(repository, CLIENT)];
  const found: BudgetFinding[] = [];
  for (const context of contexts) {
    const parts = listed(context);
    const whose = context.plugin === undefined ? "repository" : "plugin";
    const says = `The ${parts.length} subagents of this ${whose} have`;
    const limit = claudeCodeFacts.agentListingTokens.value;
    const of = " of names and descriptions";
    found.push(...(await exceeding({ rule: budgetAgentDescriptions, says, of, limit, parts }, counter)));
  }
  return found;
}

const listed = ({ loaded }: ClientContext): readonly SubjectPart[] =>
  loaded.filter(({ kind }) => kind === "agent-listing").map(({ path, text }) => ({ name: path, path, text }));

async function compaction(repository: Repository, counter: Counter): Promise<readonly BudgetFinding[]> {
  const limit = claudeCodeFacts.skillAfterCompaction.value;
  const long = repository.of("skill").filter((skill) => {
    const bytes = Buffer.byteLength(bodyOf(skill));
    return bytes * factorOf(CLIENT) > limit && skillLoading(repository, CLIENT, skill).outcome !== "not-read";
  });
  const counts = await counter.count(long.map(bodyOf));
  const found: BudgetFinding[] = [];
  for (const [index, skill] of long.entries()) {
    const amount = estimate(CLIENT, counts[index] ?? 0);
    if (amount.value <= limit) continue;
    const lost = await firstLost(skill, counter, limit);
    const what = lost ? `the first section that is certainly lost is ${lost.name}` : "its end is lost";
    found.push({
      rule: budgetCompaction,
      finding: {
        artifact: skill,
        client: CLIENT,
        ...(lost && { at: { start: lost.start, end: lost.start } }),
        message: `The skill has ${tokensText(amount)}, of which Claude Code keeps ${thousands(limit)} after compaction; ${what}.`,
      },
    });
  }
  return found;
}

const bodyOf = ({ source, body }: ArtifactOf<"skill">): string => source.text.slice(body.start);

/** The first section that begins behind what is kept, however few tokens the model counts. */
async function firstLost(skill: ArtifactOf<"skill">, counter: Counter, limit: number) {
  const { path, source } = skill;
  const sections = sectionsOf({ class: "skill", path, text: bodyOf(skill), bytes: source.bytes });
  const counts = await counter.count(sections.map(({ text }) => text));
  let tokens = 0;
  let start = skill.body.start;
  for (const [index, { name, text }] of sections.entries()) {
    if ((estimate(CLIENT, tokens).low ?? 0) >= limit && name !== path) return { name, start };
    tokens += counts[index] ?? 0;
    start += text.length;
  }
  return undefined;
}

/** That a lock is broken is no limit of a client; where it is, none of its tools is held to any. */
export function lockProblems(repository: Repository): readonly BudgetFinding[] {
  const { problem } = readLock(repository);
  if (problem === undefined) return [];
  return [{ rule: budgetMcpLock, finding: { path: MCP_LOCK, message: `The lock cannot be read: ${problem}.` } }];
}

async function mcpTools(repository: Repository, counter: Counter): Promise<readonly BudgetFinding[]> {
  const servers = lockedServers(repository);
  const count = servers.reduce((all, { tools }) => all + tools.length, 0);
  const says = `The ${count} tools of ${withNoun(servers.length, "MCP server")} have`;
  const parts = servers.map(({ name, tools }) => ({
    name,
    path: MCP_LOCK,
    text: tools.map(({ text }) => text).join(""),
  }));
  return exceeding({ rule: budgetMcpTools, says, of: "", limit: claudeCodeFacts.mcpToolTokens.value, parts }, counter);
}

function mcpDescriptions(repository: Repository): readonly BudgetFinding[] {
  const limit = claudeCodeFacts.mcpDescriptionBytes.value;
  const texts = lockedServers(repository).flatMap(({ name, instructions, tools }) => [
    { what: `the instructions of ${name}`, text: instructions },
    ...tools.map((tool) => ({ what: `the description of the tool ${tool.name} of ${name}`, text: tool.description })),
  ]);
  return texts
    .map(({ what, text }) => ({ what, bytes: Buffer.byteLength(text) }))
    .filter(({ bytes }) => bytes > limit)
    .map(({ what, bytes }) => ({
      rule: budgetMcpDescription,
      finding: {
        path: MCP_LOCK,
        client: CLIENT,
        message: `Claude Code reads ${thousands(limit)} of the ${thousands(bytes)} bytes of ${what}.`,
      },
    }));
}
