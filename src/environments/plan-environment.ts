import type { Settings } from "../config/schema.ts";
import type { Step } from "../model/steps.ts";

/** What there is before an environment is made. Paths are relative to the configuration's folder. */
export interface EnvironmentGround {
  readonly name: string;
  /** The settings that hold in the environment, as far as it is there. */
  readonly settings: Settings;
  readonly isThere: (path: string) => boolean;
  readonly gitignore: string;
  /** Files below `data.seed`, relative to it. */
  readonly seeds: readonly string[];
  /** Names that other environments declare, without values. */
  readonly names: readonly string[];
}

export interface EnvironmentPlan {
  readonly steps: readonly Step[];
  /** Data for which no folder is made, since its path is not below the configuration's folder. */
  readonly leftOut: readonly { readonly name: string; readonly path: string; readonly why: string }[];
}

/** The files, folders and copies that are missing of an environment. What is there stays as it is. */
export function planEnvironment(ground: EnvironmentGround): EnvironmentPlan {
  const { name, settings, isThere, seeds } = ground;
  const folder = `environments/${name}`;
  const configured = ["yaml", "yml"].some((ending) => isThere(`${folder}/agent-ci.${ending}`));
  const paths = configured ? (settings.data.paths ?? {}) : isolated(name, Object.keys(settings.data.paths ?? {}));
  const files = {
    ...(configured ? {} : { [`${folder}/agent-ci.yaml`]: configuration(name, paths) }),
    [`${folder}/.env.${name}.example`]: variables(name, ground.names),
    [`${folder}/model-overrides.yaml`]: MODELS,
    [`${folder}/budget-limits.yaml`]: BUDGETS,
  };
  const own = Object.entries(paths).filter(([, path]) => whyForeign(path) === undefined);
  const leftOut = Object.entries(paths).flatMap(([key, path]) => {
    const why = whyForeign(path);
    return why === undefined ? [] : [{ name: key, path, why }];
  });
  const steps = [
    ...Object.entries(files).flatMap(([path, text]): Step[] => (isThere(path) ? [] : [{ do: "write", path, text }])),
    ...ignoreLines(ground.gitignore),
    ...own.flatMap(([, path]): Step[] => (isThere(path) ? [] : [{ do: "make-folder", path }])),
    ...own.flatMap(([key, path]): Step[] =>
      seeds.flatMap((seed): Step[] => {
        const to = `${path}/${seed.slice(key.length + 1)}`;
        if (!seed.startsWith(`${key}/`) || isThere(to)) return [];
        return [{ do: "copy", from: `${settings.data.seed ?? ""}/${seed}`, path: to }];
      }),
    ),
  ];
  return { steps, leftOut };
}

/** What agents usually keep, where nothing is configured yet. */
const USUAL = ["knowledge", "memory", "metrics", "sessions"];

/** Folders of the environment alone, also where another environment, or all, have names for them already. */
const isolated = (name: string, keys: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries((keys.length > 0 ? keys : USUAL).map((key) => [key, `.agent-ci/data/${name}/${key}`]));

/**
 * Why a folder is not made, or undefined where it is.
 * What lies elsewhere on the machine is not ours to make, nor anything in git's own folder.
 */
function whyForeign(path: string): string | undefined {
  if (/^[/~]|^[a-z]:/i.test(path)) return "it lies elsewhere on the machine";
  if (path.includes("\\")) return "it has a backslash; write `/`";
  if (/(?:^|\/)\.\.(?:\/|$)/.test(path)) return "it may lead out of the configuration's folder by `..`";
  if (/(?:^|\/)\.git(?:\/|$)/i.test(path)) return "it lies in the folder of git";
  return path === "." ? "it is the configuration's folder itself" : undefined;
}

const configuration = (name: string, paths: Readonly<Record<string, string>>): string =>
  `# What is different in ${name}: models, budgets, data. Everything else stands in agent-ci.yaml at the top.
data:
  paths:
${Object.entries(paths)
  .map(([key, path]) => `    ${/^[a-z][a-z0-9-]*$/.test(key) ? key : JSON.stringify(key)}: ${JSON.stringify(path)}\n`)
  .join("")}`;

const variables = (name: string, names: readonly string[]): string =>
  [`# Names only. Their values go into .env.${name}, which git ignores.`, ...names.map((one) => `${one}=`), ""].join(
    "\n",
  );

const MODELS = `# model: the model that takes its place in this environment
# claude-opus-4-5: claude-haiku-4-5
`;
const BUDGETS = `# Budgets of this environment: what stands under \`budgets:\` in agent-ci.yaml, without the key.
# run: { requests: 50, minutes: 10 }
`;

const VALUES = ["environments/*/.env.*", "!environments/*/.env.example", "!environments/*/.env.*.example"];
/** The same for any folder. */
const VALUES_ANYWHERE = [".env.*", "!.env.example", "!.env.*.example"];

function ignoreLines(gitignore: string): readonly Step[] {
  const known = new Set(gitignore.split("\n").map((line) => line.trim()));
  const isKnown = (line: string): boolean => known.has(line);
  const wanted = [...(VALUES_ANYWHERE.every(isKnown) ? [] : VALUES), ".agent-ci/data/"];
  const lines = wanted.filter((line) => !isKnown(line));
  return lines.length === 0 ? [] : [{ do: "append", path: ".gitignore", lines }];
}
