import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { surtKey, surtPrefix } from "../../src/archives/surt.js";
import { anyText } from "../support/any-text.js";

describe("the key of an address", () => {
  it.each([
    ["https://twitter.com/BrunaKeldi7/status/4711", "com,twitter)/brunakeldi7/status/4711"],
    ["http://www.twitter.com:80/brunakeldi7/status/4711/", "com,twitter)/brunakeldi7/status/4711"],
    ["twitter.com/BrunaKeldi7/status/4711", "com,twitter)/brunakeldi7/status/4711"],
    ["https://twitter.com/a/status/4711?t=AbC&s=20", "com,twitter)/a/status/4711?s=20&t=abc"],
    ["https://mobile.twitter.com/a/status/1", "com,twitter,mobile)/a/status/1"],
    ["https://x.com/a/status/1", "com,x)/a/status/1"],
    ["https://twitter.com/#!/A/status/1", "com,twitter)/"],
    ["https://t.co/AbCd", "co,t)/abcd"],
    ["http://example.com?example=1", "com,example)/?example=1"],
    ["http://example.com", "com,example)/"],
    ["http://example.com/?", "com,example)/"],
    ["http://test@example.com/", "com,example)/"],
    ["https://user:pw@www2.example.com:443//a//b/../c/./", "com,example)/a/c"],
    ["http://example.com:8080/a", "com,example:8080)/a"],
    ["https://example.com:80/a", "com,example:80)/a"],
    ["http://127.0.0.1/x", "127.0.0.1)/x"],
    ["http://example.com/%7Euser/%41%2e%2E/", "com,example)/~user/a.."],
    ["http://example.com/a%20b", "com,example)/a%20b"],
    ["http://example.com/é", "com,example)/%c3%a9"],
    ["http://example.com/%C3%A9", "com,example)/%c3%a9"],
    ["http://example.com/a?b=1&a=2&", "com,example)/a?a=2&b=1"],
    ["http://example.com/a;jsessionid=0123456789abcdef0123456789abcdef", "com,example)/a"],
    ["http://example.com/a?PHPSESSID=0123456789abcdef0123456789abcdef&x=1", "com,example)/a?x=1"],
    ["urn:uuid:1234", "urn:uuid:1234"],
  ])("%s → %s", (address, key) => {
    expect(surtKey(address)).toBe(key);
  });

  it("is the same for every spelling by case, scheme, www, port and trailing slash", () => {
    const path = fc.stringMatching(/^[A-Za-z0-9_/-]{0,30}$/);
    fc.assert(
      fc.property(path, fc.boolean(), (rest, upper) => {
        const plain = surtKey(`http://example.com/${rest}`);
        const spelled = `https://WWW.Example.com:443/${upper ? rest.toUpperCase() : rest}/#x`;
        expect(surtKey(spelled)).toBe(plain);
      }),
    );
  });

  it("takes any text, in a time linear in it", () => {
    fc.assert(
      fc.property(anyText(300), (text) => {
        expect(typeof surtKey(text)).toBe("string");
        const key = surtKey(`http://example.com/${text}`);
        expect(key).toMatch(/^com,example\)\//);
      }),
    );
    expect(surtKey(`http://example.com/${"%25".repeat(20_000)}`).length).toBeGreaterThan(0);
  });
});

describe("the prefix of keys", () => {
  it.each([
    ["twitter.com/BrunaKeldi7/status/4711", "com,twitter)/brunakeldi7/status/4711"],
    ["https://twitter.com/BrunaKeldi7/status/4711*", "com,twitter)/brunakeldi7/status/4711"],
    ["https://twitter.com/BrunaKeldi7/", "com,twitter)/brunakeldi7/"],
    ["twitter.com/", "com,twitter)/"],
  ])("%s → %s", (prefix, key) => {
    expect(surtPrefix(prefix)).toBe(key);
  });
});
