import { expect, it } from "vitest";
import { unsafeSettings } from "../../src/redis/safety.js";
import { useRedis } from "../support/use-redis.js";

const redis = useRedis();

it("names what would lose work, and nothing else", async () => {
  await redis.client.config("SET", "appendfsync", "always");
  expect(await unsafeSettings(redis.client)).toEqual({});
  await redis.client.config("SET", "maxmemory-policy", "allkeys-lru");
  await redis.client.config("SET", "appendfsync", "everysec");
  expect(await unsafeSettings(redis.client)).toEqual({
    "maxmemory-policy": "allkeys-lru",
    appendfsync: "everysec",
  });
});

it("says nothing of a Redis that does not tell", async () => {
  await redis.client.acl("SETUSER", "hosted", "on", "nopass", "~*", "&*", "+@all", "-config");
  await redis.client.auth("hosted", "any");
  expect(await unsafeSettings(redis.client)).toEqual({});
});
