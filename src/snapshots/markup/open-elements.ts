/** The stack of open elements; counts names so that a stray end tag costs no search. */
export class OpenElements {
  private readonly names: string[] = [];
  private readonly elements: number[] = [];
  private readonly counts = new Map<string, number>();

  get depth(): number {
    return this.names.length;
  }

  /** -1 at the top of the page. */
  get innermost(): number {
    return this.elements[this.elements.length - 1] ?? -1;
  }

  get innermostName(): string {
    return this.names[this.names.length - 1] ?? "";
  }

  has(name: string): boolean {
    return (this.counts.get(name) ?? 0) > 0;
  }

  push(name: string, element: number): void {
    this.names.push(name);
    this.elements.push(element);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  pop(): number {
    const name = this.names.pop() ?? "";
    this.counts.set(name, (this.counts.get(name) ?? 1) - 1);
    return this.elements.pop() ?? -1;
  }

  popAll(each: (element: number) => void): void {
    while (this.depth > 0) each(this.pop());
  }
}
