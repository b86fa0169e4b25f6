// A worker of a team, in Node alone: node team-worker.mjs <name>. It takes open tasks from shared-state/agent-status.json,
// asks a model of Anthropic's kind at ANTHROPIC_BASE_URL about each, and writes what it says to shared-state/results/.
// Whoever touches the status holds shared-state/locks/status.lock meanwhile, and nobody asks a model with a lock in hand.
import { appendFile, mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const STATUS = "shared-state/agent-status.json";
const LOCK = "shared-state/locks/status.lock";
const name = process.argv[2];

async function withStatus(change) {
  await mkdir("shared-state/locks", { recursive: true });
  for (;;) {
    const lock = await open(LOCK, "wx").catch(() => undefined);
    if (lock) {
      await lock.writeFile(name);
      await lock.close();
      break;
    }
    await sleep(20);
  }
  try {
    const status = JSON.parse(await readFile(STATUS, "utf8"));
    const answer = change(status);
    await writeFile(STATUS, `${JSON.stringify(status, null, 2)}\n`);
    return answer;
  } finally {
    await rm(LOCK);
  }
}

const say = (message) => appendFile("shared-state/communication.md", `${name}: ${message}\n`);

async function ask(task, before) {
  const messages = before.flatMap((one) => [
    { role: "user", content: one.task },
    { role: "assistant", content: one.answer },
  ]);
  const response = await fetch(`${process.env.ANTHROPIC_BASE_URL}/v1/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", "anthropic-version": "2023-06-01" },
    body: JSON.stringify({
      model: "claude-sonnet-5",
      max_tokens: 1024,
      messages: [...messages, { role: "user", content: task }],
    }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error?.message ?? `status ${response.status}`);
  return answer.content[0].text;
}

const done = [];
for (;;) {
  const task = await withStatus(({ tasks }) => {
    const [open] = Object.keys(tasks).filter((one) => tasks[one].state === "open");
    if (open) tasks[open] = { state: "taken", by: name };
    return open;
  });
  if (!task) break;
  await say(`takes ${task}`);
  const answer = await ask(task, done);
  await mkdir("shared-state/results", { recursive: true });
  await writeFile(`shared-state/results/${task}.md`, `${answer}\n`);
  await withStatus(({ tasks }) => void (tasks[task].state = "done"));
  await say(`finished ${task}`);
  done.push({ task, answer });
}
console.log(`${name}: ${done.length} tasks`);
