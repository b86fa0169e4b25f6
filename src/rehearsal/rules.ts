import { defineEngineRule } from "../model/rule.ts";

const since = "0.1.0";

/** A scenario for `sh -c`, with turns that nobody need ask for. */
const scenario = (script: string, more = ""): string =>
  `prompt: ping\ncommand: [sh, -c, ${JSON.stringify(script)}]\nturns: [{ text: pong }]\n${more}`;

/** Asks the model once, as the vendors' own clients do. */
const ASKS =
  'fetch(process.env.ANTHROPIC_BASE_URL+"/v1/messages",{method:"POST",body:JSON.stringify({model:"m",max_tokens:9,messages:[{role:"user",content:process.argv[1]??"ping"}]})}).then(r=>r.json()).then(a=>console.log(a.content?.[0].text??"none"))';
const asking = (more = "", program = ASKS): string =>
  `prompt: ping\ncommand: [node, -e, ${JSON.stringify(program)}]\nturns: [{ text: pong }]\n${more}`;

export const rehearsalScenarioInvalid = defineEngineRule({
  id: "rehearsal/scenario-invalid",
  severity: "error",
  summary: "A scenario is what its schema asks for.",
  why: "A key with a slip in it is an expectation that nobody holds anything to, and looks like one that is met.",
  consequence: "The scenario is not run at all.",
  help: "Mend it; an editor completes it by schema/scenario.schema.json.",
  since,
  examples: [
    { because: "it can be run", files: { "scenarios/a.yaml": asking() } },
    {
      because: "a key is misspelt",
      files: { "scenarios/a.yaml": scenario("true", "limit: { seconds: 5 }\n") },
      reports: ["scenarios/a.yaml:4:1 Unknown key `limit`: did you mean `limits`?"],
    },
  ],
});

export const rehearsalExpectation = defineEngineRule({
  id: "rehearsal/expectation",
  severity: "error",
  summary: "What a scenario expects is so.",
  why: "Whoever wrote the scenario says by it what the configuration is for.",
  consequence: "With this configuration an agent does something else than it should.",
  help: "Read the transcript of the run (`--output html=dry-run.html`); mend the configuration, or the expectation where it is wrong.",
  since,
  examples: [
    {
      because: "the answer is printed",
      files: { "scenarios/a.yaml": asking("expect: [{ type: equals, value: pong }]\n") },
    },
    {
      because: "something else is printed",
      files: { "scenarios/a.yaml": asking("expect: [{ type: equals, value: ping }]\n") },
      reports: ['scenarios/a.yaml:4:18 Does not hold: the output is "ping" (it is "pong").'],
    },
  ],
});

export const rehearsalNoRequest = defineEngineRule({
  id: "rehearsal/no-request",
  severity: "error",
  summary: "A rehearsed agent asks its model at least once.",
  why: "A program that was led away to another server, or gave up before it asked, may end well all the same.",
  consequence: "Nothing is known of the configuration: no model was asked with it.",
  help: "See what the program printed. Does it read ANTHROPIC_BASE_URL, OPENAI_BASE_URL or GOOGLE_GEMINI_BASE_URL?",
  since,
  examples: [
    { because: "it asks", files: { "scenarios/a.yaml": asking() } },
    {
      because: "it does not",
      files: { "scenarios/a.yaml": scenario("echo pong") },
      reports: ["scenarios/a.yaml:1:1 The server of models was asked nothing."],
    },
  ],
});

export const rehearsalUnanswered = defineEngineRule({
  id: "rehearsal/unanswered",
  severity: "error",
  summary: "Every request of a rehearsed agent is answered from its turns or recordings.",
  why: "The agent took another way than the one that was recorded, and nobody knows where it leads.",
  consequence: "The agent got an error instead of an answer, and what it did then says nothing.",
  help: "Record the scenario again with `agent-ci record`, or add the turn.",
  since,
  examples: [
    { because: "there is a turn for it", files: { "scenarios/a.yaml": asking() } },
    {
      because: "the turns are for other requests",
      files: {
        "scenarios/a.yaml": asking().replace(
          "turns: [{ text: pong }]",
          "scripts: [{ when: { model: other }, turns: [{ text: pong }] }]",
        ),
      },
      reports: ["scenarios/a.yaml:1:1 Nothing answers POST /v1/messages: no recording answers this."],
    },
  ],
});

