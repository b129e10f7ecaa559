import { readFileSync } from "node:fs";

const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const RDFS = "http://www.w3.org/2000/01/rdf-schema#";
const SCHEMA = "http://schema.org/";

/** A vocabulary as it is published (N-Quads), asked by the names it gives. */
export class Vocabulary {
  readonly #triples = new Map<string, string[]>();

  /**
   * @param file of a package that carries it
   * @param namespace what its names begin with
   */
  constructor(
    file: string,
    private readonly namespace: string,
  ) {
    const text = readFileSync(file, "utf8");
    for (const [, subject, predicate, object] of text.matchAll(/^<(\S+)> <(\S+)> <(\S+)> /gm)) {
      const key = `${subject} ${predicate}`;
      this.#triples.set(key, [...(this.#triples.get(key) ?? []), object ?? ""]);
    }
  }

  /** Names that a statement gives, those of other vocabularies in full. */
  #told(name: string, predicate: string): string[] {
    return (this.#triples.get(`${this.namespace}${name} ${predicate}`) ?? []).map((iri) =>
      iri.startsWith(this.namespace) ? iri.slice(this.namespace.length) : iri,
    );
  }

  isClass(name: string): boolean {
    return this.#told(name, RDF_TYPE).includes(`${RDFS}Class`);
  }

  isProperty(name: string): boolean {
    return this.#told(name, RDF_TYPE).includes(
      "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property",
    );
  }

  /** Whether the name is one of the things of a class: of the motivations, say. */
  isOne(name: string, of: string): boolean {
    return this.#told(name, RDF_TYPE).includes(of);
  }

  /** The class and all that it is a kind of. */
  kindsOf(name: string): string[] {
    return [name, ...this.#told(name, `${RDFS}subClassOf`).flatMap((more) => this.kindsOf(more))];
  }

  /** Classes whose things may have the property; none where it does not say. */
  domainOf(property: string): string[] {
    return ["domain", "domainIncludes"].flatMap((word) => [
      ...this.#told(property, `${RDFS}${word}`),
      ...this.#told(property, `${SCHEMA}${word}`),
    ]);
  }

  /** Classes that its values may be of. */
  rangeOf(property: string): string[] {
    return this.#told(property, `${SCHEMA}rangeIncludes`);
  }

  /** What should be used in place of a name that is no longer. */
  supersedes(name: string): string[] {
    return this.#told(name, `${SCHEMA}supersededBy`);
  }
}
