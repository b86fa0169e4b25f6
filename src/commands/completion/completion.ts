import { UsageError } from "../../model/usage-error.ts";
import { rules } from "../../rules/index.ts";
import { type Command, defineCommand, type Manifest } from "../command.ts";
import { completionScripts, type Shell } from "./scripts.ts";
import { commands } from "../index.ts";

export const completionCommand: Command = defineCommand({
  name: "completion",
  summary: "Print the completion script of a shell.",
  positionals: [{ name: "shell", summary: "bash, zsh or fish." }],
  options: [],
  examples: [
    { line: "agent-ci completion bash > ~/.local/share/bash-completion/completions/agent-ci", does: "for bash" },
    { line: 'agent-ci completion zsh > "${fpath[1]}/_agent-ci"', does: "for zsh" },
    { line: "agent-ci completion fish > ~/.config/fish/completions/agent-ci.fish", does: "for fish" },
  ],
  async run(world, _values, [shell = ""]) {
    if (!isShell(shell)) throw new UsageError(`There is no completion for "${shell}". Choose bash, zsh or fish.`);
    const manifests: readonly Manifest[] = await Promise.all(Object.values(commands).map((load) => load()));
    world.out(
      completionScripts[shell](
        manifests,
        rules.map(({ id }) => id),
      ),
    );
    return 0;
  },
});

const isShell = (name: string): name is Shell => Object.hasOwn(completionScripts, name);