export const rehearsalUnmatched = defineEngineRule({
  id: "rehearsal/unmatched",
  severity: "warning",
  summary: "A rehearsed agent asks its model server for nothing that the server does not know.",
  why: "Behind such a request stands a function of the client that the rehearsal does not have.",
  consequence: "The client may behave in another way than with its vendor's server.",
  help: "Switch that function off for the rehearsal, or report it to us with the version of the client.",
  since,
  examples: [
    { because: "it asks for models alone", files: { "scenarios/a.yaml": asking() } },
    {
      because: "it asks for something else",
      files: {
        "scenarios/a.yaml": asking("", `fetch(process.env.ANTHROPIC_BASE_URL+"/v1/files").then(()=>${ASKS})`),
      },
      reports: ["scenarios/a.yaml:1:1 It asks for GET /v1/files, which is no request to a model."],
    },
  ],
});

export const rehearsalAttempt = defineEngineRule({
  id: "rehearsal/attempt",
  severity: "warning",
  summary: "A rehearsed agent asks no address but that of its model server.",
  why: "What it asks elsewhere is telemetry, an update, or what the configuration under test made it do.",
  consequence: "Outside the rehearsal the request would have left the machine.",
  help: "Find out who asks. What the client sends by itself can be switched off in `env:`.",
  since,
  examples: [
    { because: "it asks its model alone", files: { "scenarios/a.yaml": asking() } },
    {
      because: "it asks somebody else first",
      files: {
        "scenarios/a.yaml": asking("", `fetch("http://downloads.example.com/x").catch(()=>0).then(()=>${ASKS})`),
      },
      reports: ["scenarios/a.yaml:1:1 It asked for downloads.example.com:80, and was refused."],
    },
  ],
});

export const rehearsalSteering = defineEngineRule({
  id: "rehearsal/steering",
  severity: "warning",
  summary: "Nothing in the workspace of a rehearsal can lead the agent to another server.",
  why: "Clients believe the settings of the repository that they work in, and those can name a server, a proxy or a program that gives a key.",
  consequence:
    "A rehearsal holds the client where it is by what its adapter pins; elsewhere the repository decides who sees the key.",
  help: "Leave the key out of the file, or the file out of the workspace.",
  since,
  examples: [
    { because: "there is no such file", files: { "scenarios/a.yaml": asking() } },
    {
      because: "a variable names another server",
      files: {
        "scenarios/a.yaml": asking("workspace: { files: { .env: 'ANTHROPIC_BASE_URL=http://127.0.0.1:9' } }\n"),
      },
      reports: [
        "scenarios/a.yaml:4:1 .env sets ANTHROPIC_BASE_URL, which can lead the client away from the replay server: leave it out of the workspace.",
      ],
    },
  ],
});

export const rehearsalEnded = defineEngineRule({
  id: "rehearsal/ended",
  severity: "error",
  summary: "A rehearsed program ends by itself, in time, and as expected.",
  why: "A program that fails, hangs or is killed has not done what it was told, whatever it printed before.",
  consequence: "The rest of what the run shows cannot be relied on.",
  help: "See what it printed. Where a failure is right, expect it: `{ type: exit-code, value: 3 }`.",
  since,
  examples: [
    { because: "it ends well", files: { "scenarios/a.yaml": asking() } },
    {
      because: "it fails",
      files: { "scenarios/a.yaml": asking("", `${ASKS}.then(()=>process.exit(3))`) },
      reports: ["scenarios/a.yaml:2:1 It ended with exit code 3."],
    },
  ],
});

