import { rulesOf, type TagRules } from "./grammar.js";

/** A tag name met on one page: what holds for it, and how many elements of that name are open. */
export interface TagName {
  readonly name: string;
  readonly rules: TagRules;
  open: number;
}

/** Pages use some 60 names; more are somebody's making, and not worth their memory. */
const MOST_KNOWN = 1_000;

const NONE: TagName = { name: "", rules: rulesOf(""), open: 0 };

/** The stack of open elements; counts names so that a stray end tag costs no search. */
export class OpenElements {
  private readonly tags: TagName[] = [];
  private readonly elements: number[] = [];
  private readonly known = new Map<string, TagName>();

  get depth(): number {
    return this.tags.length;
  }

  /** -1 at the top of the page. */
  get innermost(): number {
    return this.elements[this.elements.length - 1] ?? -1;
  }

  get innermostTag(): TagName {
    return this.tags[this.tags.length - 1] ?? NONE;
  }

  /** Pages write the same few names over and over: what holds for each is looked up once. */
  tagOf(name: string): TagName {
    let tag = this.known.get(name);
    if (tag === undefined) {
      if (this.known.size >= MOST_KNOWN) this.forgetClosed();
      tag = { name, rules: rulesOf(name), open: 0 };
      this.known.set(name, tag);
    }
    return tag;
  }

  private forgetClosed(): void {
    for (const [name, { open }] of this.known) if (open === 0) this.known.delete(name);
  }

  push(tag: TagName, element: number): void {
    this.tags.push(tag);
    this.elements.push(element);
    tag.open += 1;
  }

  pop(): number {
    const tag = this.tags.pop();
    if (tag !== undefined) tag.open -= 1;
    return this.elements.pop() ?? -1;
  }

  popAll(each: (element: number) => void): void {
    while (this.depth > 0) each(this.pop());
  }
}
