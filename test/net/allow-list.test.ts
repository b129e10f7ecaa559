import { describe, expect, it } from "vitest";
import { BadAllowEntryError, createAllowList } from "../../src/net/allow-list.js";

const INTERNAL = [
  "127.0.0.1",
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "169.254.169.254",
  "172.16.0.1",
  "192.168.1.1",
  "192.0.0.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::7f00:1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "2001::1",
  "fc00::1",
  "fe80::1",
  "fec0::1",
  "ff02::1",
  "not an address",
  "",
];

describe("the allow-list", () => {
  const nothing = createAllowList([]);

  it.each(INTERNAL)("refuses %s unless it is named", (address) => {
    expect(nothing.allowsAddress(address)).toBe(false);
  });

  it.each(["8.8.8.8", "2606:4700::1111", "[2606:4700::1111]"])("lets %s through", (address) => {
    expect(nothing.allowsAddress(address)).toBe(true);
  });

  it("allows a network, a single address and a name, and nothing beside them", () => {
    const allow = createAllowList(["10.0.0.0/8", "::1", "archive.internal"]);
    expect(allow.allowsAddress("10.200.0.1")).toBe(true);
    expect(allow.allowsAddress("::ffff:10.0.0.1")).toBe(true);
    expect(allow.allowsAddress("192.168.0.1")).toBe(false);
    expect(allow.allowsAddress("::1")).toBe(true);
    expect(allow.allowsAddress("127.0.0.1")).toBe(false);
    expect(allow.allowsHost("Archive.Internal.")).toBe(true);
    expect(allow.allowsHost("www.archive.internal")).toBe(false);
  });

  it.each(["", "two words", "http://host/", "10.0.0.0/99"])("names the bad entry %j", (entry) => {
    expect(() => createAllowList([entry])).toThrow(BadAllowEntryError);
  });
});
