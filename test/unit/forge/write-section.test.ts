import { describe, expect, test } from "vitest";
import type { ForgeComment, Forge } from "../../../src/forge/forge.ts";
import { refusal } from "../../../src/forge/forge-error.ts";
import { placeSection } from "../../../src/forge/place-section.ts";
import { parseSticky } from "../../../src/forge/sticky.ts";
import { writeSection } from "../../../src/forge/write-section.ts";

const draft = (key: string, number = 5) => ({
  key,
  run: { number, attempt: 1, workflow: "00000000" },
  render: () => `${key} ${number}`,
});

/** What another job would make of a body. */
function written(body: string | undefined, key: string, number = 5): string {
  const placement = placeSection(body, draft(key, number), 65_536);
  return placement.do === "write" ? placement.body : "";
}

/** A forge in memory; `after` happens right behind each call, as if another job had done it. */
function memoryForge(after: (call: string, comments: ForgeComment[]) => void, { lagging = false } = {}) {
  const comments: ForgeComment[] = [];
  const calls: string[] = [];
  const happened = (call: string): void => {
    calls.push(call);
    after(call, comments);
  };
  const forge: Forge = {
    name: "GitHub",
    limit: 65_536,
    permission: "",
    author: async () => "us",
    head: async () => ({ commit: "" }),
    requestsOf: async () => [],
    parents: async () => [],
    comments: async () => {
      const hidden = lagging && calls.at(-1) === "create";
      const page = { comments: hidden ? [] : comments.toSorted((a, b) => a.id - b.id), last: true };
      happened("list");
      return page;
    },
    create: async (_, body) => {
      const comment = { id: 10 + comments.length, author: "us", body };
      comments.push(comment);
      happened("create");
      return comment;
    },
    update: async (_, id, body) => {
      const at = comments.findIndex((one) => one.id === id);
      if (at === -1) throw refusal(404, "Not Found", {});
      comments[at] = { id, author: "us", body };
      happened("update");
    },
    remove: async (_, id) => {
      comments.splice(
        comments.findIndex((one) => one.id === id),
        1,
      );
      happened("remove");
    },
  };
  const write = (key: string) => writeSection(forge, 7, "us", draft(key), async () => {});
  const sections = () => comments.map(({ body }) => parseSticky(body).map(({ key, run }) => `${key} ${run.number}`));
  return { write, sections, calls };
}

/** Does something the first time only. */
function once(act: (call: string, comments: ForgeComment[]) => void, on: string) {
  let done = false;
  return (call: string, comments: ForgeComment[]): void => {
    if (done || call !== on) return;
    done = true;
    act(call, comments);
  };
}

describe("another job", () => {
  test("that overwrites us is answered, and its section kept", async () => {
    const { write, sections, calls } = memoryForge(
      once((_, comments) => {
        comments[0] = { id: 10, author: "us", body: written(undefined, "tokens") };
      }, "create"),
    );
    expect(await write("check")).toEqual({ did: "created" });
    expect(sections()).toEqual([["check 5", "tokens 5"]]);
    expect(calls).toEqual(["list", "create", "list", "update", "list"]);
  });

  test("that puts an older run of our section back is answered", async () => {
    const { write, sections } = memoryForge(
      once((_, comments) => {
        comments[0] = { id: 10, author: "us", body: written(written(undefined, "check", 4), "tokens") };
      }, "create"),
    );
    await write("check");
    expect(sections()).toEqual([["check 5", "tokens 5"]]);
  });

  test("of a newer run that overwrites our section is left alone", async () => {
    const { write, sections, calls } = memoryForge(
      once((_, comments) => {
        comments[0] = { id: 10, author: "us", body: written(undefined, "check", 6) };
      }, "create"),
    );
    await write("check");
    expect(sections()).toEqual([["check 6"]]);
    expect(calls).toEqual(["list", "create", "list"]);
  });

  test("that made a comment first keeps it, and ours is deleted", async () => {
    const { write, sections, calls } = memoryForge(
      once((_, comments) => {
        comments.push({ id: 3, author: "us", body: written(undefined, "tokens") });
      }, "list"),
    );
    await write("check");
    expect(sections()).toEqual([["check 5", "tokens 5"]]);
    expect(calls).toEqual(["list", "create", "list", "remove", "update", "list"]);
  });

  test("that never stops ends in a refusal, not in a loop", async () => {
    const { write, calls } = memoryForge((call, comments) => {
      if (call !== "list") comments[0] = { id: 10, author: "us", body: written(undefined, "tokens") };
    });
    await expect(write("check")).rejects.toThrow("other jobs keep overwriting the comment");
    expect(calls.length).toBeLessThan(40);
  });
});

test("a comment that was made although the answer says 502 is not made twice", async () => {
  const { write, sections, calls } = memoryForge(
    once(() => {
      throw refusal(502, "Bad Gateway", {});
    }, "create"),
  );
  await write("check");
  expect(sections()).toEqual([["check 5"]]);
  expect(calls.filter((call) => call === "create")).toHaveLength(1);
});

test("a list that lags behind makes no second comment", async () => {
  const { write, sections } = memoryForge(() => {}, { lagging: true });
  await write("check");
  expect(sections()).toEqual([["check 5"]]);
});
