/**
 * Reading JSON of unknown shape: nothing here throws, and every value found keeps the JSON pointer
 * (RFC 6901) of the place it came from, which becomes the post's provenance.
 */

export type JsonObject = { readonly [key: string]: unknown };

/** An object inside a document and the JSON pointer that leads to it. */
export interface Node {
  readonly value: JsonObject;
  readonly at: string;
}

/** A value and the JSON pointer it was read from. */
export interface Found<T> {
  readonly value: T;
  readonly at: string;
}

/** Deeper than any answer seen (GraphQL conversations reach about 40), shallow enough for any stack. */
const MAX_DEPTH = 120;
const MAX_NODES = 1_000_000;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function child(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^\d{1,6}$/.test(key) ? value[Number(key)] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value at `path` ("legacy/full_text") below `node`; undefined where the path ends early. */
export function get(node: Node, path: string): unknown {
  return path.split("/").reduce<unknown>(child, node.value);
}

/** The first of `paths` whose value passes `accept`. */
function first<T>(
  node: Node,
  paths: readonly string[],
  accept: (value: unknown) => T | null,
): Found<T> | null {
  for (const path of paths) {
    const value = accept(get(node, path));
    if (value !== null) return { value, at: `${node.at}/${path}` };
  }
  return null;
}

/** The first of `paths` that holds a string. */
export function stringAt(node: Node, ...paths: string[]): Found<string> | null {
  return first(node, paths, (value) => (typeof value === "string" ? value : null));
}

/** The first of `paths` that holds a string with something in it. */
export function wordAt(node: Node, ...paths: string[]): Found<string> | null {
  return first(node, paths, (value) =>
    typeof value === "string" && value.trim() !== "" ? value : null,
  );
}

/**
 * The first of `paths` that holds a platform id: digits in a string. A number counts only below
 * 2^53, as in answers of 2006 to 2010 that had no `id_str`; above, `JSON.parse` has rounded it.
 */
export function idAt(node: Node, ...paths: string[]): Found<string> | null {
  return first(node, paths, (value) => {
    if (typeof value === "string") return /^\d{1,25}$/.test(value) ? value : null;
    return Number.isSafeInteger(value) && (value as number) > 0 ? String(value) : null;
  });
}

/** The first of `paths` that holds an object. */
export function nodeAt(node: Node, ...paths: string[]): Node | null {
  return first(node, paths, (value) => (isObject(value) ? value : null));
}

/** The objects of the first of `paths` that holds a list with any. */
export function nodesAt(node: Node, ...paths: string[]): Node[] {
  for (const path of paths) {
    const list = get(node, path);
    if (!Array.isArray(list)) continue;
    const nodes = list.flatMap((value: unknown, index) =>
      isObject(value) ? [{ value, at: `${node.at}/${path}/${index}` }] : [],
    );
    if (nodes.length > 0) return nodes;
  }
  return [];
}

/** The strings of the list at `path`, in order. */
export function stringsAt(node: Node, path: string): string[] {
  const list = get(node, path);
  return Array.isArray(list) ? list.filter((value) => typeof value === "string") : [];
}

function pointerPart(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Children in reverse, so that a stack hands them out in document order. */
function childrenOf(value: object): [string, object][] {
  return Object.entries(value)
    .filter((entry): entry is [string, object] => typeof entry[1] === "object" && entry[1] !== null)
    .reverse();
}

/**
 * Every object of the document that `wanted` accepts, in document order, an object before those
 * inside it. Strings are never looked into: JSON inside a post's words stays words.
 */
export function findNodes(root: unknown, wanted: (value: JsonObject) => boolean): Node[] {
  if (typeof root !== "object" || root === null) return [];
  const found: Node[] = [];
  const stack: { value: object; at: string; depth: number }[] = [{ value: root, at: "", depth: 0 }];
  for (let seen = 0; seen < MAX_NODES; seen += 1) {
    const next = stack.pop();
    if (next === undefined) break;
    const { value, at, depth } = next;
    if (isObject(value) && wanted(value)) found.push({ value, at });
    if (depth >= MAX_DEPTH) continue;
    for (const [key, inner] of childrenOf(value)) {
      stack.push({ value: inner, at: `${at}/${pointerPart(key)}`, depth: depth + 1 });
    }
  }
  return found;
}

/** A value found, or null. */
export function bare<T>(found: Found<T> | null): T | null {
  return found === null ? null : found.value;
}

/** `sources` of a post: the pointer per field, for the fields that were found. */
export function sourcesOf(fields: Record<string, Found<unknown> | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, found]) => (found === null ? [] : [[name, found.at]])),
  );
}
