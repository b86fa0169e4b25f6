import { defineEngineRule } from "../model/rule.ts";

export const suppressionInvalid = defineEngineRule({
  id: "suppression/invalid",
  severity: "error",
  summary: "A suppression names one rule and gives its reason.",
  why: "Without a reason nobody can tell later whether it may go. Findings about secrets and about the policy are suppressed in the configuration only, where reviewers see it.",
  consequence: "The suppression does not hold: what it is about is reported.",
  help: "Write `agent-ci-disable-next-line <rule> -- <reason> (until YYYY-MM-DD)` in a comment of its own; the day may be left out.",
  since: "0.1.0",
  examples: [
    {
      because: "it says why, and until when",
      files: {
        "AGENTS.md":
          "<!-- agent-ci-disable-next-line link/missing -- written by the build (until 2099-01-31) -->\n[A page](gone.md)\n",
      },
    },
    {
      because: "it gives no reason",
      files: { "AGENTS.md": "<!-- agent-ci-disable-next-line link/missing -->\n[A page](gone.md)\n" },
      reports: [
        "AGENTS.md:1:1 A suppression gives its reason: agent-ci-disable-next-line <rule> -- <reason> (until YYYY-MM-DD).",
      ],
    },
  ],
});

export const suppressionExpired = defineEngineRule({
  id: "suppression/expired",
  severity: "error",
  summary: "A suppression whose day has passed is settled or given another day.",
  why: "Whoever wrote the day promised to look at it again by then. The day counts as a whole, in UTC.",
  consequence: "The suppression does not hold any more: what it is about is reported again.",
  help: "Mend what it is about and take it out, or give it another day and a reason that still holds.",
  since: "0.1.0",
  examples: [
    {
      because: "its day is to come",
      files: {
        "AGENTS.md":
          "<!-- agent-ci-disable-next-line link/missing -- written by the build (until 2099-01-31) -->\n[A page](gone.md)\n",
      },
    },
    {
      because: "its day has passed",
      files: {
        "AGENTS.md":
          "<!-- agent-ci-disable-next-line link/missing -- written by the build (until 2026-01-31) -->\n[A page](gone.md)\n",
      },
      reports: ["AGENTS.md:1:1 The suppression of link/missing held until 2026-01-31, and that day has passed."],
    },
  ],
});

export const suppressionUnused = defineEngineRule({
  id: "suppression/unused",
  severity: "warning",
  summary: "A suppression suppresses something.",
  why: "One that was left behind hides the next finding in its place, which nobody has looked at.",
  consequence: "A later finding of the rule in this place will be hidden.",
  help: "Take the suppression out, or correct the name of its rule or its place.",
  since: "0.1.0",
  examples: [
    {
      because: "it is about the next line",
      files: {
        "AGENTS.md": "<!-- agent-ci-disable-next-line link/missing -- written by the build -->\n[A page](gone.md)\n",
      },
    },
    {
      because: "the page is there by now",
      files: {
        "AGENTS.md": "<!-- agent-ci-disable-next-line link/missing -- written by the build -->\n[A page](page.md)\n",
        "page.md": "# A page\n",
      },
      reports: ["AGENTS.md:1:1 link/missing finds nothing in the next line."],
    },
  ],
});

export const baselineStale = defineEngineRule({
  id: "baseline/stale",
  severity: "warning",
  summary: "Every entry of the baseline is about a finding that is still there.",
  why: "A finding that was mended leaves its entry behind, and the entry would hide the same mistake when it is made again.",
  consequence: "The mistake can come back without anybody noticing.",
  help: "Run `agent-ci check --update-baseline`, and commit `.agent-ci/baseline.json`.",
  since: "0.1.0",
  examples: [
    { because: "no baseline", files: { "AGENTS.md": "# Rules\n" } },
    {
      because: "the finding was mended",
      files: {
        "AGENTS.md": "# Rules\n",
        ".agent-ci/baseline.json": `{ "version": 1, "entries": [{ "rule": "link/missing", "path": "AGENTS.md", "fingerprint": "v1:${"0".repeat(64)}" }] }`,
      },
      reports: ['.agent-ci/baseline.json 1 entry for "AGENTS.md" matches nothing any more: link/missing.'],
    },
  ],
});

export const baselineMoved = defineEngineRule({
  id: "baseline/moved",
  severity: "info",
  summary: "The baseline names files by their present path.",
  why: "A renamed file takes its entries along, as long as its old path is gone.",
  consequence: "As soon as there is a file at the old path again, the findings in the renamed one count as new.",
  help: "Run `agent-ci check --update-baseline`, and commit `.agent-ci/baseline.json`.",
  since: "0.1.0",
  examples: [],
});

export const baselineEngine = defineEngineRule({
  id: "baseline/engine",
  severity: "warning",
  summary: "The secrets of the baseline were found by the engine that searches for them now.",
  why: "Engines draw the bounds of a secret differently, and a fingerprint is made of the line without it: what one of them found need not have the same fingerprint with another.",
  consequence: "Findings that the baseline knows may count as new, and entries may match nothing any more.",
  help: "Search with the engine of the baseline (`--engine`), or read what is new and run `agent-ci secret-scan --update-baseline` with the engine that is to stay.",
  since: "0.1.0",
  examples: [],
});

export const policyWeakened = defineEngineRule({
  id: "policy/weakened",
  severity: "warning",
  summary: "A change does not weaken the policy by which changes are judged.",
  why: "A pull or merge request is judged by the policy of its target branch, and by its own, and the worse verdict holds. Once it is merged, its own is left: whoever reviews it has to see what that lets through.",
  consequence: "After the merge, what was refused until now passes.",
  help: "Have somebody review it who answers for the policy: name them as owners of agent-ci.yaml and .agent-ci/ in CODEOWNERS. `rules: { policy/weakened: error }` on the target branch refuses it altogether.",
  since: "0.1.0",
  examples: [],
});
