import { evolve, FILES, migrate, PHASES, ROLES, run, schedule } from "./orchestrators.mjs";

/** Milliseconds: 24 days, which is as long as a timer can be. */
const FOR_EVER = 2 ** 31 - 1;

/** The same orchestrators with one mistake each, such as people make: what the scenarios are there to find. */
export const broken = {
  /** One after the other. */
  "spawn-three": async (team, request) => {
    for (const role of ROLES) await run(team, role, request);
  },
  /** The last file is left out, and the first is worked on twice. */
  "share-out": async (team, request) => {
    const results = await Promise.all(
      FILES.map((_, at) => run(team, "worker", `${request} The file: ${FILES[(at || 1) - 1]}`)),
    );
    team.log(`all: ${results.join("; ")}`);
  },
  /** Nothing is verified before it is enabled. */
  evolve: (team, request) => evolve(team, request, PHASES.filter((phase) => phase !== "verify")),
  /** Whoever fails takes all results along. */
  survive: async (team, request) => {
    const results = await Promise.all(ROLES.map((role) => team.ask(role, request)));
    team.log(results.join("\n"));
  },
  /** Nobody is given up. */
  "give-up": async (team, request) => {
    const patient = { ...team, ask: (role, task) => team.ask(role, task, FOR_EVER) };
    await Promise.all(ROLES.map((role) => run(patient, role, request)));
  },
  /** Both at once: what B waits for is looked at too late. */
  depend: (team) => Promise.all(["design-schema", "build-api"].map((name) => run(team, name, `Do ${name}.`))),
  /** The second starts from nothing. */
  "pass-on": async (team, request) => {
    await run(team, "architect", request);
    await run(team, "developer", request);
  },
  /** C waits for A alone. */
  chain: (team) => schedule(team, { A: [], B: ["A"], C: ["A"] }),
  /** Each orchestrator counts for itself. */
  concurrent: (team, request) =>
    Promise.all(
      ["first", "second"].map((which) => {
        let created = 0;
        const own = { ...team, nextId: () => `task-${(created += 1)}` };
        return Promise.all([1, 2, 3].map((n) => run(own, which, `Part ${n}: ${request}`)));
      }),
    ),
  /** The first is undone first, and the data has no table any more. */
  "roll-back": (team, request) => migrate(team, request, (begun) => begun),
  /** Once, and never again. */
  "try-again": async (team, request) => {
    await run(team, "developer", request);
  },
};
