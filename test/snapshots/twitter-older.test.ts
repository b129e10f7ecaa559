import { describe, expect, it } from "vitest";
import { FEBRUARY, idAt } from "../fixtures/snapshots/legacy.js";
import { readAt } from "./support.js";

const ID = idAt(FEBRUARY, 3n);
const REPLY = idAt(FEBRUARY + 60_000, 4n);
const ADDRESS = `https://mobile.twitter.com/Nana_Yaw/status/${ID}`;

describe("the mobile page", () => {
  const page = `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//WAPFORUM//DTD XHTML Mobile 1.2//EN" "http://www.openmobilealliance.org/tech/DTD/xhtml-mobile12.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><body class="tweets-show-page"><div id="main_content"><div class="tweet-detail"><div class="main-tweet-container">
<table class="main-tweet"><tr><td class="avatar"><a href="/Nana_Yaw?p=s"><img src="a.jpg" alt="@trap"/></a></td><td class="user-info"><div class="fullname"><a href="/Nana_Yaw?p=s"><strong>Nana @Yaw</strong></a></div><a href="/Nana_Yaw?p=s"><span class="username"><span>@</span>Nana_Yaw</span></a></td></tr>
<tr><td class="tweet-content" colspan="3"><div class="tweet-text" data-id="${ID}"><div class="dir-ltr" dir="ltr">
  Ferry  two &amp; three are <a href="/hashtag/late">#late</a>.<br/>See <a href="https://t.co/q" data-url="http://example.org/ferries" class="twitter_external_link">example.org/ferries</a> <a href="https://t.co/p" class="twitter_external_link">pic.twitter.com/p</a>
</div></div><div class="metadata"><a href="/Nana_Yaw/status/${ID}?p=v">6:04 PM - 4 Feb 2017</a></div></td></tr></table></div></div>
<div class="timeline replies"><table class="tweet" href="/Kojo_reads/status/${REPLY}?p=v"><tr class="tweet-header"><td class="user-info"><a href="/Kojo_reads?p=s"><strong class="fullname">Kojo</strong><div class="username"><span>@</span>Kojo_reads</div></a></td></tr><tr class="tweet-container"><td class="tweet-content"><div class="tweet-text" data-id="${REPLY}"><div class="dir-ltr" dir="ltr">All of them?</div></div></td></tr></table></div></div></body></html>`;

  it("gives the post and its replies, their times from the ids", () => {
    const { layout, main, posts } = readAt(ADDRESS, page);
    expect(layout).toBe("twitter-mobile");
    expect(main).toMatchObject({
      id: ID,
      author: { handle: "Nana_Yaw", name: "Nana @Yaw" },
      createdAtSource: "snowflake",
      text: "Ferry two & three are #late.\nSee example.org/ferries",
    });
    expect(main?.links[0]?.targets).toEqual(["http://example.org/ferries", "https://t.co/q"]);
    expect(posts.map((post) => post.author.handle)).toEqual(["Nana_Yaw", "Kojo_reads"]);
  });
});

describe("the pages of 2007–2012", () => {
  const single = `<html><body class="status"><div id="permalink"><div class="hentry u-nanayaw status" id="status_1900000000"><span class="status-body"><span class="entry-content">Ferry two &lt;late&gt; again <a href="http://example.org" class="tweet-url web">example.org</a></span><span class="meta entry-meta" data="{}"><a class="entry-date" rel="bookmark" href="http://twitter.com/nanayaw/status/1900000000"><span class="published timestamp" data="{time:'Sun May 24 09:21:09 +0000 2009'}">2:21 AM May 24th</span></a> <span>from web</span></span></span></div><div class="user-info clear"><div class="thumb"></div><div class="screen-name"><a href="http://twitter.com/nanayaw" title="Nana Yaw">nanayaw</a></div><div class="full-name">Nana Yaw</div></div></div></body></html>`;

  it("gives the post, with its author from beside it", () => {
    const { layout, main } = readAt("http://twitter.com/nanayaw/status/1900000000", single);
    expect(layout).toBe("twitter-old-permalink");
    expect(main).toMatchObject({
      id: "1900000000",
      author: { handle: "nanayaw", name: "Nana Yaw" },
      createdAt: "2009-05-24T09:21:09.000Z",
      createdAtSource: "page",
      text: "Ferry two <late> again example.org",
    });
  });

  it("gives each post of a timeline its own author", () => {
    const row = (id: string, handle: string, name: string, words: string) =>
      `<li class="hentry status u-${handle}" id="status_${id}"><span class="thumb vcard author"></span><span class="status-body"><strong><a href="http://twitter.com/${handle}" class="tweet-url screen-name" title="${name}">${handle}</a></strong> <span class="entry-content">${words}</span> <span class="meta entry-meta"><a href="http://twitter.com/${handle}/statuses/${id}" class="entry-date" rel="bookmark"><abbr class="published" title="2009-05-24T09:21:09+00:00">x</abbr></a></span></span></li>`;
    const page = `<html><body><ol class="statuses">${row("1900000001", "kojo", "Kojo", "one")}${row("1900000002", "ama", "Ama", "two")}</ol></body></html>`;
    const { posts } = readAt("http://twitter.com/kojo", page);
    expect(posts.map(({ author, text }) => [author.handle, author.name, text])).toEqual([
      ["kojo", "Kojo", "one"],
      ["ama", "Ama", "two"],
    ]);
  });

  it("takes no weblog for Twitter", () => {
    const page = `<div class="hentry"><a class="entry-date" href="https://blog.example/2009/05">x</a><div class="entry-content">words</div></div>`;
    expect(readAt("http://twitter.com/kojo/status/1900000001", page).posts).toEqual([]);
  });
});

