import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/articles/extract.js";
import { inProse, PROSE } from "./support.js";

describe("words said elsewhere", () => {
  it.each([
    "“We will open the bridge this year,” Awa Diarra told reporters, hours after Omar Keita tweeted a photo.",
    "Awa Diarra told the paper “we will open the bridge this year”, and Omar Keita wrote on Twitter that he agreed.",
    "Awa Diarra told the paper “we will open the bridge this year”, and wrote on Twitter that she would come.",
    "“We will open the bridge this year,” Awa Diarra said on Twitter’s earnings call.",
    "“We will open the bridge this year,” Awa Diarra said, according to a tweet by Omar Keita.",
    "“We will open the bridge this year,” read the reply of the town to Omar Keita’s tweet.",
    "Omar Keita posted on Facebook, and Awa Diarra said in Parliament: “We will open the bridge this year.”",
    "Omar Keita wrote on X that he would come, but Awa Diarra said: “We will open the bridge this year.”",
  ])("are no post: %s", (sentence) => {
    expect(inProse("en", sentence).quotes).toEqual([]);
  });

  it.each([
    "“We will open the bridge this year,” Awa Diarra said in a tweet on Monday.",
    "In a post on X, Awa Diarra said “we will open the bridge this year”.",
    "Awa Diarra reacted, writing on Twitter: “We will open the bridge this year.”",
    "“We will open the bridge this year,” wrote Awa Diarra, who lives in Nord, on Twitter.",
  ])("are a post where its own verb says so: %s", (sentence) => {
    expect(inProse("en", sentence).quotes).toMatchObject([{ author: { name: "Awa Diarra" } }]);
  });

  it.each([
    [
      "en",
      "“The whole valley was full of smoke and ashes,” Awa Diarra, a resident who tweeted about the bridge, said.",
    ],
    [
      "en",
      "Awa Diarra, in a post on Twitter, showed two people with a sign that read “the bridge is a global shipwreck”.",
    ],
    ["fr", "Awa Diarra a tweeté la photo d’une banderole « le pont est à nous tous ici »."],
    ["de", "Awa Diarra twitterte ein Foto mit dem Schild „die Brücke gehört uns allen hier“."],
    ["es", "Awa Diarra tuiteó una foto de una pancarta “el puente es de todos nosotros”."],
  ])("or about a post, or on a banner in one, are none (%s): %s", (lang, sentence) => {
    expect(inProse(lang, sentence).quotes).toEqual([]);
  });

  const embed = `<blockquote class="twitter-tweet"><p lang="en">The bridge is open.</p>&mdash; Omar Keita (@omar_k) <a href="https://twitter.com/omar_k/status/1622500000000000001">February 6, 2023</a></blockquote>`;
  it.each([
    ["an interview", "Then Awa Diarra said in an interview with the paper:"],
    ["a video", "So Awa Diarra claimed in the secret video from the island:"],
    ["an answer to her", "When Awa Diarra asked the mayor about our bridge, he had an answer."],
  ])("in %s are none among posts either", (_, intro) => {
    const words = "I get it when I need it, and my people know what I want from them.";
    const html = `<p>${PROSE.en}</p>${embed}<p>${intro}</p><blockquote><p>“${words}”</p></blockquote><p>${PROSE.en}</p>`;
    expect(extractArticle({ html }).quotes.map(({ text }) => text)).toEqual([
      "The bridge is open.",
    ]);
    const posted = html.replace(intro, "Then Awa Diarra said on Twitter:");
    expect(extractArticle({ html: posted }).quotes).toHaveLength(2);
  });

  it("above a credit that stands below every item of a list are none", () => {
    const item = (title: string) =>
      `<div><p>${title}, a programme about bridges and towns.</p><p>— Hosted at Nord Radio (@nord_radio)</p></div>`;
    const html = `<p>${PROSE.en}</p>${item("One")}${item("Two")}${item("Three")}`;
    expect(extractArticle({ html }).quotes).toEqual([]);
    const posts = html.replace("— Hosted at Nord Radio (@nord_radio)", "— @omar_k");
    expect(extractArticle({ html: posts }).quotes.length).toBeGreaterThan(0);
  });

  it("of a headline with its tags are none", () => {
    const line = "[Bridges] Error 522 – The site is offline « Mended // #bridges @nord_radio";
    expect(extractArticle({ html: `<p>${PROSE.en}</p><li>${line}</li>` }).quotes).toEqual([]);
  });

  it("in a speech set off as a block quotation are no post either", () => {
    const html = `<p>${PROSE.en}</p><p>At the opening, Awa Diarra said:</p><blockquote><p>We will not give up this bridge and our town.</p></blockquote>`;
    expect(extractArticle({ html }).quotes).toEqual([]);
  });

  it("in a review with a name below are none", () => {
    const html = `<p>${PROSE.en}</p><blockquote><p>A smart and moving book about a bridge.</p><p>— Awa Diarra, The Norville Times</p></blockquote>`;
    expect(extractArticle({ html }).quotes).toEqual([]);
  });

  it.each([
    ["a list of people", `${PROSE.en}\n\n- Awa Diarra (@awa_d)\n- Omar Keita (@omar_k)`],
    ["a credit", `${PROSE.en}\n\n— Photo: Awa Diarra (@awa_d)`],
  ])("above %s are none", (_, text) => {
    expect(extractArticle({ text }).quotes).toEqual([]);
  });
});

