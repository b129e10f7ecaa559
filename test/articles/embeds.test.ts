import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/articles/extract.js";

const TWEET =
  '<p lang="fr" dir="ltr">Le pont est <a href="https://t.co/a">ouvert</a>.<br>Enfin ! <a href="https://t.co/b">pic.twitter.com/b</a></p>&mdash; Awa Diarra (@awa_diarra) <a href="https://twitter.com/awa_diarra/status/1622500000000000000?ref_src=twsrc%5Etfw">February 6, 2023</a>';

const AWA = {
  platform: "twitter",
  url: "https://twitter.com/awa_diarra/status/1622500000000000000",
  author: { name: "Awa Diarra", handle: "awa_diarra" },
  date: "February 6, 2023",
  text: "Le pont est ouvert.\nEnfin ! pic.twitter.com/b",
  lang: "fr",
  attribution: "printed",
};

const AWA_LINK = "https://twitter.com/i/web/status/1622500000000000000";

function page(body: string): string {
  return `<!doctype html><html lang="en"><head><title>A story</title></head><body><article><h1>A story</h1><p>Something happened.</p>${body}<p>More happened.</p></article></body></html>`;
}

function quotesOf(body: string) {
  return extractArticle({ html: page(body) }).quotes.map(({ place: _, ...quote }) => quote);
}

