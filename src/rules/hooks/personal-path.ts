import { isPersonal, personalPath } from "../../inventory/authority/personal-path.ts";
import { hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const hooksPersonalPath = defineRepositoryRule({
  id: "hooks/personal-path",
  severity: "warning",
  summary: "What a hook starts is not in the home of one person.",
  why: "A path such as `/Users/ada/hooks/guard.sh` is on one machine. A shell that does not find its script ends with 127, and clients go on.",
  consequence: "On every other machine the hook fails each time, and what it should have stopped goes through.",
  help: "Put the script into the repository, and name it from `$CLAUDE_PROJECT_DIR`, or below `~` where each has it.",
  since: "0.1.0",
  decidedBy: "repository",

  *check(repository) {
    for (const artifact of repository.of(...WITH_HOOKS)) {
      for (const { event, commands } of hooksOf(artifact)?.hooks ?? [])
        for (const { value, range } of commands) {
          const path = personalPath(value);
          if (path !== undefined && !isPersonal(artifact, repository))
            yield { artifact, at: range, message: `"${event}" starts "${path}", which one machine has.` };
        }
    }
  },

  examples: [
    {
      because: "below the project, below the home of whoever runs it, and in an image",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "hooks": [\n{ "type": "command", "command": "bash ~/hooks/stop.sh" },\n{ "type": "command", "command": "bash /home/node/hooks/stop.sh" },\n{ "type": "command", "command": "echo done" }\n] }] } }',
      },
    },
    {
      because: "in somebody's home, on two systems",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [{ "matcher": "Bash", "hooks": [\n{ "type": "command", "command": "bash /Users/ada/hooks/guard.sh" },\n{ "type": "command", "command": "python \\"C:/Users/ada/guard.py\\"" }\n] }] } }',
      },
      reports: [
        '2:33 "PreToolUse" starts "/Users/ada/hooks/guard.sh", which one machine has.',
        '3:33 "PreToolUse" starts "C:/Users/ada/guard.py", which one machine has.',
      ],
    },
    {
      because: "what is for one person: a local file",
      files: {
        ".claude/settings.local.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "bash /Users/ada/stop.sh" }] }] } }',
      },
    },
  ],
});
