/**
 * Sites that show Twitter's posts under Twitter's own paths, without their subdomains. Besides
 * these, every host that calls itself `nitter.` is taken for one: its address only names a post,
 * it proves nothing.
 */
export const TWITTER_MIRRORS: ReadonlySet<string> = new Set([
  "xcancel.com",
  "fxtwitter.com",
  "fixupx.com",
  "vxtwitter.com",
  "fixvx.com",
  "twittpr.com",
  "twitterez.com",
  "twiiit.com",
  "lightbrd.com",
  "twitt.re",
  "notabird.site",
  "tweet.whateveritworks.org",
  "bird.trom.tf",
  "birdsite.xanny.family",
  "farside.link",
]);
