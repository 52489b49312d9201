import type { Direction } from '../../core/model/side';
import type { Locale } from '../locale';
import type { MappingOverview } from '../../protocol/workerProtocol';
import type { RunScope } from '../run/runScope';

/** A wizard's title: the command and the environment it acts on, production in words. */
export function wizardTitle(command: string, { overview }: RunScope, production: boolean, { t }: Locale): string {
  return production
    ? t('{0} ({1}, production)', command, overview.environment)
    : t('{0} ({1})', command, overview.environment);
}

/** `Customer ↔ account`. */
export function tablePair({ table, direction, integrationTable }: MappingOverview): string {
  return `${table} ${signs[direction]} ${integrationTable}`;
}

const signs: Readonly<Record<Direction, string>> = {
  bidirectional: '↔',
  toIntegrationTable: '→',
  fromIntegrationTable: '←',
};
