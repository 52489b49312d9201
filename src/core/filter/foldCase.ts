/** The form in which texts that differ only by case are equal. A sigma at the end of a word is one like any other. */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}
