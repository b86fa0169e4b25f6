// What an orchestrator works with. An agent is one conversation with a model, in a role. Time comes from a clock that is
// handed in: a test lets ten minutes pass in none.

const SYSTEM = (role) => `You are the ${role}. Answer with one line that begins with "Result: ".`;

/** `clock` has setTimeout and clearTimeout; `log` takes a line, `write` a path and a text; `limit` is in milliseconds. */
export function newTeam({ client, clock, log, write, limit = 600_000 }) {
  let created = 0;

  /** Asks an agent once. Throws where it fails, says what is no result, or takes longer than the limit. */
  async function ask(role, task, most = limit) {
    const gone = new AbortController();
    const timer = clock.setTimeout(() => gone.abort(), most);
    try {
      const asked = { model: "claude-sonnet-5", max_tokens: 1024, system: SYSTEM(role) };
      const stream = client.messages.stream(
        { ...asked, messages: [{ role: "user", content: task }] },
        // Whoever orchestrates decides who is asked again.
        { signal: gone.signal, maxRetries: 0 },
      );
      const { content } = await stream.finalMessage();
      const said = content.map((block) => block.text ?? "").join("");
      if (!said.startsWith("Result: ")) throw new Error("rubbish");
      return said;
    } catch (error) {
      throw gone.signal.aborted ? new Error("timeout") : error;
    } finally {
      clock.clearTimeout(timer);
    }
  }

  return {
    ask,
    log,
    write,
    /** An id that no other task of this team has, whoever creates it. */
    nextId: () => `task-${(created += 1)}`,
    pause: (milliseconds) => new Promise((resolve) => clock.setTimeout(resolve, milliseconds)),
  };
}
