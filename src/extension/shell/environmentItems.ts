import type { ShownEnvironment } from '../workbench';
import type { Translate } from '../translate';

/** One environment to pick. */
export interface EnvironmentItem {
  readonly label: string;
  /** Both systems. */
  readonly description: string;
  /** Production and current, in words; empty where neither is so. */
  readonly detail: string;
  readonly environment: string;
}

export function environmentItems(
  environments: readonly ShownEnvironment[],
  current: string | undefined,
  t: Translate,
): readonly EnvironmentItem[] {
  return environments.map(({ name, local, integration, production }) => ({
    label: name,
    description: `${local} ↔ ${integration}`,
    detail: [name === current && t('Current environment'), production && t('Production system')]
      .filter((word) => word !== false)
      .join(' · '),
    environment: name,
  }));
}
