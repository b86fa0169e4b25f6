// Ten ways to lead a team, and one to ask again. Each gets the team and what it is asked for, and logs what came of it.

const reason = (error) => error.message.split("\n")[0].slice(0, 80);

/** A task of an agent, with an id of its own: it says what became of it, and fails nobody else. */
export async function run({ ask, log, nextId }, role, task) {
  const id = nextId();
  try {
    const said = await ask(role, `${id}: ${task}`);
    log(`${id} ${role} completed: ${said}`);
    return said;
  } catch (error) {
    log(`${id} ${role} failed: ${reason(error)}`);
    return undefined;
  }
}

/** Tasks, of which each starts when all that it waits for are done. */
export async function schedule(team, tasks) {
  const started = new Map();
  const start = (name) => {
    if (!started.has(name)) started.set(name, work(name));
    return started.get(name);
  };
  const work = async (name) => {
    await Promise.all(tasks[name].map(start));
    return run(team, name, `Do ${name}.`);
  };
  await Promise.all(Object.keys(tasks).map(start));
}

export const PHASES = ["evaluate", "validate", "obtain", "lock", "verify", "enable"];

/** A new skill: phase after phase, with a checkpoint before each. */
export async function evolve({ ask, log, write }, request, phases = PHASES) {
  let known = request;
  for (const phase of phases) {
    await write("evolution-state.json", `${JSON.stringify({ phase, request })}\n`);
    const said = await ask(phase, known);
    if (phase === "obtain") known = `${request} Sources: ${said}`;
    if (phase === "lock") {
      const [, name, description] = /^Result: (\S+) \| (.+)$/.exec(said) ?? [];
      if (name === undefined) throw new Error(`${phase} named no skill: ${said}`);
      await write(`skills/${name}/SKILL.md`, `---\nname: ${name}\ndescription: ${description}\n---\n\n# ${name}\n`);
    }
    log(`${phase}: ${said}`);
  }
}

const STEPS = [
  { step: "create-schema", undo: "drop-schema" },
  { step: "seed-data", undo: "drop-data" },
  { step: "verify-data", undo: "drop-report" },
];

/** Steps that are all done in the end, or none of them. */
export async function migrate(team, request, inWhichOrder = (begun) => begun.toReversed()) {
  const begun = [];
  for (const one of STEPS) {
    begun.push(one);
    if ((await run(team, one.step, request)) !== undefined) continue;
    for (const { undo } of inWhichOrder(begun)) await run(team, undo, `Undo ${one.step}: ${request}`);
    team.log("rolled back");
    return;
  }
  team.log("migrated");
}

/** What the workers share out. */
export const FILES = ["src/a.js", "src/b.js", "src/c.js", "src/d.js", "src/e.js"];
export const ROLES = ["architect", "developer", "qa"];
const TRIES = 3;

/** Whoever fails costs its own result alone. */
async function together(team, request) {
  const results = await Promise.all(ROLES.map((role) => run(team, role, request)));
  team.log(`${results.filter((one) => one !== undefined).length} of ${ROLES.length} completed`);
}

export const orchestrators = {
  /** 1. Three agents at once. */
  "spawn-three": (team, request) => Promise.all(ROLES.map((role) => run(team, role, request))),

  /** 2. One file for every worker. */
  "share-out": async (team, request) => {
    const results = await Promise.all(FILES.map((file) => run(team, "worker", `${request} The file: ${file}`)));
    team.log(`all: ${results.join("; ")}`);
  },

  /** 3. Phases in their order, each with its checkpoint. */
  evolve: (team, request) => evolve(team, request),

  /** 4. One agent fails; the others go on. */
  survive: (team, request) => together(team, request),

  /** 5. One agent never answers; it is given up, and the others go on. */
  "give-up": (team, request) => together(team, request),

  /** 6. B waits for A. */
  depend: (team) => schedule(team, { "design-schema": [], "build-api": ["design-schema"] }),

  /** 7. What the first said, the second is told. */
  "pass-on": async (team, request) => {
    const said = await run(team, "architect", request);
    await run(team, "developer", `${request} The architect said: ${said}`);
  },

  /** 8. A, then B, then C. */
  chain: (team) => schedule(team, { A: [], B: ["A"], C: ["B"] }),

  /** 9. Two orchestrators at once, whose tasks have different ids. */
  concurrent: (team, request) =>
    Promise.all(["first", "second"].map((which) => Promise.all([1, 2, 3].map((n) => run(team, which, `Part ${n}: ${request}`))))),

  /** 10. What was begun is undone, the last first. */
  "roll-back": (team, request) => migrate(team, request),

  /** An agent that fails is asked again, after a pause that grows. */
  "try-again": async (team, request) => {
    for (let n = 1; n <= TRIES; n += 1) {
      try {
        team.log(await team.ask("developer", request));
        return;
      } catch (error) {
        team.log(`try ${n}: ${reason(error)}`);
        await team.pause(100 * 2 ** n);
      }
    }
  },
};
