import type { Answer } from "../loopback.ts";
import type { Comment } from "./comments.ts";
import type { PlayedDeployment } from "./deployments.ts";
import { isRecord, overlay } from "./overlay.ts";
import { defaultMessage, paginate, type Call, type PlayedForge, type World } from "./played-forge.ts";

/** From GitHub's refusal "Body is too long (maximum is 65536 characters)". */
const LONGEST_BODY = 65_536;

export const github: PlayedForge = {
  root: "",
  authenticate: ({ headers }) =>
    /^(?:bearer|token) \S/iu.test(headers.authorization ?? "") ? undefined : error(401, "Requires authentication"),
  error,
  calls: {
    "issues/list-comments": ({ path, query, address }, world) => {
      const { items, page, pages, size } = paginate(world.comments.on(Number(path["issue_number"])), query, 30);
      const link = (to: number, rel: string): string => `<${address}?per_page=${size}&page=${to}>; rel="${rel}"`;
      const links = [
        ...(page > 1 ? [link(page - 1, "prev"), link(1, "first")] : []),
        ...(page < pages ? [link(page + 1, "next"), link(pages, "last")] : []),
      ];
      const body = items.map((comment) => print(comment, world));
      return { body, ...(links.length > 0 && { headers: { link: links.join(", ") } }) };
    },
    "issues/create-comment": (call, world) =>
      refuse(call) ??
      created(
        world.comments.add({ number: Number(call.path["issue_number"]), author: world.identity, body: text(call) }),
        world,
      ),
    "issues/get-comment": ({ path }, world) => found(world.comments.find(Number(path["comment_id"])), world),
    "issues/update-comment": (call, world) =>
      refuse(call) ?? found(world.comments.edit(Number(call.path["comment_id"]), text(call)), world),
    "issues/delete-comment": ({ path }, world) =>
      world.comments.remove(Number(path["comment_id"])) ? { status: 204 } : error(404),
    "pulls/get": ({ path }, { answer }) => ({ body: answer("pulls/get", { number: Number(path["pull_number"]) }) }),
    // The one of `pulls/get`, and what the test tells besides, laid over it.
    "pulls/list": ({ query }, { answer }) => {
      const pull = answer("pulls/get", {});
      const others = answer("pulls/list", {});
      const all = [pull, ...(Array.isArray(others) ? others.map((other) => overlay(pull, other)) : [])];
      return { body: all.filter((one) => [null, headOf(one)].includes(query.get("head"))) };
    },
    // A workflow's token is an app's: it has no user, and it is not the app itself.
    "users/get-authenticated": (_, { identity, answer }) =>
      identity.endsWith("[bot]")
        ? error(403, "Resource not accessible by integration")
        : { body: answer("users/get-authenticated", { login: identity }) },
    "issues/list-events-for-timeline": ({ query }, { timeline, fill }) => {
      const { items } = paginate(timeline, query, 30);
      return { body: items.map((event) => fill(EVENTS[String(event["event"])] ?? "state-change-issue-event", event)) };
    },
    "repos/compare-commits-with-basehead": (_, { answer, fill }) => {
      const told = answer("repos/compare-commits-with-basehead", {});
      const commits = isRecord(told) && Array.isArray(told["commits"]) ? told["commits"] : [];
      const total = isRecord(told) && told["total_commits"] !== 1 ? told["total_commits"] : commits.length;
      return { body: overlay(told, { commits: commits.map((one) => fill("commit", one)), total_commits: total }) };
    },
    "actions/get-reviews-for-run": (_, { answer, fill }) => {
      const told = answer("actions/get-reviews-for-run", {});
      return { body: (Array.isArray(told) ? told : []).map((one) => fill("environment-approvals", one)) };
    },
    "actions/list-workflow-runs": ({ query }, { answer, fill }) => {
      const told = answer("actions/list-workflow-runs", {});
      const runs = isRecord(told) && Array.isArray(told["workflow_runs"]) ? told["workflow_runs"] : [];
      const { items } = paginate(runs, query, 30);
      return { body: { total_count: runs.length, workflow_runs: items.map((one) => fill("workflow-run", one)) } };
    },
    "repos/get-content": ({ path }, { files, fill }) => {
      const file = files[path["path"] ?? ""];
      if (file === undefined) return error(404);
      return { body: fill("content-file", { encoding: "base64", content: Buffer.from(file).toString("base64") }) };
    },
    "repos/create-deployment": ({ body }, world) => ({
      status: 201,
      body: deployment(world.deployments.add(body), world),
    }),
    "repos/list-deployments": ({ query }, world) => {
      const environment = query.get("environment");
      const all = world.deployments.all().filter(({ asked }) => asked["environment"] === environment);
      return { body: paginate(all.toReversed(), query, 30).items.map((one) => deployment(one, world)) };
    },
    "repos/create-deployment-status": ({ path, body }, world) => {
      const known = world.deployments.report(Number(path["deployment_id"]), body);
      return known ? { status: 201, body: world.answer("repos/create-deployment-status", body) } : error(404);
    },
    "repos/list-deployment-statuses": ({ path, query }, world) => {
      const known = world.deployments.all().find(({ id }) => id === Number(path["deployment_id"]));
      const newest = (known?.statuses ?? []).toReversed();
      const shown = paginate(newest, query, 30).items.map((one) => world.answer("repos/create-deployment-status", one));
      return known ? { body: shown } : error(404);
    },
    "apps/get-authenticated": () => error(401, "A JSON web token could not be decoded"),
  },
};

/** The schemas of those events of a timeline that have more than an actor. */
const EVENTS: Readonly<Record<string, string>> = {
  labeled: "labeled-issue-event",
  unlabeled: "unlabeled-issue-event",
  commented: "timeline-comment-event",
  committed: "timeline-committed-event",
};

/** What nobody asked for is what GitHub's description of the call has as its default. */
function deployment({ id, asked }: PlayedDeployment, { answer }: World): unknown {
  const { ref, task = "deploy", payload = "", environment = "production", description = "" } = asked;
  return answer("repos/create-deployment", { id, ref, sha: ref, task, payload, environment, description });
}

function error(status: number, message?: string): Answer {
  const said = message ?? (status === 403 ? "Resource not accessible by integration" : defaultMessage(status));
  return { status, body: { message: said, documentation_url: "https://docs.github.com/rest", status: String(status) } };
}

function text({ body }: Call): string {
  return String(body["body"]);
}

function refuse(call: Call): Answer | undefined {
  return text(call).length > LONGEST_BODY
    ? error(422, "Validation Failed: body is too long (maximum is 65536 characters)")
    : undefined;
}

function created(comment: Comment, world: World): Answer {
  return { status: 201, body: print(comment, world) };
}

function found(comment: Comment | undefined, world: World): Answer {
  return comment === undefined ? error(404) : { body: print(comment, world) };
}

/** `owner:branch`, as a list of pull requests is asked for. */
function headOf(pull: unknown): string | undefined {
  const head = isRecord(pull) && isRecord(pull["head"]) ? pull["head"] : {};
  return isRecord(head["user"]) ? `${String(head["user"]["login"])}:${String(head["ref"])}` : undefined;
}

function print({ id, body, author, createdAt, updatedAt }: Comment, { answer }: World): unknown {
  const user = { login: author, type: author.endsWith("[bot]") ? "Bot" : "User" };
  return answer("issues/get-comment", { id, body, user, created_at: createdAt, updated_at: updatedAt });
}
