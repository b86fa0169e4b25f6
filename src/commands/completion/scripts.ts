import { type Manifest, type Option, optionsAt, summaryOf } from "../command.ts";

type Script = (commands: readonly Manifest[], ruleIds: readonly string[]) => string;

/** What stands behind `agent-ci <command>` as an argument: rule ids for `explain`, files for the rest. */
const argumentWords = ({ name, verbs }: Manifest, ruleIds: readonly string[]): readonly string[] =>
  name === "explain" || name === "rules"
    ? [...new Set([...ruleIds.map((id) => id.split("/")[0] ?? id), ...ruleIds])]
    : verbs
      ? Object.keys(verbs)
      : (WORDS[name] ?? []);

const WORDS: Readonly<Record<string, readonly string[]>> = {
  completion: ["bash", "zsh", "fish"],
};

const takesFiles = ({ positionals }: Manifest): boolean => positionals.some(({ name }) => name === "path");
const choices = (option: Option): readonly string[] => ("values" in option ? option.values : []);
const single = (text: string): string => text.replaceAll("'", "’").replaceAll(/[[\]:\\]/g, " ");

/** Whether the value of an option is a commit, by any name that git has for it. */
const namesCommit = (option: Option): boolean =>
  option.type === "string" && "value" in option && /\bref\b/.test(option.value);
/** The names that git has for commits; nothing outside of a repository. */
const REFS = "git for-each-ref --format='%(refname:short)' 2>/dev/null";

/** The words that may stand first behind a command, and nowhere else. */
function firstWords(command: Manifest, ruleIds: readonly string[]): string {
  const words = argumentWords(command, ruleIds);
  return words.length === 0 ? "" : `; [ "$COMP_CWORD" -gt 2 ] || words="$words ${words.join(" ")}"`;
}

const bash: Script = (commands, ruleIds) => `# bash completion for agent-ci
_agent_ci() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")} --help --version" -- "$cur"))
    return
  fi
  case "\${COMP_WORDS[1]}:$prev" in
${commands
  .flatMap((command) =>
    optionsAt("terminal", command)
      .filter((option) => option.type === "string")
      .map(
        (option) =>
          `    ${command.name}:--${option.name}) ${
            choices(option).length > 0
              ? `COMPREPLY=($(compgen -W "${choices(option).join(" ")}" -- "$cur"))`
              : namesCommit(option)
                ? `COMPREPLY=($(compgen -W "$(${REFS})" -- "$cur"))`
                : `COMPREPLY=($(compgen -f -- "$cur"))`
          }; return ;;`,
      ),
  )
  .join("\n")}
  esac
  case "\${COMP_WORDS[1]}" in
${commands
  .map(
    (command) =>
      `    ${command.name}) words="${[...optionsAt("terminal", command).map(({ name }) => `--${name}`), "--help"].join(" ")}"${firstWords(command, ruleIds)} ;;`,
  )
  .join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  case "\${COMP_WORDS[1]}" in
    ${commands
      .filter(takesFiles)
      .map(({ name }) => name)
      .join("|")}) COMPREPLY+=($(compgen -f -- "$cur")) ;;
  esac
}
complete -o filenames -F _agent_ci agent-ci
`;

const zsh: Script = (commands, ruleIds) => `#compdef agent-ci
_agent_ci() {
  if (( CURRENT == 2 )); then
    local -a names=(
${commands.map(({ name, summary }) => `      '${name}:${single(summary)}'`).join("\n")}
    )
    _describe command names
    return
  fi
  case "$words[2]" in
${commands
  .map(
    (command) => `    ${command.name})
      shift words; (( CURRENT-- ))
      _arguments ${[
        ...optionsAt("terminal", command).map((option) => `'${zshOption(command, option)}'`),
        ...zshArguments(command, ruleIds),
      ].join(" ")}
      ;;`,
  )
  .join("\n")}
  esac
}
_agent_ci "$@"
`;

function zshOption(command: Manifest, option: Option): string {
  const many = "multiple" in option ? "*" : "";
  const value =
    option.type === "boolean"
      ? ""
      : choices(option).length > 0
        ? `:value:(${choices(option).join(" ")})`
        : namesCommit(option)
          ? `:value:(\${(f)"$(${REFS.replaceAll("'", '"')})"})`
          : ":value:_files";
  return `${many}--${option.name}[${single(summaryOf(command, option))}]${value}`;
}

function zshArguments(command: Manifest, ruleIds: readonly string[]): readonly string[] {
  const words = argumentWords(command, ruleIds);
  const word = `'1:word:(${words.join(" ")})'`;
  if (words.length > 0) return command.verbs ? [word, "'*:path:_files'"] : [word];
  return takesFiles(command) ? ["'1:path:_files'"] : [];
}

const fish: Script = (commands, ruleIds) => `# fish completion for agent-ci
complete -c agent-ci -f
${commands
  .map(({ name, summary }) => `complete -c agent-ci -n __fish_use_subcommand -a ${name} -d '${single(summary)}'`)
  .join("\n")}
${commands
  .flatMap((command) => {
    const inside = `complete -c agent-ci -n '__fish_seen_subcommand_from ${command.name}'`;
    const words = argumentWords(command, ruleIds);
    return [
      ...optionsAt("terminal", command).map((option) => {
        const value =
          option.type === "boolean"
            ? ""
            : choices(option).length > 0
              ? ` -x -a '${choices(option).join(" ")}'`
              : namesCommit(option)
                ? ` -x -a "(${REFS})"`
                : " -r -F";
        return `${inside} -l ${option.name} -d '${single(summaryOf(command, option))}'${value}`;
      }),
      ...(words.length > 0 ? [`${inside} -a '${words.join(" ")}'`] : []),
      ...(takesFiles(command) ? [`${inside} -F`] : []),
    ];
  })
  .join("\n")}
`;

export const completionScripts = { bash, zsh, fish } as const;
export type Shell = keyof typeof completionScripts;
