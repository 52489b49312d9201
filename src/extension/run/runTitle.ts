import type { Locale } from '../locale';

/** What a run is called, as the beginning of a sentence. Mappings are empty for all of the environment; records absent for all. */
export function runTitle(
  run: {
    readonly mode: 'full' | 'modified';
    readonly mappings: readonly string[];
    /** What the chosen records are called. */
    readonly records?: readonly string[];
    /** Looks for deleted records, too. */
    readonly findDeleted?: boolean;
  },
  environment: string,
  locale: Locale,
): string {
  const { t } = locale;
  const [mapping] = run.mappings;
  const [record] = run.records ?? [];
  const several = run.mappings.length > 1;
  if (run.records && run.records.length > 1)
    return t('Synchronization of {0} records', locale.count(run.records.length));
  if (record !== undefined) return t('Synchronization of {0}', record);
  if (run.mode === 'full') {
    if (several) return t('Full synchronization of {0} table mappings', locale.count(run.mappings.length));
    return t('Full synchronization of {0}', mapping ?? environment);
  }
  if (run.findDeleted) {
    if (several) return t('Search for deleted records of {0} table mappings', locale.count(run.mappings.length));
    return t('Search for deleted records of {0}', mapping ?? environment);
  }
  if (several) return t('Synchronization of modified records of {0} table mappings', locale.count(run.mappings.length));
  return t('Synchronization of modified records of {0}', mapping ?? environment);
}
