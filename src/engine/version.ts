/** Name and version as verdicts carry it; kept equal to package.json by a test. */
export const ENGINE = "quotary/1.0.0";
