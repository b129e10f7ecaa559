const ROOT = new URL("../", import.meta.url).href;
const SOURCE = /^((?:src|workers|config|examples)\/.*)\.ts$/;

/**
 * Leads from the product's sources to what `npm run build` made of them.
 *
 * @type {import("node:module").ResolveHook}
 */
export const resolve = async (specifier, context, nextResolve) => {
  const resolved = await nextResolve(specifier, context);
  if (!resolved.url.startsWith(ROOT)) return resolved;
  const [, file] = SOURCE.exec(resolved.url.slice(ROOT.length)) ?? [];
  if (file === undefined) return resolved;
  return { url: `${ROOT}dist/${file}.js`, format: "module", shortCircuit: true };
};