describe("posts rendered by the embed script", () => {
  it("are read from the frame it made", () => {
    const frame = `<blockquote class="Tweet h-entry js-tweetIdInfo subject expanded" cite="https://twitter.com/Nana_Yaw/status/${ID}" data-tweet-id="${ID}"><div class="Tweet-header"><div class="TweetAuthor"><a class="TweetAuthor-link Identity" href="https://twitter.com/Nana_Yaw"><span class="TweetAuthor-name Identity-name" title="Nana">Nana <img class="Emoji" src="https://abs.twimg.com/emoji/v2/72x72/1f6a2.png" alt="🚢"></span><span class="TweetAuthor-screenName Identity-screenName" title="@Nana_Yaw" dir="ltr">@Nana_Yaw</span></a></div></div><div class="Tweet-body e-entry-content"><p class="Tweet-text e-entry-title" lang="en" dir="ltr">Ferry two is <a href="https://t.co/q" data-expanded-url="http://example.org/f"><span class="u-hiddenVisually">http://</span>example.org/f</a></p><div class="TweetInfo"><time class="dt-updated" datetime="2017-02-05T02:04:10+0000" title="x">5 Feb</time></div></div></blockquote>`;
    const { layout, main } = readAt(`https://twitter.com/Nana_Yaw/status/${ID}`, frame);
    expect(layout).toBe("twitter-widget");
    expect(main).toMatchObject({
      author: { handle: "Nana_Yaw", name: "Nana 🚢" },
      createdAt: "2017-02-05T02:04:10.000Z",
      createdAtSource: "page",
      text: "Ferry two is example.org/f",
      lang: "en",
    });
  });
});

describe("schema.org markup", () => {
  it("gives each box its own properties", () => {
    const person = (handle: string, name: string) =>
      `<div itemprop="author" itemscope itemtype="https://schema.org/Person"><meta itemprop="identifier" content="55"><meta itemprop="additionalName" content="${handle}"><meta itemprop="givenName" content="${name}"></div>`;
    const reply = `<div itemprop="comment" itemscope itemtype="https://schema.org/SocialMediaPosting"><meta itemprop="url" content="https://twitter.com/Kojo_reads/status/${REPLY}">${person("Kojo_reads", "Kojo")}<div itemprop="articleBody" lang="en">All?</div></div>`;
    const page = `<div itemscope itemtype="https://schema.org/SocialMediaPosting">${reply}<meta itemprop="identifier" content="${ID}"><meta itemprop="url" content="https://twitter.com/Nana_Yaw/status/${ID}"><meta itemprop="datePublished" content="2017-02-05T02:04:10.000Z">${person("Nana_Yaw", "Nana")}<div itemprop="articleBody" lang="en">Ferry two.</div></div>`;
    const { layout, main, posts } = readAt(`https://twitter.com/Nana_Yaw/status/${ID}`, page);
    expect(layout).toBe("twitter-microdata");
    expect(main).toMatchObject({
      author: { id: "55", handle: "Nana_Yaw", name: "Nana" },
      createdAt: "2017-02-05T02:04:10.000Z",
      text: "Ferry two.",
    });
    expect(posts.map((post) => post.text)).toEqual(["Ferry two.", "All?"]);
  });
});
