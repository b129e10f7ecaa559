/**
 * What is measured is the program as it is built and shipped. The runner of TypeScript wraps every
 * function that has a name (`keepNames` of esbuild), which made the product's own code, and not the
 * baselines beside it, up to a quarter slower.
 */
import { register } from "node:module";
import "tsx";

register("./built-hooks.mjs", import.meta.url);
