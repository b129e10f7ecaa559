import type { Gate } from "../manners/gate.js";
import type { Limits } from "../manners/rules.js";
import type { Answers } from "./cache/answers.js";

/** What opening archives depends on; all of it optional, as `loadConfig` hands it over. */
export interface ArchiveSettings {
  /** Hosts and networks that may be reached although internal. */
  allowHosts?: readonly string[];
  /** Folder in which indexes of posts are kept, where they do not lie beside their files. */
  dataFolder?: string;
  /** `User-Agent` of every request. */
  userAgent?: string;
  /** Keeps to what archives put up with; one of this process alone by default. */
  gate?: Gate;
  /** Instead of what the archive is known to put up with. */
  limits?: Limits;
  /** Who runs this, for archives that have something to say: part of the `User-Agent`. */
  contact?: string | null;
  /** Answers kept from earlier; none are by default. */
  answers?: Answers;
  /** `access:secret` of an account at the Internet Archive; without it nothing is saved there. */
  saveKey?: string | null;
  /** A capture no older than this is as good as a new one, seconds. */
  saveWithinSeconds?: number;
  /** Longest time to wait for one's turn at an archive, ms; without bound by default. */
  patienceMs?: number;
}
