import type { Translate } from '../../src/extension/translate';

/** The sentences as they are written, with their arguments in place. */
export const inEnglish: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (whole, index) => String(args[Number(index)] ?? whole));

/** A language that nobody speaks: every sentence stands in brackets, so that one that was not translated shows. */
export const inPseudo: Translate = (message, ...args) => `[${inEnglish(message, ...args)}]`;
