import { isObject, type Json, objectOf } from "../model/json.ts";

/** Names of jobs that a workflow has for what a specification asks for. */
const OURS = /^(?:ask-|approve-|tick-|golden$|judge$)/;
const KEY = "AGENT_CI_AUDIT_KEY";

/** What a job of a workflow is held to: the rest is for whoever changes it. */
interface Job {
  readonly environment: string | undefined;
  readonly minutes: number;
  /** What its steps are handed, by name. */
  readonly variables: ReadonlyMap<string, string>;
}

/**
 * In what a workflow that is there is not what the specification asks for by now, as instructions. `wanted` is what
 * would be written; what somebody has changed besides is theirs.
 */
export function workflowChanges(wanted: unknown, there: unknown): readonly string[] {
  const [ours, theirs] = [jobsOf(wanted), jobsOf(there)];
  if (theirs.size === 0) return ["it has no jobs that can be read."];
  const missing = [...ours.keys()].filter((name) => !theirs.has(name));
  const needless = [...theirs.keys()].filter((name) => OURS.test(name) && !ours.has(name));
  return [
    ...(missing.length > 0 ? [`it lacks ${jobsNamed(missing)}, which the specification asks for by now.`] : []),
    ...(needless.length > 0
      ? [`nothing asks for ${jobsNamed(needless)} any longer: take ${needless.length > 1 ? "them" : "it"} out.`]
      : []),
    ...[...ours].flatMap(([name, one]) => {
      const other = theirs.get(name);
      return other ? differences(name, one, other) : [];
    }),
  ];
}

function differences(name: string, wanted: Job, there: Job): readonly string[] {
  const given = [...wanted.variables].filter(([one]) => !there.variables.has(one));
  const needless = [...there.variables.keys()].filter((one) => one !== KEY && !wanted.variables.has(one));
  return [
    ...(wanted.environment !== undefined && wanted.environment !== there.environment
      ? [`give the job ${name} the environment ${wanted.environment}, whose secret is the key.`]
      : []),
    ...(there.minutes < wanted.minutes
      ? [`give the job ${name} \`timeout-minutes: ${wanted.minutes}\`: the jobs of the rollout may take so long.`]
      : []),
    ...given.map(([one, value]) => `hand the job ${name} \`${one}: ${value}\`, in the \`env:\` of its last step.`),
    ...needless.map((one) => `the job ${name} is handed ${one}, which nothing takes any longer.`),
  ];
}

const jobsNamed = (names: readonly string[]): string =>
  `the ${names.length === 1 ? "job" : "jobs"} ${names.join(", ")}`;

function jobsOf(workflow: unknown): ReadonlyMap<string, Job> {
  const jobs = Object.entries(mapAt(workflow, "jobs"));
  return new Map(
    jobs.map(([name, job]) => {
      const environment = member(job, "environment");
      const named = typeof environment === "string" ? environment : member(environment, "name");
      const minutes = member(job, "timeout-minutes");
      const steps = member(job, "steps");
      const handed = [job, ...(Array.isArray(steps) ? steps : [])].flatMap((one) => Object.entries(mapAt(one, "env")));
      const variables = handed
        .filter(([, value]) => isHanded(value))
        .map(([one, value]) => [one, String(value)] as const);
      return [
        name,
        {
          environment: typeof named === "string" ? named : undefined,
          // Without one GitHub gives it six hours.
          minutes: typeof minutes === "number" ? minutes : 360,
          variables: new Map(variables),
        },
      ];
    }),
  );
}

/** What the forge keeps, and not what somebody writes down in the workflow. */
const isHanded = (value: unknown): boolean => /\b(?:secrets|vars|github)\./.test(String(value));

/** The inputs that a component is held to. */
const HELD = ["environment", "timeout", "golden-cases", "golden-commands"] as const;

/** The same of a pipeline of GitLab, which includes a component for each rollout. */
export function pipelineChanges(wanted: unknown, there: unknown): readonly string[] {
  const [ours, theirs] = [componentsOf(wanted), componentsOf(there)];
  const gone = [...theirs.keys()].filter((name) => !ours.has(name));
  return [
    ...[...ours].flatMap(([name, inputs]) => {
      const other = theirs.get(name);
      if (!other) return [`add the component deploy once more, with \`rollout: "${name}"\`.`];
      return HELD.flatMap((input) => inputChange(name, input, inputs[input], other[input]));
    }),
    ...gone.map((name) => `there is no rollout ${name} any longer: take its component out.`),
  ];
}

function inputChange(name: string, input: (typeof HELD)[number], wanted: unknown, there: unknown): readonly string[] {
  if (wanted === there) return [];
  const isLonger = input === "timeout" && (wanted === undefined || minutesIn(there) >= minutesIn(wanted));
  if (isLonger) return [];
  return wanted === undefined
    ? [`leave \`${input}\` out of the component of ${name}.`]
    : [`give the component of ${name} \`${input}: ${JSON.stringify(wanted)}\`.`];
}

/** `90 minutes` or `2 hours`; none where it is not given. */
function minutesIn(text: unknown): number {
  const [, number = "0", unit] = /^(\d+) (minutes|hours)$/.exec(String(text)) ?? [];
  return Number(number) * (unit === "hours" ? 60 : 1);
}

function componentsOf(pipeline: unknown): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const included = member(pipeline, "include");
  const each = Array.isArray(included) ? included.map((one) => mapAt(one, "inputs")) : [];
  return new Map(
    each.flatMap((inputs) => (typeof inputs["rollout"] === "string" ? [[inputs["rollout"], inputs]] : [])),
  );
}

const member = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
const mapAt = (value: unknown, key: string): Json => objectOf(member(value, key));
