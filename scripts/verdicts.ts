import { writeFileSync } from "node:fs";
import path from "node:path";
import { verdictsPage } from "./verdicts/page.js";

/** `npm run verdicts`: writes docs/verdicts.md, the rules as they are in force. */

const file = path.resolve(import.meta.dirname, "../docs/verdicts.md");
writeFileSync(file, verdictsPage());
console.log(`wrote ${path.relative(process.cwd(), file)}`);
