/** What a server of MCP offers, as a lock keeps it, and what its tools answer in a rehearsal. */
export interface Served {
  readonly name: string;
  /** What the server says of itself to the model. */
  readonly instructions?: string;
  readonly tools: readonly ServedTool[];
  readonly results: readonly ScriptedResult[];
}

/** A tool with all members of its declaration: the model gets what production has. */
export interface ServedTool {
  readonly name: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

/** What a tool answers, written by hand. The first that fits a call is its answer. */
export interface ScriptedResult {
  readonly tool: string;
  /** What must stand in the arguments, to any depth; all calls of the tool if not given. */
  readonly arguments?: Readonly<Record<string, unknown>>;
  /** The result as MCP has it: `content`, `structuredContent`, `isError`. */
  readonly result: Readonly<Record<string, unknown>>;
}

/** A tool that was called, and whether a result was there for it. */
export interface ServedCall {
  readonly tool: string;
  readonly arguments: unknown;
  readonly answered: boolean;
}
