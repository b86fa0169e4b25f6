const BASE64 = /^[A-Za-z0-9+/]{5,4000}={0,2}$/;
const PRINTED = /^[\x20-\x7E\r\n\t]+$/;

/**
 * The text that a value is the base64 of, as in secrets of Kubernetes; undefined where it is that of no printed text.
 */
export function decoded(value: string): string | undefined {
  if (value.length % 4 !== 0 || !BASE64.test(value)) return undefined;
  const text = atob(value).replace(/\r?\n$/, "");
  return PRINTED.test(text) ? text : undefined;
}