describe("embed codes with words", () => {
  const escaped = TWEET.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const json = JSON.stringify(`<blockquote class="twitter-tweet">${TWEET}</blockquote>`);
  const packed = Buffer.from(`<blockquote class="twitter-tweet">${TWEET}</blockquote>`).toString(
    "base64",
  );
  const same: [string, string][] = [
    ["twitter-tweet", `<blockquote class="twitter-tweet">${TWEET}</blockquote>`],
    [
      "with options",
      `<blockquote class="twitter-tweet tw-align-center" data-lang="en" data-conversation="none" data-dnt="true">${TWEET}</blockquote>`,
    ],
    ["twitter-video", `<blockquote class="twitter-video" data-lang="en">${TWEET}</blockquote>`],
    ["its class dropped", `<blockquote>${TWEET}</blockquote>`],
    ["its class renamed", `<blockquote class="wp-tweet-lazy">${TWEET}</blockquote>`],
    [
      "the line in a paragraph of its own",
      `<blockquote class="twitter-tweet">${TWEET.replace("&mdash;", "<p>&mdash;")}</p></blockquote>`,
    ],
    [
      "the words without a paragraph",
      `<blockquote class="twitter-tweet"><div lang="fr">${TWEET.replace(/<\/?p[^>]*>/g, " ")}</div></blockquote>`,
    ],
    [
      "inside a WordPress block",
      `<figure class="wp-block-embed is-provider-twitter"><div class="wp-block-embed__wrapper"><blockquote class="twitter-tweet">${TWEET}</blockquote></div></figure>`,
    ],
    [
      "as an AMP placeholder",
      `<amp-twitter data-tweetid="1622500000000000000"><blockquote placeholder>${TWEET}</blockquote></amp-twitter>`,
    ],
    ["in noscript", `<noscript><blockquote class="twitter-tweet">${TWEET}</blockquote></noscript>`],
    [
      "in a data attribute",
      `<div class="embed" data-html="&lt;blockquote class=&quot;twitter-tweet&quot;&gt;${escaped}&lt;/blockquote&gt;"></div>`,
    ],
    [
      "in JSON of a script",
      `<script type="application/json">{"blocks":[{"kind":"oembed","html":${json}}]}</script>`,
    ],
    [
      "in a script's assignment",
      `<script>window.STATE = {"embed":{"html":${json.replaceAll("</", "<\\/")}}};</script>`,
    ],
    ["packed by a consent manager", `<script type="text/template">${packed}</script>`],
    [
      "in a text area of a consent form",
      `<textarea hidden><form></form><blockquote class="twitter-tweet">${TWEET}</blockquote></textarea>`,
    ],
  ];

  it.each(same)("reads Twitter's code: %s", (_, body) => {
    expect(quotesOf(body)).toEqual([AWA]);
  });

  it("reads Bluesky's code, media link left out", () => {
    const post = "https://bsky.app/profile/did:plc:aaaabbbbccccddddeeeeffff/post/3kabcdefghi2j";
    const html = `<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:aaaabbbbccccddddeeeeffff/app.bsky.feed.post/3kabcdefghi2j"><p lang="en">Water is back.<br><br><a href="${post}?ref_src=embed">[image or embed]</a></p>&mdash; Lena Ost (<a href="https://bsky.app/profile/did:plc:aaaabbbbccccddddeeeeffff?ref_src=embed">@lena.example.social</a>) <a href="${post}?ref_src=embed">October 1, 2024 at 4:23 PM</a></blockquote>`;
    expect(quotesOf(html)).toMatchObject([
      {
        platform: "bluesky",
        url: post,
        author: { name: "Lena Ost", handle: "lena.example.social" },
        date: "October 1, 2024 at 4:23 PM",
        text: "Water is back.",
        lang: "en",
      },
    ]);
  });

  it("reads Instagram's captioned code", () => {
    const url = "https://www.instagram.com/p/CabcDEF123_/";
    const html = `<blockquote class="instagram-media" data-instgrm-captioned data-instgrm-permalink="${url}?utm_source=ig_embed"><div><p><a href="${url}">Opening night!</a></p><p>A photo posted by Kino Nord (@kino.nord) on <time datetime="2015-02-07T19:00:00+00:00">Feb 7, 2015 at 11:00am PST</time></p></div></blockquote>`;
    expect(quotesOf(html)).toMatchObject([
      {
        platform: "instagram",
        url,
        author: { name: "Kino Nord", handle: "kino.nord" },
        date: "Feb 7, 2015 at 11:00am PST",
        text: "Opening night!",
      },
    ]);
  });

  it("reads Facebook's code", () => {
    const url = "https://www.facebook.com/stadtwerke.nord/posts/10153231379946729";
    const html = `<div class="fb-post" data-href="${url}"><blockquote cite="${url}" class="fb-xfbml-parse-ignore"><p>Heute kein Wasser.</p>Posted by <a href="https://www.facebook.com/stadtwerke.nord/">Stadtwerke Nord</a> on&nbsp;<a href="${url}">Thursday, August 27, 2015</a></blockquote></div>`;
    expect(quotesOf(html)).toMatchObject([
      {
        platform: "facebook",
        url,
        author: { name: "Stadtwerke Nord" },
        date: "Thursday, August 27, 2015",
        text: "Heute kein Wasser.",
      },
    ]);
  });

  it("reads TikTok's code", () => {
    const url = "https://www.tiktok.com/@kino.nord/video/7012345678901234567";
    const html = `<blockquote class="tiktok-embed" cite="${url}" data-video-id="7012345678901234567"><section><a target="_blank" title="@kino.nord" href="https://www.tiktok.com/@kino.nord?refer=embed">@kino.nord</a> Last show <a title="kino" href="https://www.tiktok.com/tag/kino?refer=embed">#kino</a> <a title="♬ original" href="https://www.tiktok.com/music/original-7012?refer=embed">♬ original</a></section></blockquote>`;
    expect(quotesOf(html)).toMatchObject([
      { platform: "tiktok", url, author: { handle: "kino.nord" }, text: "Last show #kino" },
    ]);
  });

  it("reads a widget's own markup out of a declared shadow tree", () => {
    const html = `<twitter-widget class="twitter-tweet twitter-tweet-rendered" data-tweet-id="1622500000000000000"><div class="EmbeddedTweet"><blockquote class="Tweet h-entry" cite="https://twitter.com/awa_diarra/status/1622500000000000000"><div><span class="TweetAuthor-name">Awa Diarra</span><span class="TweetAuthor-screenName">@awa_diarra</span></div><p class="Tweet-text e-entry-title" lang="fr">Le pont est ouvert.</p><time class="dt-updated" datetime="2023-02-06T09:14:03+0000">6 Feb</time></blockquote></div></twitter-widget>`;
    expect(quotesOf(html)).toMatchObject([
      {
        author: AWA.author,
        text: "Le pont est ouvert.",
        lang: "fr",
        date: "2023-02-06T09:14:03+0000",
      },
    ]);
  });

  it("reads the styled box of 2010", () => {
    const html = `<div class='bbpBox17123456789' id='tweet_17123456789'><p class='bbpTweet'>First light!<span class='timestamp'><a title='Fri Jun 25 2010' href='http://twitter.com/awa_diarra/status/17123456789'>less than a minute ago</a> via web</span><span class='metadata'><span class='author'><a href='http://twitter.com/awa_diarra'></a><strong><a href='http://twitter.com/awa_diarra'>Awa Diarra</a></strong><br/>awa_diarra</span></span></p></div>`;
    expect(quotesOf(html)).toMatchObject([
      {
        author: AWA.author,
        date: "Fri Jun 25 2010",
        text: "First light!",
        url: "http://twitter.com/awa_diarra/status/17123456789",
      },
    ]);
  });

  it("keeps line breaks that the code spells out, emoji pictures as characters", () => {
    const html = `<blockquote class="twitter-tweet"><p>One&#10;two\n  three <img class="wp-smiley" alt="🎉" src="x.png"></p>&mdash; A (@a_b) <a href="https://twitter.com/a_b/status/549800000000000123">December 30, 2014</a></blockquote>`;
    expect(quotesOf(html)[0]?.text).toBe("One\ntwo three 🎉");
  });
});

