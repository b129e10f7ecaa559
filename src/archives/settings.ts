/** What opening archives depends on; all of it optional, as `loadConfig` hands it over. */
export interface ArchiveSettings {
  /** Hosts and networks that may be reached although internal. */
  allowHosts?: readonly string[];
  /** `User-Agent` of every request. */
  userAgent?: string;
}
