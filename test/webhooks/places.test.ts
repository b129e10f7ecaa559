import { describe, expect, it } from "vitest";
import { Places } from "../../src/webhooks/places.js";

type Place = ReturnType<Places["take"]>;

const isFree = (place: Place) => "leave" in place;

function leave(place: Place, tookMs: number, ok = true): void {
  if (!("leave" in place)) throw new Error("no place was had");
  place.leave({ tookMs, ok });
}

function fill(places: Places, host: string): Place[] {
  const taken: Place[] = [];
  for (let i = 0; i < 1_000; i++) {
    const place = places.take(host, `job ${i}`);
    if (!isFree(place)) return taken;
    taken.push(place);
  }
  throw new Error("there is no end to places");
}

describe("places at a host", () => {
  it("are bounded, and those of another host are not touched", () => {
    const places = new Places();
    expect(fill(places, "a")).toHaveLength(16);
    expect(isFree(places.take("b", "x"))).toBe(true);
  });

  it.each([
    ["a quick one", 20, true, 64],
    ["an ordinary one", 1_500, true, 8],
    ["a slow one", 9_000, true, 2],
    ["one that fails", 5, false, 2],
  ])("are as many as fit %s", (_, tookMs, ok, most) => {
    const places = new Places();
    const held = places.take("a", "held");
    leave(places.take("a", "first"), tookMs, ok);
    expect(fill(places, "a")).toHaveLength(most - 1);
    leave(held, 1);
  });

  it("are given back by who sent nothing without a word about the host", () => {
    const places = new Places();
    const place = places.take("a", "first");
    if ("leave" in place) place.leave(null);
    expect(fill(places, "a")).toHaveLength(16);
  });

  it("make those who wait come back later the more there are, and not for ever", () => {
    const places = new Places();
    leave(places.take("a", "first"), 1_500);
    expect(fill(places, "a")).toHaveLength(8);
    const wait = (job: string) => {
      const place = places.take("a", job);
      return "waitMs" in place ? place.waitMs : 0;
    };
    const [first, again] = [wait("one"), wait("one")];
    expect(again).toBe(first);
    expect(wait("two")).toBeGreaterThan(first);
    for (let i = 0; i < 5_000; i++) wait(`job ${i}`);
    expect(wait("last")).toBe(30_000);
  });
});