describe("embeds without words", () => {
  const links: [string, string, string][] = [
    [
      "blockquote with the link alone",
      `<blockquote class="twitter-tweet"><a href="https://twitter.com/a_b/status/1519100000000000456"></a></blockquote>`,
      "https://twitter.com/a_b/status/1519100000000000456",
    ],
    [
      "rendered host",
      `<twitter-widget class="twitter-tweet twitter-tweet-rendered" data-tweet-id="1622500000000000000"></twitter-widget>`,
      AWA_LINK,
    ],
    [
      "rendered frame",
      `<div class="twitter-tweet twitter-tweet-rendered"><iframe id="twitter-widget-0" data-tweet-id="1622500000000000000" src="https://platform.twitter.com/embed/index.html?dnt=false&id=1622500000000000000"></iframe></div>`,
      AWA_LINK,
    ],
    [
      "frame with an id",
      `<iframe src="https://platform.twitter.com/embed/Tweet.html?id=1622500000000000000&lang=en"></iframe>`,
      AWA_LINK,
    ],
    [
      "frame that waits for consent",
      `<iframe data-src="https://twitframe.com/show?url=https%3A%2F%2Ftwitter.com%2Fa_b%2Fstatus%2F1519100000000000456"></iframe>`,
      "https://twitter.com/a_b/status/1519100000000000456",
    ],
    [
      "AMP",
      `<amp-twitter width="375" height="472" data-tweetid="1622500000000000000"></amp-twitter>`,
      AWA_LINK,
    ],
    [
      "permalink on its own line",
      `<p>https://twitter.com/a_b/status/1519100000000000456</p>`,
      "https://twitter.com/a_b/status/1519100000000000456",
    ],
    [
      "linked permalink on its own line",
      `<p><a href="https://x.com/a_b/status/1519100000000000456?s=20">https://x.com/a_b/status/1519100000000000456</a></p>`,
      "https://x.com/a_b/status/1519100000000000456",
    ],
    [
      "shortcode with address",
      `<p>[embed]https://twitter.com/a_b/status/1519100000000000456[/embed]</p>`,
      "https://twitter.com/a_b/status/1519100000000000456",
    ],
    ["shortcode with id", `<p>[tweet 1622500000000000000 align="center"]</p>`, AWA_LINK],
    ["box with an id", `<div class="c-embed" data-tweet-id="1622500000000000000"></div>`, AWA_LINK],
    [
      "box with an address",
      `<figure data-canonical-url="https://twitter.com/a_b/status/1519100000000000456"></figure>`,
      "https://twitter.com/a_b/status/1519100000000000456",
    ],
    [
      "oembed element",
      `<figure class="media"><oembed url="https://twitter.com/a_b/status/1519100000000000456"></oembed></figure>`,
      "https://twitter.com/a_b/status/1519100000000000456",
    ],
    [
      "Mastodon",
      `<iframe class="mastodon-embed" src="https://social.example/@lena/109876543210987654/embed"></iframe>`,
      "https://social.example/@lena/109876543210987654",
    ],
    [
      "Mastodon's newer code",
      `<blockquote class="mastodon-embed" data-embed-url="https://social.example/@lena/109876543210987654/embed"><a href="https://social.example/@lena/109876543210987654">Post by @lena@social.example</a></blockquote>`,
      "https://social.example/@lena/109876543210987654",
    ],
    [
      "Threads",
      `<blockquote class="text-post-media" data-text-post-permalink="https://www.threads.net/@kino.nord/post/C8abcDEFghi"></blockquote>`,
      "https://www.threads.net/@kino.nord/post/C8abcDEFghi",
    ],
    [
      "Telegram",
      `<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="kinonord/283"></script>`,
      "https://t.me/kinonord/283",
    ],
    [
      "Facebook's frame",
      `<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fkinonord%2Fposts%2F10153231379946729&width=500"></iframe>`,
      "https://www.facebook.com/kinonord/posts/10153231379946729",
    ],
    [
      "Instagram without caption",
      `<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/CabcDEF123_/?utm_source=ig_embed"><a href="https://www.instagram.com/p/CabcDEF123_/?utm_source=ig_embed">View this post on Instagram</a><p><a href="https://www.instagram.com/p/CabcDEF123_/?utm_source=ig_embed">A post shared by Kino Nord (@kino.nord)</a></p></blockquote>`,
      "https://www.instagram.com/p/CabcDEF123_/",
    ],
  ];

  it.each(links)("names %s", (_, body, url) => {
    const { quotes, unread } = extractArticle({ html: page(body) });
    expect(quotes).toEqual([]);
    expect(unread).toMatchObject([{ kind: "embed-without-text", url }]);
    expect(unread[0]?.selector ?? "html").toMatch(/^html/);
  });

  it("names a video as a video", () => {
    const html = page(`<iframe src="https://www.youtube.com/embed/K7yr8Sg44cA"></iframe>`);
    expect(extractArticle({ html }).unread).toMatchObject([{ kind: "video" }]);
  });

  it("takes no profile, hashtag, timeline, share button or link in a sentence for an embed", () => {
    const html = page(
      `<a class="twitter-timeline" href="https://twitter.com/a_b">Tweets by a_b</a>
       <a class="twitter-share-button" data-url="https://news.example/story" href="https://twitter.com/intent/tweet?url=https://news.example">Tweet</a>
       <blockquote>He liked <a href="https://twitter.com/a_b/status/1519100000000000456">this</a> a lot.</blockquote>
       <p>As <a href="https://twitter.com/a_b/status/1519100000000000456">was reported</a>, it rained.</p>
       <div data-url="https://twitter.com/a_b"></div>`,
    );
    const { quotes, unread } = extractArticle({ html });
    expect([quotes, unread]).toEqual([[], []]);
  });
});

