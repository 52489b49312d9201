/**
 * The candidate a misspelled name most likely meant, or undefined where none is near: at most a third of the letters
 * differ. Letter case, spaces and punctuation count little, since field names are copied from screens by hand.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  const wanted = folded(name);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  for (const candidate of candidates) {
    const other = folded(candidate);
    if (Math.abs(other.length - wanted.length) > limit) continue;
    const distance = wanted === other ? 0 : editDistance(wanted, other);
    if (distance <= limit && distance < (best?.distance ?? Infinity)) best = { name: candidate, distance };
  }
  return best?.name;
}

/** The start of a hint: `Did you mean X?`, or `otherwise` where nothing is near. */
export function hintFor(nearest: string | undefined, otherwise: string): string {
  return nearest === undefined ? otherwise : `Did you mean '${nearest}'?`;
}

/** Beyond this length a name is no misspelling, and comparing would cost its square. */
const comparedLength = 100;

function folded(name: string): string {
  const plain = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return (plain || name).slice(0, comparedLength);
}

/** Insertions, deletions, replacements, and exchanges of neighbours, each counting one. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (exchanged) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
