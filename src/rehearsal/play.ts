/** What a server does to answer, one after the other: data, so that the one that does it decides nothing. */
export type PlayEvent =
  | { readonly do: "wait"; readonly milliseconds: number }
  | { readonly do: "head"; readonly status: number; readonly headers: Readonly<Record<string, string>> }
  | { readonly do: "send"; readonly bytes: Uint8Array }
  /** The body is over. */
  | { readonly do: "end" }
  /** The connection breaks, with the body in the middle. */
  | { readonly do: "break" };

/** An answer in one piece. Its length is what it is, whatever some header once said. */
export function whole(
  status: number,
  type: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): readonly PlayEvent[] {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  return [
    { do: "head", status, headers: { ...headers, "content-type": type, "content-length": String(bytes.length) } },
    { do: "send", bytes },
    { do: "end" },
  ];
}
