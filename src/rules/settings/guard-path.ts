import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { layoutOf } from "../../inventory/places/layout.ts";
import { stringsAt } from "../../inventory/texts/text-nodes.ts";
import { valueAt } from "../../model/data.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

/** A rule of files whose path begins with one slash, and the first folder on it. */
const FROM_PROJECT = /^(?:Edit|Read)\((\/([^/*?[\]{})]+)(?:\/[^)]*)?)\)$/;
/** What lies at the top of a machine, and seldom at the top of a project. */
const OF_MACHINE: ReadonlySet<string> = new Set([
  "Applications",
  "Library",
  "System",
  "Users",
  "Volumes",
  "boot",
  "etc",
  "home",
  "mnt",
  "opt",
  "private",
  "proc",
  "root",
  "sbin",
  "sys",
  "tmp",
  "usr",
  "var",
]);

export const settingsGuardPath = defineRepositoryRule({
  id: "settings/guard-path",
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "A path that `deny` and `ask` guard begins where Claude Code begins it.",
  why: "In a project's settings `/etc/passwd` is the project's folder `etc`; the file of the machine is `//etc/passwd`. `~/` is the user's home.",
  consequence: "The rule looks like a guard and guards a path that is not there.",
  help: "Write two slashes for a path of the machine, and `./` for one of the project. A folder of the project that nobody commits belongs into `.gitignore`.",
  since: "0.1.0",
  sources: [claudeCodeSettings.permissionPaths],

  *check(repository) {
    const ignored = new Map<string, ReadonlySet<string>>();
    const isIgnored = (folder: string, top: string): boolean => {
      if (!ignored.has(folder)) ignored.set(folder, namesIn(repository.source(`${folder}.gitignore`)?.text ?? ""));
      return ignored.get(folder)?.has(top) === true;
    };
    for (const settings of repository.of("settings")) {
      if (settings.dialect !== "claude-code") continue;
      const project = settings.path.split("/").slice(0, -2).join("/");
      for (const list of ["ask", "deny"] as const)
        for (const { value, range } of stringsAt(valueAt(settings.data, "permissions"), list)) {
          const [, path = "", top = ""] = FROM_PROJECT.exec(value) ?? [];
          if (!OF_MACHINE.has(top)) continue;
          const folder = project === "" ? "" : `${project}/`;
          if (layoutOf(repository).has(folder + top) || isIgnored("", top) || isIgnored(folder, top)) continue;
          yield {
            artifact: settings,
            message: `"${value}" means "${top}" in the project, which is not there; write ${value.replace("(/", "(//")} for ${path} of the machine.`,
            at: range,
            client: "claude-code",
          };
        }
    }
  },

  examples: [
    {
      because: "paths of the machine, of the home, of the project",
      files: {
        ".claude/settings.json":
          '{ "permissions": { "deny": ["Read(//etc/**)", "Read(~/.ssh/**)", "Read(./.env)", "Edit(/src/**)", "Read(/tmp/**)"] } }',
        "tmp/.keep": "",
      },
    },
    {
      because: "one slash begins at the project",
      files: {
        ".claude/settings.json": '{ "permissions": { "deny": ["Read(/etc/passwd)"],\n"ask": ["Edit(/usr/**)"] } }',
      },
      reports: [
        '1:29 "Read(/etc/passwd)" means "etc" in the project, which is not there; write Read(//etc/passwd) for /etc/passwd of the machine.',
        '2:9 "Edit(/usr/**)" means "usr" in the project, which is not there; write Edit(//usr/**) for /usr/** of the machine.',
      ],
    },
    {
      because: "git ignores the project's own folder, some of it, and that of a project below",
      files: {
        ".claude/settings.json": '{ "permissions": { "deny": ["Edit(/tmp/**)", "Read(/var/cache/**)"] } }',
        ".gitignore": "/tmp/\nvar/cache/*.db\n",
        "api/.claude/settings.json": '{ "permissions": { "deny": ["Edit(/opt/**)"] } }',
        "api/.gitignore": "opt\n",
      },
    },
  ],
});

/** The folders at the top of a project that hold what is not committed, by what a `.gitignore` says. */
const namesIn = (text: string): ReadonlySet<string> =>
  new Set(text.split("\n").map((line) => /^!?(?:\*\*)?\/?([^/]*)/.exec(line.trim())?.[1] ?? ""));