describe("a quotation among others", () => {
  it("holds others in the same marks", () => {
    const sentence = 'Awa Diarra wrote on Twitter: "We will open this "bridge" for our town."';
    const curly = "Awa Diarra wrote on Twitter: “We will open this “bridge” for our town.”";
    expect(inProse("en", sentence).quotes).toMatchObject([
      { text: 'We will open this "bridge" for our town.' },
    ]);
    expect(inProse("en", curly).quotes).toMatchObject([
      { text: "We will open this “bridge” for our town." },
    ]);
  });

  it("goes on behind the speaker's name", () => {
    const said =
      "“We will never give up,” Awa Diarra (@awa_d) tweeted. “This bridge is for us all.”";
    expect(
      inProse("en", `${said} Nobody came. “This is somebody else again.”`).quotes,
    ).toMatchObject([
      { text: "We will never give up,", author: { handle: "awa_d" } },
      { text: "This bridge is for us all.", author: { handle: "awa_d" } },
    ]);
  });
});

describe("a handle in brackets", () => {
  it.each([
    ["en", "Awa Diarra wrote on X to the mayor (@omar_k): “We will open the bridge this year.”"],
    [
      "en",
      "After a complaint of the mayor (@omar_k), Awa Diarra tweeted: “We will never close it at all.”",
    ],
    [
      "en",
      "“We will open the bridge this year,” Awa Diarra tweeted, naming the port (@port_nord).",
    ],
    [
      "en",
      "Awa Diarra, replying to the mayor (@omar_k), tweeted: “We will never close it at all.”",
    ],
    [
      "fr",
      "Awa Diarra a répondu au maire (@omar_k) sur X : « Ce chiffre est tout simplement faux. »",
    ],
    ["es", "Awa Diarra respondió al alcalde (@omar_k) en X: “Esa cifra es sencillamente falsa”."],
    [
      "de",
      "Awa Diarra schrieb auf X an den Bürgermeister (@omar_k): „Diese Zahl ist einfach falsch.“",
    ],
    ["pt", "Awa Diarra respondeu ao autarca (@omar_k) no X: “Esse número é simplesmente falso.”"],
    [
      "ar",
      'كتبت ليلى منصور على تويتر ردا على سامر الحداد (@omar_k): "هذا الرقم غير صحيح على الإطلاق".',
    ],
  ])("behind somebody else is not the speaker's (%s): %s", (lang, sentence) => {
    const { quotes } = inProse(lang, sentence);
    expect(quotes).toHaveLength(1);
    expect(quotes[0]?.author?.name).toBeDefined();
    expect(quotes[0]?.author?.handle).toBeUndefined();
  });

  it.each([
    ["en", "Awa Diarra, a teacher (@awa_d), tweeted: “We will open the bridge this year.”"],
    [
      "ar",
      'كتبت ليلى منصور (@awa_d) على تويتر ردا على سامر الحداد (@omar_k): "هذا الرقم غير صحيح على الإطلاق".',
    ],
  ])("behind the name or what explains it is (%s): %s", (lang, sentence) => {
    expect(inProse(lang, sentence).quotes).toMatchObject([{ author: { handle: "awa_d" } }]);
  });
});