export const rehearsalLimit = defineEngineRule({
  id: "rehearsal/limit",
  severity: "error",
  summary: "A rehearsal keeps to the limits of its scenario.",
  why: "Tokens and memory grow a little with each change, and nobody notices before the bill does.",
  consequence: "The agent needs more than somebody decided that it may.",
  help: "Find out what needs it; raise the limit if that is worth it.",
  since,
  examples: [
    { because: "it keeps to it", files: { "scenarios/a.yaml": asking("limits: { tokens: 5000 }\n") } },
    {
      because: "the model reports more",
      files: {
        "scenarios/a.yaml": asking("limits: { tokens: 10 }\n").replace(
          "{ text: pong }",
          "{ text: pong, usage: { input: 20, output: 5 } }",
        ),
      },
      reports: ["scenarios/a.yaml:4:1 The answers have 25 tokens, more than the 10 that are allowed."],
    },
  ],
});

export const rehearsalStale = defineEngineRule({
  id: "rehearsal/stale",
  severity: "warning",
  summary: "Recordings were made with the configuration that they are replayed for.",
  why: "What a model answered to another prompt, to other tools or to another model says nothing of these.",
  consequence: "The run shows how the program takes an old answer, and is no evidence for the configuration.",
  help: "Record again: `agent-ci record`. Before a release (`--stage release`, `--stale error`) this is an error.",
  since,
  examples: [],
});

export const rehearsalIncomplete = defineEngineRule({
  id: "rehearsal/incomplete",
  severity: "warning",
  summary: "Recordings hold whole answers.",
  why: "Half an answer, or an error, is a scenario of its own; it does not say what the model would have said.",
  consequence: "The run is no evidence for what the model answers.",
  help: "Record again, unless the failure is what the scenario is about.",
  since,
  examples: [],
});

export const rehearsalUnused = defineEngineRule({
  id: "rehearsal/unused",
  severity: "warning",
  summary: "Each recording of a scenario is asked for.",
  why: "One that nothing asks for is left over from another way through the scenario, and hides that the way has changed.",
  consequence: "Reviewers read answers that no run depends on.",
  help: "Delete the file, or record the scenario again.",
  since,
  examples: [],
});

export const rehearsalRecordingInvalid = defineEngineRule({
  id: "rehearsal/recording-invalid",
  severity: "error",
  summary: "Each file of a folder of recordings is one, and holds no secret.",
  why: "A file that cannot be read answers nothing, and the run fails for a reason that nobody sees.",
  consequence: "It is left out.",
  help: "Record the scenario again, or delete the file.",
  since,
  examples: [
    { because: "there is none", files: { "scenarios/a.yaml": asking() } },
    {
      because: "it is no recording",
      files: { "scenarios/a.yaml": asking("recordings: recorded\n"), "scenarios/recorded/x.json": "{}" },
      reports: ["scenarios/recorded/x.json It is no recording: /version is missing; record it again."],
    },
  ],
});

export const rehearsalLeftBehind = defineEngineRule({
  id: "rehearsal/left-behind",
  severity: "warning",
  summary: "A rehearsed program ends with all that it has started.",
  why: "A server or a watcher that outlives its agent is met by the next job on the machine.",
  consequence: "Outside the rehearsal it would still run.",
  help: "End it with the agent.",
  since,
  examples: [],
});

export const rehearsalIsolation = defineEngineRule({
  id: "rehearsal/isolation",
  severity: "info",
  summary: "A rehearsal is shut in by namespaces.",
  why: "A proxy alone sees those who ask it, and stops nobody else.",
  consequence: "That no request left the machine is not proven.",
  help: "Allow user namespaces or passwordless `sudo unshare` on the runner.",
  since,
  examples: [],
});

export const rehearsalNotRun = defineEngineRule({
  id: "rehearsal/not-run",
  severity: "error",
  summary: "The program and the folder of a scenario are there.",
  why: "A case that never ran looks like one that nobody wrote.",
  consequence: "The scenario says nothing.",
  help: "Install the client in the job, or mend what the scenario names. To run the others alone: --tag, --scenario.",
  since,
  examples: [
    { because: "it is there", files: { "scenarios/a.yaml": asking() } },
    {
      because: "it is not",
      files: { "scenarios/a.yaml": "prompt: ping\ncommand: [no-such-agent]\nturns: [{ text: pong }]\n" },
      reports: ["scenarios/a.yaml:2:1 There is no `no-such-agent` on PATH."],
    },
    {
      because: "the folder of its workspace is another one than meant",
      files: { "scenarios/a.yaml": asking("workspace: { folder: ../shpo }\n") },
      reports: [
        "scenarios/a.yaml:4:1 There is no file in `shpo`, or git ignores them all: `workspace.folder` is a path from the folder of this file.",
      ],
    },
  ],
});