describe("screenshots", () => {
  it.each([
    [
      `<figure><img src="/a.png" alt="Screenshot of a tweet by @a_b"><figcaption>The tweet.</figcaption></figure>`,
      "The tweet.",
    ],
    [
      `<figure><img src="/a.png" alt=""><figcaption>Capture d’écran Twitter</figcaption></figure>`,
      "Capture d’écran Twitter",
    ],
    [`<img src="/uploads/minister-tweet-2.png">`, null],
    [`<img src="/a.png" alt="Tweet: the bridge is open">`, null],
  ])("are named as unread: %s", (body, caption) => {
    expect(extractArticle({ html: page(body) }).unread).toMatchObject([
      { kind: "screenshot", src: expect.stringMatching(/png$/), caption },
    ]);
  });

  it.each([
    `<img src="/uploads/tweet-of-the-week_05-1024x646.jpg">`,
    `<img src="/a.png" alt="The bridge of Nord at dawn">`,
    `<figure><img src="/a.png" alt=""><figcaption>Screenshot of the bridge’s web camera</figcaption></figure>`,
  ])("are not seen in %s", (body) => {
    expect(extractArticle({ html: page(body) }).unread).toEqual([]);
  });

  it("are named in plain text by their caption", () => {
    const text = "Bridge opens\n\nScreenshot of a tweet by the mayor.\n\nThe bridge opened.";
    expect(extractArticle({ text }).unread).toMatchObject([
      { kind: "screenshot", caption: "Screenshot of a tweet by the mayor." },
    ]);
  });
});

describe("embed code of other forms", () => {
  const code = `<p lang="en">The bridge is open.</p>&mdash; Awa Diarra (@awa_diarra) <a href="https://twitter.com/awa_diarra/status/1622500000000000001">February 6, 2023</a>`;
  const found = [
    {
      text: "The bridge is open.",
      url: "https://twitter.com/awa_diarra/status/1622500000000000001",
      author: { name: "Awa Diarra", handle: "awa_diarra" },
      date: "February 6, 2023",
    },
  ];

  it("a box in place of the block quotation", () => {
    const html = `<article><div class="twitter-tweet">${code}</div></article>`;
    expect(extractArticle({ html }).quotes).toMatchObject(found);
  });

  it.each(["'", "`"])("a script's string in %s", (mark) => {
    const markup = `<blockquote class="twitter-tweet">${code}<\\/blockquote>`;
    const html = `<article><script>window.embed=${mark}${markup}${mark};</script></article>`;
    expect(extractArticle({ html }).quotes).toMatchObject(found);
  });
});
