import { printable } from './printable';
import type { TextStyle } from './textStyle';

/** What every text renderer needs besides its data. */
export interface RenderContext {
  readonly style: TextStyle;
  /** Columns of the terminal; undefined where nothing limits a line. */
  readonly width: number | undefined;
  /** A command to type next, with the folder, environment and hosts that this one was started with. */
  readonly commandLine: (args: readonly string[]) => string;
}

/** Makes `commandLine`: quotes what a shell would take apart. */
export function commandLineHints(globals: {
  readonly folder?: string | undefined;
  readonly environment?: string | undefined;
  readonly allowedHosts?: readonly string[] | undefined;
}): RenderContext['commandLine'] {
  const fixed = [
    ...(globals.folder === undefined ? [] : ['-C', globals.folder]),
    ...(globals.environment === undefined ? [] : ['--environment', globals.environment]),
    ...(globals.allowedHosts ?? []).flatMap((host) => ['--allow-host', host]),
  ];
  return (args) => ['tandem', ...fixed, ...args].map(quoteArgument).join(' ');
}

function quoteArgument(argument: string): string {
  const text = printable(argument);
  if (/^[\w@%+=:,./\\-]+$/.test(text)) return text;
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `"${text}"`;
}
