import type { ChosenRecord } from './recordStep';
import type { CouplingLine, MappingOverview } from '../../protocol/workerProtocol';
import type { CommandTools } from '../quickSteps/commandTools';

/** What a command was given to couple: nothing, a mapping, one record of it, or both. */
export interface KnownRecords {
  readonly mapping: MappingOverview | undefined;
  readonly local: ChosenRecord | undefined;
  readonly integration: ChosenRecord | undefined;
}

/**
 * Reads the records that the command was given, with their titles. Two selected records that failed for want of a counterpart, one
 * of each side, are taken as a pair. Undefined where the selection makes no pair, or there is no mapping; then it has been said.
 */
export async function knownRecords({ workbench, dialogue, scope }: CommandTools): Promise<KnownRecords | undefined> {
  const { t } = dialogue.locale;
  const { mappings } = scope.overview;
  if (mappings.length === 0) {
    dialogue.refuse({
      code: 'NO_MAPPING',
      kind: 'usage',
      message: t('This workspace has no table mapping that can run. Add one with New Table Mapping.'),
      problems: scope.overview.problems,
    });
    return undefined;
  }
  const ids = {
    mapping: new Set(scope.mappings),
    local: new Set(scope.records.flatMap(({ localId }) => localId ?? [])),
    integration: new Set(scope.records.flatMap(({ integrationId }) => integrationId ?? [])),
  };
  if (ids.mapping.size > 1 || ids.local.size > 1 || ids.integration.size > 1) {
    const message = t('Records are coupled one pair at a time. Select one record, or one of each side.');
    void dialogue.tell('information', message);
    return undefined;
  }
  const [name] = ids.mapping;
  const mapping = mappings.length === 1 ? mappings[0] : mappings.find((each) => each.name === name);
  const [localId = null] = ids.local;
  const [integrationId = null] = ids.integration;
  if (!mapping || (localId === null && integrationId === null))
    return { mapping, local: undefined, integration: undefined };

  const query = { ...scope.workspace.address(), mapping: mapping.name, localId, integrationId };
  const compared = await workbench.worker.request('records/compare', query);
  const titles = compared.ok ? compared.value : { localTitle: null, integrationTitle: null };
  return {
    mapping,
    local: chosen(localId, titles.localTitle),
    integration: chosen(integrationId, titles.integrationTitle),
  };
}

/** Whether the two records, or the one that is known, are coupled already; then it has been said. */
export async function coupledTogether(
  { workbench, dialogue, scope }: CommandTools,
  { mapping, local, integration }: KnownRecords,
): Promise<boolean> {
  const search = local?.id ?? integration?.id;
  if (!mapping || search === undefined) return false;
  const query = { ...scope.workspace.address(), mapping: mapping.name, states: [], search, titles: false, limit: 100 };
  const page = await workbench.worker.request('couplings/page', query);
  if (!page.ok) return false;
  const isMeant = ({ localId, integrationId }: CouplingLine): boolean =>
    localId !== null && integrationId !== null && (localId === local?.id || integrationId === integration?.id);
  if (!page.value.couplings.some(isMeant)) return false;
  const title = local?.title ?? integration?.title ?? search;
  const { t } = dialogue.locale;
  const message = t('{0} is coupled in {1} already. Remove that coupling first.', title, mapping.name);
  void dialogue.tell('information', message);
  return true;
}

function chosen(id: string | null, title: string | null): ChosenRecord | undefined {
  if (id === null) return undefined;
  if (title === null) return { id, title: id, name: '' };
  // A title often begins with the key, such as 10000, which says nothing on the other side.
  const name = /^\S*\d\S*\s+(.+)$/.exec(title)?.[1];
  return { id, title, name: name ?? title };
}
