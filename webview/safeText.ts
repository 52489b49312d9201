/** Marks that turn the direction of what follows or cannot be seen: with them a record could pose as another. */
const unseen = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\p{Surrogate}\u200b\u2060\ufeff]/gu;
const longest = 500;

/** Record data as one can trust to see it: hidden marks become visible, and a huge text ends with an ellipsis. */
export function safeText(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(unseen, '\ufffd');
}
