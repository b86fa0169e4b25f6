import type { World } from "../workspace/world.ts";
import { settingFlags } from "./setting-flags.ts";
import { type CommandVerbs, takenBy } from "./verbs.ts";

/** Where a user meets a command: the command line, a GitHub action, a GitLab component. */
export type Door = "terminal" | "github" | "gitlab";

interface OptionFacts {
  /** Kebab-case, the same at every door. */
  readonly name: string;
  readonly summary: string;
  /** Absent: at every door. */
  readonly doors?: readonly Door[];
  /** What stands in the place of nothing at a door, in that door's own language, such as `${{ github.token }}`. */
  readonly defaults?: Readonly<Partial<Record<Door, string>>>;
  /**
   * A key of the configuration: the flag outranks `AGENT_CI_*`, which outranks the file. Where the file holds it in
   * another shape, the way there.
   */
  readonly setting?: true | ((value: unknown) => unknown);
}
export interface Switch extends OptionFacts {
  readonly type: "boolean";
}
export interface Choice extends OptionFacts {
  readonly type: "string";
  readonly values: readonly string[];
  readonly multiple?: true;
}
export interface TextOption extends OptionFacts {
  readonly type: "string";
  /** What to write for the value in help: `file`. */
  readonly value: string;
  readonly multiple?: true;
  /** Masked in logs before anything is printed. On a command line it would show in the process list. */
  readonly secret?: true;
}
export type Option = Switch | Choice | TextOption;

export interface Positional {
  readonly name: string;
  readonly summary: string;
  readonly optional?: true;
  /** Stands for any number of them; the last one may. */
  readonly multiple?: true;
  /** What it always is where the command is an action or a component, which has no input for it then. */
  readonly inPipelines?: string;
}

type ValueOf<O extends Option> = O extends Switch
  ? boolean
  : O extends { readonly multiple: true }
    ? readonly string[]
    : O extends { readonly values: infer V extends readonly string[] }
      ? V[number]
      : string;

/** What every pillar gives to later steps, at every door. */
export const OUTPUTS = {
  result: "pass, fail or inconclusive.",
  errors: "The number of errors.",
  warnings: "The number of warnings.",
  "report-path": "The report as JSON: schema/report.schema.json.",
} as const;

/** The values of options by name: absent where the user said nothing. */
export type OptionValues<O extends readonly Option[]> = {
  readonly [One in O[number] as One["name"]]?: ValueOf<One>;
};
/** What those options say that are keys of the configuration, as its file would. */
export type FlagSettings = { readonly settings: Readonly<Record<string, unknown>> };

/**
 * What a command that runs in pipelines is there: an action at `actions/<command>`, a component at
 * `templates/<command>`.
 */
export interface Pillar {
  readonly title: string;
  /**
   * https://docs.github.com/actions/sharing-automations/creating-actions/metadata-syntax-for-github-actions#branding
   */
  readonly icon: string;
  /** What the workflow's token needs, and for what: `"contents: read"` to the reason. */
  readonly permissions: Readonly<Record<string, string>>;
  /** What later steps get; absent where the command judges, which gives OUTPUTS. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** What they get besides, by the name that the command gives it. */
  readonly gives?: Readonly<Record<string, string>>;
  /** The option that takes the report of another job. Such a command has a job of its own, which checks nothing out. */
  readonly reads?: string;
  /** It searches for secrets: GitLab takes a report of those, and one without any for the news that none is left. */
  readonly secrets?: true;
  /** It writes what it does instead of judging: on GitLab its jobs belong to an environment, one at a time. */
  readonly deploys?: true;
  /** It starts what the checkout brings: that keeps no credential, and the command takes no token. */
  readonly rehearses?: true;
}

export interface Manifest {
  readonly name: string;
  readonly summary: string;
  /** More than the summary, for `--help`. */
  readonly description?: string;
  readonly positionals: readonly Positional[];
  readonly options: readonly Option[];
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  readonly pillar?: Pillar;
  /** Of a command that does several things: which options each of them takes. */
  readonly verbs?: CommandVerbs;
}
export interface Command extends Manifest {
  /** Resolves to the exit code; throws UsageError for what the user can mend. */
  readonly run: (
    world: World,
    values: Readonly<Record<string, unknown>>,
    positionals: readonly string[],
  ) => Promise<number>;
}

/** The options that a user meets at a door. */
export function optionsAt(door: Door, { options }: Pick<Manifest, "options">): readonly Option[] {
  return options.filter(({ doors }) => doors === undefined || doors.includes(door));
}

/** What an option is for, and of which verbs, where not all take it. */
export function summaryOf({ verbs = {} }: Pick<Manifest, "verbs">, { name, summary }: Option): string {
  const takes = takenBy(verbs, name);
  const others = Object.keys(verbs).filter((verb) => !takes.includes(verb));
  if (others.length === 0) return summary;
  const said = others.length < takes.length ? `all but ${others.join(", ")}` : takes.join(", ");
  return `${said}: ${/^[A-Z](?![A-Z])/.test(summary) ? summary.charAt(0).toLowerCase() + summary.slice(1) : summary}`;
}

/**
 * Erases the options' types once, here: the command line was parsed by the same manifest. Tells settings from the rest.
 */
export function defineCommand<const O extends readonly Option[]>(
  spec: Omit<Manifest, "options"> & {
    readonly options: O;
    readonly run: (
      world: World,
      values: OptionValues<O> & FlagSettings,
      positionals: readonly string[],
    ) => Promise<number>;
  },
): Command {
  return {
    ...spec,
    run: (world, values, positionals) => {
      const all = { ...values, settings: settingFlags(spec.options, values) };
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the doors fill them from this very manifest
      return spec.run(world, all as OptionValues<O> & FlagSettings, positionals);
    },
  };
}
