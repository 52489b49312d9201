/**
 * What the service says to people at a command line, in an editor's words: options and commands that one would type there
 * become what one does here.
 */
export function editorWords(message: string): string {
  return phrases.reduce((text, [found, instead]) => text.replace(found, instead), message);
}

const phrases: readonly (readonly [RegExp, string])[] = [
  [/; 'tandem validate' lists them all\)/, '; the Problems view lists them all)'],
  [/Name one with --environment, or set/, 'Switch to one, or set'],
  [/ 'tandem couplings --mapping .*?' lists them\./, ' The Couplings view lists them.'],
  [/Uncouple it first: tandem uncouple --mapping .*$/, 'Remove that coupling first.'],
  [/Leave out --create-new\./, 'Couple without creating records.'],
  [/Say which one with --mapping\./, 'Choose the mapping first.'],
  [/If that is right, run again with --allow-host .*$/, 'Run the command Sign In, and confirm it.'],
  [/run again with --accept-missing\./, 'run again and accept that they are missing.'],
];
