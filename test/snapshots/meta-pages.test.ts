import { describe, expect, it } from "vitest";
import { codesOf, readAt } from "./support.js";

const CODE = "CaBcDeFgHiJ";
const EMBED = `https://www.instagram.com/p/${CODE}/embed/captioned/`;

function frame(caption: string, code = CODE): string {
  return `<!DOCTYPE html><html><body><div class="Embed" data-media-id="1"><div class="Header"><a class="HoverCardUserName" href="https://www.instagram.com/orla_venn/"><span class="UsernameText">orla_venn</span></a></div><a class="EmbeddedMedia" href="https://www.instagram.com/p/${code}/?utm_source=ig_embed"><img class="EmbeddedMediaImage" alt="A bridge at dawn" src="https://scontent.example/p.jpg"></a>${caption}<div class="Footer"></div></div></body></html>`;
}

const CAPTION = `<div class="Caption"><a class="CaptionUsername" href="https://www.instagram.com/orla_venn/">orla_venn</a><br /><br />The bridge is open.<br/>Come &amp; see <a href="https://www.instagram.com/explore/tags/nord/">#nord</a><div class="CaptionComments"><a href="#">View all 12 comments</a></div></div>`;

describe("Instagram's frame for other sites", () => {
  it("gives the words without what stands round them", () => {
    const { state, layout, main } = readAt(EMBED, frame(CAPTION));
    expect({ state, layout }).toEqual({ state: "post", layout: "instagram-embed" });
    expect(main).toMatchObject({
      platform: "instagram",
      id: CODE,
      author: { handle: "orla_venn" },
      text: "The bridge is open.\nCome & see #nord",
      media: [{ kind: "photo", alt: "A bridge at dawn" }],
    });
  });

  it("without a caption gives a post without words", () => {
    expect(readAt(EMBED, frame("")).main).toMatchObject({ id: CODE, text: "" });
  });

  it("of another post is not the one that was asked for", () => {
    const snapshot = readAt(EMBED, frame(CAPTION, "Other_Post1"));
    expect(snapshot.main).toBeNull();
    expect(codesOf(snapshot)).toEqual(["page.id-missing"]);
  });

  it("takes no second caption, be it in the words themselves", () => {
    const forged = CAPTION.replace("Come", '&lt;div class="Caption"&gt;Closed.&lt;/div&gt; Come');
    expect(readAt(EMBED, frame(forged)).main?.text).toContain('<div class="Caption">Closed.</div>');
  });
});

const ID = "1622500000000001";
const POST = `https://www.facebook.com/nordcourier/posts/${ID}`;

function wrapper(words: string, inner = "", id = ID): string {
  return `<div class="_5pcr userContentWrapper"><div class="_1dwg"><h5 class="_14f3"><span class="fwb"><a href="/nordcourier?hc_ref=x">Nord Courier</a></span></h5><a class="_5pcq" href="/nordcourier/posts/${id}"><abbr title="?" data-utime="1486260250" class="_5ptz"><span>5 février</span></abbr></a><div class="_5pbx userContent" data-testid="post_message"><p>${words}</p></div>${inner}<form><div>12 Likes</div></form></div></div>`;
}

describe("Facebook's page of 2013–2020", () => {
  const page = (body: string) =>
    `<html><body><div id="globalContainer">${body}</div></body></html>`;

  it("gives the post and its neighbours", () => {
    const long =
      'The bridge<span class="text_exposed_hide">...</span><span class="text_exposed_show"> is open.<br>Come!</span><span class="text_exposed_hide"> <span class="text_exposed_link"><a class="see_more_link" href="#">See more</a></span></span>';
    const { main, posts, layout } = readAt(
      POST,
      page(wrapper(long) + wrapper("Another day.", "", "1622500000000002")),
    );
    expect(layout).toBe("facebook-post");
    expect(main).toMatchObject({
      platform: "facebook",
      id: ID,
      author: { handle: "nordcourier", name: "Nord Courier" },
      createdAt: "2017-02-05T02:04:10.000Z",
      createdAtSource: "page",
      text: "The bridge is open.\nCome!",
    });
    expect(posts.map((post) => post.text)).toEqual(["The bridge is open.\nCome!", "Another day."]);
  });

  it("does not tell whose words are whose where a post is shared within a post", () => {
    const shared = wrapper("Somebody else's words.", "", "1622500000000003");
    expect(readAt(POST, page(wrapper("Look at this.", shared))).main).toBeNull();
  });
});
