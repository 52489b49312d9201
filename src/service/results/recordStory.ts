import type { AskedTitles } from '../../protocol/resultsRequests';
import type { BrowseContext } from '../browse/workspaceBrowser';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { Coupling } from '../../core/model/coupling';
import type { ExplainedRecord, RecordSituation } from '../../core/explain/explainRecord';
import type { ListedRecord } from './recordList';
import type { Questions, RecordStory } from '../../protocol/resultsProtocol';
import type { Result } from '../../core/result';
import type { RunDirection } from '../../core/model/side';
import type { ServiceError } from '../workspaceService';
import type { StateBrowser } from '../../store/stateBrowser';
import type { WorkspaceAddress } from '../../protocol/workerProtocol';
import { couplingState } from '../../core/model/coupling';
import { explainFromState, explainRecord } from '../../core/explain/explainRecord';
import { newestSeen } from '../../core/job/watermark';
import { noTitles, recordRow } from './recordRow';
import { err, ok } from '../../core/result';
import { openEnvironment } from '../browse/openPlace';
import { unknownMapping } from '../runSynchronization';
import { withPair } from '../browse/compareRecords';
import { wordsOf } from './recordList';

/** A story, and both ids of the record where it is coupled. */
export type StoryWithIds = RecordStory & Pick<Coupling, 'localId' | 'integrationId'>;

type Asked = WorkspaceAddress & Questions['story']['params'];

/** All that is known of one record: every job that touched it, and why it was, or was not, synchronized. */
export async function recordStory(
  context: BrowseContext,
  asked: Asked & AskedTitles,
  cancel: CancelSignal,
): Promise<Result<StoryWithIds, ServiceError>> {
  const environment = openEnvironment(context, asked);
  if (!environment.ok) return environment;
  const look = <T>(use: (state: StateBrowser) => T) => context.states.use(asked.folder, environment.value.name, use);
  const known = await look((state) => whatStateKnows(state, asked));
  if (!known.ok) return known;
  const { coupling, events } = known.value;
  if (!coupling && events.length === 0) {
    // A mapping that is gone still has its stories.
    const files = context.memory.read(asked.folder);
    const names = files.ok ? files.value.mappings.map(({ name }) => name) : [];
    if (files.ok && !names.includes(asked.mapping)) return err(unknownMapping(asked.mapping, names));
  }
  // A coupling tells the other record's id, too.
  const ids = {
    localId: coupling?.localId ?? asked.localId,
    integrationId: coupling?.integrationId ?? asked.integrationId,
  };
  const story = (
    explained: ExplainedRecord,
    localTitle: string | null,
    integrationTitle: string | null,
  ): StoryWithIds => ({
    ...ids,
    localTitle,
    integrationTitle,
    state: coupling ? couplingState(coupling) : 'uncoupled',
    ...explained,
    events: events.map((listed) => ({ at: listed.job.startedAt, row: recordRow(listed, noTitles) })),
  });
  const fromState = () => ok(story(explainFromState(coupling), null, null));
  if (!asked.titles) return fromState();
  const explained = await withPair(context, { ...asked, ...ids }, cancel, async ({ compiled, local, integration }) => {
    const looked = await look((state) => {
      const situation: RecordSituation = {
        compiled,
        ...ids,
        coupling,
        shape: coupling?.fingerprints ? state.shapeById(coupling.fingerprints.shape) : undefined,
        records: { local: local.record ?? null, integration: integration.record ?? null },
        seenUpTo: {
          toIntegrationTable: seenUpTo(state, asked.mapping, 'toIntegrationTable'),
          fromIntegrationTable: seenUpTo(state, asked.mapping, 'fromIntegrationTable'),
        },
      };
      return explainRecord(situation);
    });
    return looked.ok ? ok(story(looked.value, local.title, integration.title)) : looked;
  });
  return explained.ok || explained.error.kind !== 'run' ? explained : fromState();
}

interface KnownOfRecord {
  readonly coupling: Coupling | undefined;
  readonly events: readonly ListedRecord[];
}

function whatStateKnows(state: StateBrowser, { mapping, localId, integrationId }: Asked): KnownOfRecord {
  const found =
    (localId === null ? undefined : state.couplingsByIds(mapping, 'local', [localId]).get(localId)) ??
    (integrationId === null
      ? undefined
      : state.couplingsByIds(mapping, 'integration', [integrationId]).get(integrationId));
  const ids = { localId: found?.localId ?? localId, integrationId: found?.integrationId ?? integrationId };
  const history = state.recordHistory(mapping, ids);
  return { coupling: found, events: history.map(({ job, record }) => wordsOf(state, job, record)) };
}

function seenUpTo(state: StateBrowser, mapping: string, direction: RunDirection): string | null {
  return newestSeen(state.cursor(mapping, direction));
}
