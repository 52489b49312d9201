import type { ActiveRun, TandemWorkspace } from '../../../../src/extension/workbench';
import type { Answer, RequestName, ResultOf, WorkspaceOverview } from '../../../../src/protocol/workerProtocol';
import type {
  CouplingLine,
  CouplingsPage,
  CouplingsQuery,
  MappingOverview,
} from '../../../../src/protocol/workerProtocol';
import type { Job, JobError } from '../../../../src/core/model/job';
import type { CouplingState } from '../../../../src/core/model/coupling';
import type { Problem } from '../../../../src/core/model/problem';
import type { TreeContext } from '../../../../src/extension/trees/sources/treeContext';
import type { FakeTimers } from '../../../support/fakeTimers';
import { fakeTimers } from '../../../support/fakeTimers';
import { words } from './treeBuilders';

/** What the workspaces of a window hold; a test may change it, as files and state change. */
export interface FakeWorkspace {
  readonly name: string;
  mappings: readonly MappingOverview[];
  problems: readonly Problem[];
  couplings: readonly CouplingLine[];
  jobs: readonly Job[];
  errors: readonly JobError[];
  run: ActiveRun | undefined;
  environment: string | undefined;
  /** Requests by these names are refused. */
  readonly refused: Set<RequestName>;
  /** The systems cannot be reached: pages come without titles. */
  offline: boolean;
  /** What answers with titles wait for. */
  titlesWait: Promise<void> | undefined;
}

export interface FakeShell extends TreeContext {
  readonly asked: { readonly name: RequestName; readonly params: object }[];
  trusted: boolean;
  readonly timers: FakeTimers;
  /** How often titles were told of. */
  titlesTold: number;
  workspace(name: string): TandemWorkspace;
}

export function aWorkspace(about: Partial<FakeWorkspace> = {}): FakeWorkspace {
  return {
    name: 'sample',
    mappings: [],
    problems: [],
    couplings: [],
    jobs: [],
    errors: [],
    run: undefined,
    environment: 'sample',
    refused: new Set(),
    offline: false,
    titlesWait: undefined,
    ...about,
  };
}

/** A window on these workspaces, with a worker that pages as the true one does. */
export function fakeShell(...fakes: readonly FakeWorkspace[]): FakeShell {
  const all = fakes.map(tandemWorkspace);
  const of = (folder: string): FakeWorkspace => fakes.find(({ name }) => `/work/${name}` === folder) as FakeWorkspace;
  const asked: { name: RequestName; params: object }[] = [];
  const shell: FakeShell = {
    words,
    trusted: true,
    timers: fakeTimers(),
    titlesTold: 0,
    onTitles: () => void shell.titlesTold++,
    isTrusted: () => shell.trusted,
    asked,
    workspace: (name) => all.find((each) => each.name === name) as TandemWorkspace,
    workspaces: {
      all,
      ready: Promise.resolve(),
      isProduction: ({ environment }) => environment === 'production',
      overview: async ({ id }) => overview(of(id)),
    },
    runs: { active: ({ id }) => of(id).run },
    worker: {
      async request(name, params) {
        asked.push({ name, params });
        const query = params as CouplingsQuery & { readonly id: string; readonly offset: number };
        const fake = of(query.folder);
        if (query.titles && fake.titlesWait) await fake.titlesWait;
        if (fake.refused.has(name)) return refusal();
        if (name === 'couplings/page' && isUnknown(query.mapping, fake)) return refusal('MAPPING_NOT_FOUND');
        return { ok: true, value: answer(name, fake, query) as ResultOf<typeof name> };
      },
    },
  };
  return shell;
}

function tandemWorkspace(fake: FakeWorkspace): TandemWorkspace {
  const folder = `/work/${fake.name}`;
  return {
    id: folder,
    folder: { fsPath: folder } as TandemWorkspace['folder'],
    name: fake.name,
    environment: fake.environment,
    environments: [],
    address: () => ({ folder }),
  };
}

function overview(fake: FakeWorkspace): Answer<WorkspaceOverview> {
  if (fake.refused.has('workspace/overview')) return refusal();
  const { mappings, problems } = fake;
  return { ok: true, value: { folder: '', environment: 'sample', environments: [], mappings, problems } };
}

function answer(
  name: RequestName,
  fake: FakeWorkspace,
  query: CouplingsQuery & { id: string; offset: number },
): unknown {
  switch (name) {
    case 'couplings/page':
      return couplingsPage(fake, query);
    case 'jobs/list': {
      const jobs = fake.jobs.filter((job) => query.mapping === undefined || job.mapping === query.mapping);
      return { jobs: jobs.slice(0, query.limit) };
    }
    case 'job/get':
      return fake.jobs.find(({ id }) => id === query.id);
    case 'job/errors':
      return { items: fake.errors.slice(query.offset, query.offset + query.limit), total: fake.errors.length };
    default:
      throw new Error(`not part of the trees: ${name}`);
  }
}

function couplingsPage(fake: FakeWorkspace, query: CouplingsQuery): CouplingsPage {
  const order: readonly CouplingState[] = ['failed', 'skipped', 'ok'];
  const ofMapping = fake.couplings.filter(({ mapping }) => query.mapping === undefined || mapping === query.mapping);
  const found = order
    .flatMap((state) => ofMapping.filter((line) => line.state === state))
    .filter(({ state }) => query.states.length === 0 || query.states.includes(state))
    .filter((line) => JSON.stringify(line).toLowerCase().includes(query.search.toLowerCase()))
    .map((line) => (query.titles && !fake.offline ? line : { ...line, localTitle: null, integrationTitle: null }));
  const start = Number(query.after ?? 0);
  const end = start + query.limit;
  const count = (state: CouplingState): number => ofMapping.filter((line) => line.state === state).length;
  return {
    couplings: found.slice(start, end),
    counts: { ok: count('ok'), failed: count('failed'), skipped: count('skipped') },
    ...(end < found.length && { next: String(end) }),
    ...(query.titles && fake.offline && { titlesMissing: 'The local system is away. Try again.' }),
  };
}

function isUnknown(mapping: string | undefined, { couplings, mappings }: FakeWorkspace): boolean {
  const known = [...couplings.map((line) => line.mapping), ...mappings.map(({ name }) => name)];
  return mapping !== undefined && !known.includes(mapping);
}

function refusal(code = 'STATE_UNREADABLE'): Answer<never> {
  return {
    ok: false,
    error: { code, message: 'The state cannot be read. Try again.', kind: 'run' },
  };
}
