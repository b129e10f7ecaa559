import { describe, expect, it } from "vitest";
import { appArticle, appPage } from "../fixtures/snapshots/app.js";
import { readAt } from "./support.js";

const AT = Date.UTC(2017, 1, 5, 2, 4, 10);
const ID = String(BigInt(AT - 1_288_834_974_657) << 22n);
const ADDRESS = `https://twitter.com/Ifeoma_Writes/status/${ID}`;
const POST = {
  id: ID,
  handle: "Ifeoma_Writes",
  name: "Ifeoma",
  time: "2017-02-05T02:04:10.000Z",
  words: "<span>No bus before noon.</span>",
};

describe("a handle with marks of direction", () => {
  it.each([
    ["turned round", "@\u202esetirW_amoefI"],
    ["isolated", "\u2066@Ifeoma_Writes\u2069"],
    ["in other letters", "@Ifeoma_Wr\u0456tes"],
    ["of somebody else, invisibly cut", "@Kojo\u200b_reads"],
  ])("is not read as one: %s", (_, printed) => {
    const page = appPage([appArticle(POST, true).replace(">@Ifeoma_Writes<", `>${printed}<`)]);
    expect(readAt(ADDRESS, page).main?.author.handle).toBe("Ifeoma_Writes");
  });

  it("that is another whole handle makes neither believed", () => {
    const page = appPage([appArticle(POST, true).replace(">@Ifeoma_Writes<", ">@Kojo_reads<")]);
    expect(readAt(ADDRESS, page).main?.author.handle ?? null).toBeNull();
  });
});

describe("near-marks, nested", () => {
  const words = "<i>w</i> ".repeat(2_000);
  it.each([
    [
      "bluesky-screen",
      '<div data-testid="xItem-by-a.example.org">',
      "https://bsky.app/profile/a.example.org/post/3lhgvtdfxqs2a",
    ],
    [
      "facebook-post",
      '<div class="xuserContentWrapper">',
      "https://www.facebook.com/nord/posts/1622500000000001",
    ],
    [
      "facebook-mobile",
      '<div data-ft="{&quot;xtop_level_post_id&quot;:&quot;1&quot;}">',
      "https://m.facebook.com/story.php?story_fbid=1622500000000001&id=4411",
    ],
    [
      "instagram-embed",
      '<div class="xCaption CaptionUsernames EmbeddedMedia">',
      "https://www.instagram.com/p/CaBcDeFgHiJ/embed/",
    ],
  ])("are no posts: %s", (_, tag, address) => {
    const page = `<html><body>${tag.repeat(400)}${words}${"</div>".repeat(400)}</body></html>`;
    expect(readAt(address, page)).toMatchObject({ main: null, posts: [] });
  });
});
