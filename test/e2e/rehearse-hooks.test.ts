import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findGround } from "../../src/host/sandbox/find-ground.ts";
import { rehearseHooks } from "../../src/host/sandbox/rehearse-hooks.ts";
import type { HookEvent } from "../../src/rehearsal/hooks/hook-event.ts";
import { hooksIn } from "../support/hooks-of.ts";
import { tempFolder } from "../support/temp-folder.ts";

const ground = await findGround(process.env, []);

const GUARD = `#!/bin/sh
input=$(cat)
echo "$PWD $CLAUDE_PROJECT_DIR $MODE" > seen.txt
case "$input" in
  *'rm -rf'*) echo "never remove everything" >&2; exit 2;;
  *sleep*) sleep 60;;
esac
`;
const settings = (command: string, timeout?: number) => ({
  hooks: { PreToolUse: [{ matcher: "Bash", hooks: [{ type: "command", command, timeout }] }] },
});
const bash = (command: string): HookEvent => ({
  name: "PreToolUse",
  input: { tool_name: "Bash", tool_input: { command } },
});

async function rehearse(event: HookEvent, data: unknown = settings("./guard.sh")) {
  const workspace = tempFolder({ "guard.sh": GUARD });
  chmodSync(join(workspace, "guard.sh"), 0o755);
  const rehearsed = await rehearseHooks(ground, {
    dialect: "claude-code",
    hooks: await hooksIn(".claude/settings.json", data),
    event,
    env: { MODE: "strict", CLAUDE_PROJECT_DIR: "elsewhere" },
    place: { workspace, home: tempFolder() },
  });
  return { ...rehearsed, workspace };
}

test("a hook refuses what it must, and lets pass what it must", async () => {
  const refused = await rehearse(bash("rm -rf build"));
  expect(refused.decided).toEqual({ decision: "deny", reason: "never remove everything" });
  expect(refused.ran[0]).toMatchObject({ command: "./guard.sh", exitCode: 2 });
  const passed = await rehearse(bash("ls"));
  expect(passed.decided).toEqual({ decision: "continue" });
  const { isolation } = passed.rans[0] ?? {};
  const inside = isolation === "proxy-and-canary" ? passed.workspace : "/home/workspace";
  expect(readFileSync(join(passed.workspace, "seen.txt"), "utf8")).toBe(`${inside} ${inside} strict\n`);
});

test("a hook that takes longer than its client waits protects nothing", async () => {
  const { decided, rans } = await rehearse(bash("sleep"), settings("./guard.sh", 1));
  expect(decided).toEqual({ decision: "continue", fault: "took longer than its 1 s" });
  expect(rans[0]?.ended.kind).toBe("time-limit");
});

test("a script that is not there fails open", async () => {
  const { decided } = await rehearse(bash("rm -rf /"), settings("./gone.sh"));
  expect(decided).toEqual({ decision: "continue", fault: "exited with code 127" });
});
