import { parseMapping } from '../../core/mapping/parseMapping';
import type { Locale } from '../locale';
import type { Choice } from '../quickSteps/asker';
import type { FileChange } from './fileEditor';

/** A standard mapping of a template. */
export interface StandardMapping {
  readonly name: string;
  /** Where a new workspace has it. */
  readonly file: string;
  readonly text: string;
  /** The mappings that it looks up values through, or runs after. */
  readonly needs: readonly string[];
}

/** A standard mapping beside what the workspace has in its place. */
export interface SetupItem extends StandardMapping {
  readonly state: 'missing' | 'different' | 'same';
}

/** The mappings among a template's files. */
export function standardMappings(
  files: readonly { readonly path: string; readonly text: string }[],
): readonly StandardMapping[] {
  return files.flatMap(({ path, text }) => {
    const { mapping } = path.endsWith('.mapping.yaml') ? parseMapping(text, path) : { mapping: undefined };
    if (!mapping) return [];
    const lookups = mapping.fields.flatMap(({ enabled, lookup }) =>
      enabled ? lookup.map((each) => each.mapping) : [],
    );
    return [{ name: mapping.name, file: path, text, needs: [...new Set([...lookups, ...mapping.dependsOn])] }];
  });
}

/**
 * Compares standard mappings with the workspace's: a mapping is found by its name, wherever its file is; `current` gives a
 * file's text, undefined where there is none.
 */
export async function setupItems(
  standard: readonly StandardMapping[],
  mappings: readonly { readonly name: string; readonly file: string }[],
  current: (file: string) => Promise<string | undefined>,
): Promise<readonly SetupItem[]> {
  return Promise.all(
    standard.map(async (mapping) => {
      const file = mappings.find(({ name }) => name === mapping.name)?.file ?? mapping.file;
      const text = await current(file);
      const state = text === undefined ? 'missing' : sameText(text, mapping.text) ? 'same' : 'different';
      return { ...mapping, file, state } as const;
    }),
  );
}

/** The mappings that may be set up, those to be added and those to be replaced. */
export function setupChoices(
  items: readonly SetupItem[],
  picked: readonly string[] | undefined,
  { t }: Locale,
): readonly Choice<SetupItem>[] {
  return items
    .filter(({ state }) => state !== 'same')
    .map((item) => ({
      label: item.name,
      description:
        item.state === 'missing' ? t('missing: {0} is added', item.file) : t('differs: {0} is replaced', item.file),
      value: item,
      picked: picked?.includes(item.name) ?? true,
    }));
}

/** The last question, beside the comparison: what is done to each file. */
export function reviewChoices(items: readonly SetupItem[], { t }: Locale): readonly Choice<SetupItem>[] {
  return items.map((item) => ({
    label: item.state === 'missing' ? t('Add {0}', item.file) : t('Replace {0}', item.file),
    description: item.name,
    value: item,
    picked: true,
  }));
}

/** Why these cannot be set up alone: a lookup through a mapping that nobody has would stop every run. */
export function refuseSetup(
  chosen: readonly SetupItem[],
  existing: readonly { readonly name: string }[],
  { t }: Locale,
): string | undefined {
  if (chosen.length === 0) return t('Choose one table mapping at least, or press Escape.');
  const known = new Set([...chosen, ...existing].map(({ name }) => name));
  for (const { name, needs } of chosen) {
    const missing = needs.find((need) => !known.has(need));
    if (missing !== undefined)
      return t('{0} looks up values through {1}, which is missing. Choose {1} as well.', name, missing);
  }
  return undefined;
}

/** What was done, in sentences. `unlisted` files have no pattern in tandem.yaml. */
export function setupText(
  done: readonly SetupItem[],
  unlisted: boolean,
  unsaved: readonly string[],
  locale: Locale,
): string {
  const { t } = locale;
  const added = done.filter(({ state }) => state === 'missing').length;
  const replaced = done.length - added;
  const [first] = unsaved;
  const sentences = [
    replaced === 0
      ? ''
      : replaced === 1
        ? t('Replaced 1 table mapping.')
        : t('Replaced {0} table mappings.', locale.count(replaced)),
    added === 0 ? '' : added === 1 ? t('Added 1 table mapping.') : t('Added {0} table mappings.', locale.count(added)),
    t('Couplings are kept.'),
    first === undefined
      ? ''
      : unsaved.length === 1
        ? t('Save {0}: it held unsaved changes.', first)
        : t('Save the {0} files that held unsaved changes.', locale.count(unsaved.length)),
    unlisted ? t('tandem.yaml does not name every file yet, so they do not run.') : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

export function changesOf(items: readonly SetupItem[]): readonly FileChange[] {
  return items.map(({ file, text }) => ({ file, text }));
}

/** Line endings are the editor's matter. */
function sameText(a: string, b: string): boolean {
  return a.replace(/\r\n/g, '\n').trimEnd() === b.replace(/\r\n/g, '\n').trimEnd();
}
