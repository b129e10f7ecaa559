/**
 * Reading JSON of unknown shape: nothing here throws, and every value found keeps the JSON pointer
 * (RFC 6901) of the place it came from, which becomes the post's provenance.
 */

export type JsonObject = { readonly [key: string]: unknown };

/** The value of a JSON text; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

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
/** Objects and lists of one document that are looked at; a page with more says so (`document.ts`). */
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

/** A place on the way through a document: its pointer is written only where something is found. */
interface Step {
  value: object;
  key: string;
  within: Step | null;
  depth: number;
}

function pointerTo(step: Step): string {
  let pointer = "";
  for (let at = step; at.within !== null; at = at.within) {
    pointer = `/${pointerPart(at.key)}${pointer}`;
  }
  return pointer;
}

/**
 * Every object of the document that `wanted` accepts, in document order, an object before those
 * inside it. Strings are never looked into: JSON inside a post's words stays words.
 */
export function findNodes(root: unknown, wanted: (value: JsonObject) => boolean): Node[] {
  const found: Node[] = [];
  for (const step of stepsThrough(root)) {
    const { value } = step;
    if (isObject(value) && wanted(value)) found.push({ value, at: pointerTo(step) });
  }
  return found;
}

/** Whether a document holds more objects and lists than are looked at. */
export function isVast(root: unknown): boolean {
  return stepsThrough(root).length === MAX_NODES;
}

/** The way through the document that was asked about last: every layout asks about the same one. */
let lastSteps: WeakRef<Step[]> | null = null;

/** Objects and lists in document order, an outer one first. */
function stepsThrough(root: unknown): readonly Step[] {
  if (typeof root !== "object" || root === null) return [];
  const known = lastSteps?.deref();
  if (known?.[0]?.value === root) return known;
  const steps: Step[] = [];
  const stack: Step[] = [{ value: root, key: "", within: null, depth: 0 }];
  while (steps.length < MAX_NODES) {
    const step = stack.pop();
    if (step === undefined) break;
    steps.push(step);
    if (step.depth < MAX_DEPTH) pushChildren(stack, step);
  }
  lastSteps = new WeakRef(steps);
  return steps;
}

/** In reverse, so that the stack hands them out in document order. */
function pushChildren(stack: Step[], within: Step): void {
  const { value, depth } = within;
  const keys = Object.keys(value);
  for (let index = keys.length - 1; index >= 0; index -= 1) {
    const key = keys[index] ?? "";
    const inner = (value as JsonObject)[key];
    if (typeof inner !== "object" || inner === null) continue;
    stack.push({ value: inner, key, within, depth: depth + 1 });
  }
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
