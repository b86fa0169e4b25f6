import { createComments, type Comment, type SeedComment } from "./api/comments.ts";
import { createDeployments, type PlayedDeployment } from "./api/deployments.ts";
import { createExaminer, type Examiner } from "./api/examine.ts";
import { github } from "./api/github.ts";
import { gitlab } from "./api/gitlab.ts";
import { type Contract, readContract, type Forge, type Operation } from "./api/operations.ts";
import { isRecord, overlay } from "./api/overlay.ts";
import type { World } from "./api/played-forge.ts";
import { loopback, type RecordedRequest } from "./loopback.ts";

export interface Fault {
  /** An operation's id, such as `issues/create-comment`. */
  readonly operation: string;
  readonly status: number;
  /** How many calls fail before it works again; all without it. */
  readonly times?: number;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiWorld {
  readonly comments?: readonly SeedComment[];
  /** Who the token belongs to: `github-actions[bot]`, on GitLab `project_1_bot_agent`, unless told. */
  readonly identity?: string;
  /** Members laid over the smallest answer of an operation, such as `{ "pulls/get": { number: 7 } }`. */
  readonly answers?: Readonly<Record<string, object>>;
  readonly faults?: readonly Fault[];
  /** The texts of the target branch, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Events of GitHub's timeline, oldest first, as partly as matters. */
  readonly timeline?: readonly Readonly<Record<string, unknown>>[];
}

export interface PlayedApi {
  /** For GITHUB_API_URL, or CI_API_V4_URL. */
  readonly url: string;
  readonly comments: () => readonly Comment[];
  /** Oldest first, each with its statuses. */
  readonly deployments: () => readonly PlayedDeployment[];
  /** Each call in order: the operation, and its body where it has one. */
  readonly calls: readonly { readonly operation: string; readonly body: unknown }[];
  /** One sentence for each slip against the vendor's contract. Assert that there is none. */
  readonly violations: readonly string[];
  readonly requests: readonly RecordedRequest[];
}

const forges = { github, gitlab };
const identities = { github: "github-actions[bot]", gitlab: "project_1_bot_agent" } as const satisfies Record<
  Forge,
  string
>;

const contracts = new Map<Forge, { readonly contract: Contract; readonly examiner: Examiner }>();

/** Read once for a file of tests: its schemas take longer to compile than a test takes to run. */
function contractOf(forge: Forge): { readonly contract: Contract; readonly examiner: Examiner } {
  const known = contracts.get(forge);
  if (known) return known;
  const contract = readContract(forge);
  const read = { contract, examiner: createExaminer(contract) };
  contracts.set(forge, read);
  return read;
}

/** A server on loopback that plays GitHub or GitLab after their own descriptions, with a memory for comments; ends with the test. */
export async function playApi(
  forge: Forge,
  { comments: seeds = [], identity, answers = {}, faults = [], files = {}, timeline = [] }: ApiWorld = {},
): Promise<PlayedApi> {
  const { contract, examiner } = contractOf(forge);
  const played = forges[forge];
  const calls: { operation: string; body: unknown }[] = [];
  const violations: string[] = [];
  const left = new Map(faults.map((fault) => [fault, fault.times ?? Infinity]));
  const comments = createComments(seeds);
  const deployments = createDeployments();
  const operationOf = new Map(contract.operations.map((operation) => [operation.id, operation]));
  const answer = (id: string, members: object): unknown => {
    const operation = operationOf.get(id);
    if (operation === undefined) throw new Error(`No operation "${id}" in the contract.`);
    return overlay(overlay(examiner.sample(operation), members), answers[id] ?? {});
  };
  const fill = (schema: string, members: object): unknown =>
    overlay(examiner.sampleOf({ $ref: `#/components/schemas/${schema}` }), members);
  for (const id of [...Object.keys(answers), ...faults.map(({ operation }) => operation)]) answer(id, {});
  const known = { comments, deployments, files, timeline };
  const world: World = { ...known, identity: identity ?? identities[forge], answer, fill };

  const { url, requests } = await loopback((request) => {
    const anonymous = played.authenticate(request);
    if (anonymous !== undefined) return anonymous;
    const found = findOperation(contract.operations, request, played.root);
    if (found === undefined) {
      violations.push(`${request.method} ${request.path} is no operation of the contract`);
      return played.error(404);
    }
    const { operation, path } = found;
    const body = parseBody(request.body);
    calls.push({ operation: operation.id, body });
    const slips = examiner.request(operation, path, request.query, body);
    violations.push(...slips);
    const fault = takeFault(left, operation.id);
    if (fault !== undefined) return { ...played.error(fault.status, fault.message), headers: fault.headers ?? {} };
    if (slips.length > 0) return played.error(422, slips.join("; "));
    const call = { path, query: request.query, body: isRecord(body) ? body : {}, address: `${url}${request.path}` };
    const play = played.calls[operation.id];
    const reply = play?.(call, world) ?? { status: operation.status, body: answer(operation.id, {}) };
    const ours = (reply.status ?? 200) < 300 ? examiner.answer(operation, reply.body) : [];
    violations.push(...ours.map((slip) => `The played server's own ${slip}`));
    return reply;
  });
  return { url: url + played.root, comments: comments.all, deployments: deployments.all, calls, violations, requests };
}

function findOperation(
  operations: readonly Operation[],
  { method, path }: RecordedRequest,
  root: string,
): { readonly operation: Operation; readonly path: Readonly<Record<string, string>> } | undefined {
  for (const operation of operations) {
    // GraphQL stands beside the root of the others.
    const below = path.startsWith(root) ? path.slice(root.length) : path;
    const match = operation.method === method && operation.pattern.exec(below);
    if (!match) continue;
    const named = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]);
    return { operation, path: Object.fromEntries(named) };
  }
  return undefined;
}

/** Text that is no JSON stays text, and fails the contract as such. */
function parseBody(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

function takeFault(left: Map<Fault, number>, operation: string): Fault | undefined {
  for (const [fault, times] of left) {
    if (fault.operation !== operation || times <= 0) continue;
    left.set(fault, times - 1);
    return fault;
  }
  return undefined;
}