/** A set with one case, whose command says always the same. */
const golden = (comparators: string, more = ""): string =>
  `kind: golden\n${more}cases:\n  greet:\n    command: [node, -e, "console.log('pong')"]\n    comparators: [${comparators}]\n`;
const recorded = (text: string, runs = 5): string =>
  `${JSON.stringify({ version: 1, runs, met: runs, output: [text] })}\n`;

export const goldenSetInvalid = defineEngineRule({
  id: "golden/set-invalid",
  severity: "error",
  summary: "A set of golden cases is what its schema asks for, and its cases can be run.",
  why: "A case that nobody can run holds nobody to anything, and looks like one that was met.",
  consequence: "None of its cases runs.",
  help: "Mend it; an editor completes it by schema/golden.schema.json.",
  since,
  examples: [
    {
      because: "its cases can be run",
      files: { "golden/a.yaml": golden("{ type: equals }"), "golden/a/greet.json": recorded("pong") },
    },
    {
      because: "a key is written wrong",
      files: { "golden/a.yaml": golden("{ type: equals }", "runz: 3\n") },
      reports: ["golden/a.yaml:2:1 Unknown key `runz`: did you mean `runs`?"],
    },
    { because: "a file of another program", files: { "golden/other.yaml": "cases: none\n" } },
  ],
});

export const goldenWorse = defineEngineRule({
  id: "golden/worse",
  severity: "error",
  summary: "Golden cases lose no more runs against their references than the margin of their set allows.",
  why: "What agents do was right once, by somebody's word. A release with which they do it less often is worse, whatever else it mends.",
  consequence: "Those who get this release are served worse than before.",
  help: "The report shows what differs. Mend it; where the new way is right, take it over: `agent-ci golden accept`, and have the change of the references reviewed.",
  since,
  examples: [
    {
      because: "all runs are like the reference, and there are enough of them",
      files: { "golden/a.yaml": golden("{ type: equals }", "margin: 0.5\n"), "golden/a/greet.json": recorded("pong") },
    },
    {
      because: "none is any more",
      files: { "golden/a.yaml": golden("{ type: equals }"), "golden/a/greet.json": recorded("ping") },
      reports: [
        "golden/a.yaml:2:1 golden/a is worse than its references: 0 of 5, reference 5 of 5: −100 to −48.2 points; greet lost more than 5.",
      ],
    },
  ],
});

export const goldenUndecided = defineEngineRule({
  id: "golden/undecided",
  severity: "warning",
  summary: "Golden cases run often enough to say whether they are worse than their references.",
  why: "Five good runs of five happen to an agent that fails in one of ten, more often than not. Few runs prove nothing, and what proves nothing is no pass.",
  consequence: "The verdict is inconclusive.",
  help: "Add cases, or let each run more often (`runs:`); record what has no reference: `agent-ci golden record`.",
  since,
  examples: [
    {
      because: "there are too few runs",
      files: { "golden/a.yaml": golden("{ type: equals }"), "golden/a/greet.json": recorded("pong") },
      reports: [
        "golden/a.yaml:2:1 golden/a: 5 of 5, reference 5 of 5: −45.1 to 45.1 points, of which 5 may be lost: too little says so, and it takes 59 runs without a miss.",
      ],
    },
    {
      because: "nobody has recorded a reference",
      files: { "golden/a.yaml": golden("{ type: equals }") },
      reports: [
        "golden/a.yaml:2:1 golden/a: one case says nothing: greet: it has no reference yet: `agent-ci golden record` writes it.",
      ],
    },
  ],
});
