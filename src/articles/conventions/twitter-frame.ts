import { permalinkOf } from "../../handles/addresses.js";
import { attribute, classes, firstAttribute } from "../dom.js";
import { linkOnly } from "../embed-code.js";
import { certainPostLink } from "../permalinks.js";
import type { EmbedConvention } from "../types.js";

const HOST_CLASS = /^twitter-(?:tweet|video)(?:-rendered)?$/;

/**
 * What Twitter's script makes of the embed code in a browser: an element of its own with a shadow
 * tree (2014–2019) or a frame (before and since). A saved page keeps the id, not the words.
 */
export const twitterFrame: EmbedConvention = {
  name: "twitter-frame",
  looksFor: "twitter-widget, or iframe with [data-tweet-id], or .twitter-tweet-rendered",
  tags: ["twitter-widget", "iframe", "twitterwidget", "div"],
  read: (element) => {
    const id = firstAttribute(element, ["data-tweet-id", "data-tweetid"]);
    if (id === null || !/^\d{1,20}$/.test(id)) return null;
    const ours =
      element.name.startsWith("twitter") ||
      classes(element).some((name) => HOST_CLASS.test(name)) ||
      /^twitter-widget-\d+$/.test(attribute(element, "id") ?? "");
    if (!ours) return null;
    return linkOnly(certainPostLink(permalinkOf("twitter", null, id)));
  },
};
