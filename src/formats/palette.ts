/**
 * Colours of all pages, by what they are for, as their reader's system wants them: light or dark. Each
 * stands out from its ground as WCAG 2.2 (1.4.3) wants of text, 4.5 to 1.
 */
export const PALETTE = `:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--quiet:#555;--line:#bbb;--field:#767676;--shade:#f4f4f2;--link:#0b57a4;--button:#0b57a4;--good:#14632f;--note:#5c5200;--bad:#a4000f;--mark:#ffe08a}
@media(prefers-color-scheme:dark){:root{--ink:#e8e6e3;--paper:#181a1b;--quiet:#b0aca6;--line:#55595c;--field:#8c8c8c;--shade:#26292b;--link:#8ab8f0;--button:#2a6ab8;--good:#7fd19b;--note:#e0c95a;--bad:#ff9a94;--mark:#665200}}
body{color:var(--ink);background:var(--paper)}a{color:var(--link)}`;
