/** Whose keys are made without naming a tenant: that of who runs the service. */
export const DEFAULT_TENANT = "default";

/** What an API key may be allowed, and what that means. `admin` holds all the others. */
export const SCOPES = {
  verify: "send quotes and articles, cancel and recheck them",
  read: "see verifications, verdicts and archives",
  webhooks: "manage webhook endpoints and their deliveries",
  admin: "everything, and how the service itself is doing",
} as const;

export type Scope = keyof typeof SCOPES;

export const SCOPE_NAMES = Object.keys(SCOPES) as Scope[];

export function isScope(text: string): text is Scope {
  return Object.hasOwn(SCOPES, text);
}

export function holds(scopes: readonly Scope[], wanted: Scope): boolean {
  return scopes.includes(wanted) || scopes.includes("admin");
}
