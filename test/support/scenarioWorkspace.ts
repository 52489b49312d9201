import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import type { FakeClock } from './fakeClock';
import type { Ids } from '../../src/core/ports/ids';
import type { ScenarioGiven } from './scenarioFile';
import type { WorkspaceService } from '../../src/service/workspaceService';
import { ScenarioNames } from './scenarioNames';
import { ScenarioSystems, scenarioFiles } from './scenarioSystems';
import { fakeClock } from './fakeClock';
import { loadSqlJs } from '../../src/files/loadSqlJs';
import { mergeTrees } from './scenarioFile';
import { openWorkspace } from '../../src/service/openWorkspace';
import { sequentialIds } from './sequentialIds';

/** A scenario's workspace in a temporary folder: its files, its two systems, its own time and ids. */
export class ScenarioWorkspace {
  private readonly ids: Ids = sequentialIds(0x1d);

  private constructor(
    readonly folder: string,
    readonly clock: FakeClock,
    readonly names: ScenarioNames,
    readonly systems: ScenarioSystems,
  ) {}

  static async create(given: ScenarioGiven): Promise<ScenarioWorkspace> {
    const folder = mkdtempSync(path.join(tmpdir(), 'tandem-scenario-'));
    const clock = fakeClock();
    const names = new ScenarioNames();
    const systems = new ScenarioSystems(folder, await loadSqlJs(), clock, names);
    const workspace = new ScenarioWorkspace(folder, clock, names, systems);
    systems.create(given);
    workspace.writeFiles(given);
    return workspace;
  }

  private writeFiles(given: ScenarioGiven): void {
    const environment = {
      local: {
        connector: 'sqlite',
        file: scenarioFiles.local,
        defaults: { id: 'SystemId', modifiedOn: 'SystemModifiedAt' },
      },
      integration: { connector: 'sqlite', file: scenarioFiles.integration, defaults: { modifiedOn: 'modifiedon' } },
    };
    const files = Object.keys(given.mappings).map(mappingFile);
    writeFileSync(
      path.join(this.folder, 'tandem.yaml'),
      stringify({ environments: { sample: environment }, mappings: files }),
    );
    mkdirSync(path.join(this.folder, 'mappings'));
    for (const [name, mapping] of Object.entries(given.mappings)) {
      const text = typeof mapping === 'string' ? mapping : stringify({ name, ...mapping });
      writeFileSync(path.join(this.folder, mappingFile(name)), text);
    }
  }

  /** Opened for one command, as the command line does, so that each sees the files as they are. */
  async open(): Promise<WorkspaceService> {
    const opened = await openWorkspace({ folder: this.folder, command: 'scenario', clock: this.clock, ids: this.ids });
    if (!opened.ok) throw new Error(`The workspace does not open: ${opened.error.code} ${opened.error.message}`);
    return opened.value;
  }

  changeMapping(name: string, keys: Readonly<Record<string, unknown>>): void {
    const file = path.join(this.folder, mappingFile(name));
    writeFileSync(file, stringify(mergeTrees(parse(readFileSync(file, 'utf8')), keys)));
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function mappingFile(name: string): string {
  return `mappings/${name.toLowerCase().replaceAll(' ', '-')}.mapping.yaml`;
}
