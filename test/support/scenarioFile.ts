import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** A cell, or a patch, as YAML gives it. `$A1` in a text stands for the id of the record called A1. */
export type ScenarioValue = string | number | boolean | null;

/** A scenario as its file tells it: what is given, then what happens. The golden beside it tells what comes of it. */
export interface Scenario {
  /** The behaviour in one or two sentences; the first lines of the golden. */
  readonly story: string;
  readonly given: ScenarioGiven;
  readonly when: readonly ScenarioStep[];
  /** Why one more run after the last step still writes. Without it the harness insists that it writes nothing. */
  readonly unsettled?: { readonly modified?: string; readonly full?: string };
}

export interface ScenarioGiven {
  readonly local: Readonly<Record<string, ScenarioTable>>;
  readonly integration: Readonly<Record<string, ScenarioTable>>;
  /** By name: a group of keys, or the whole text of a mapping file. */
  readonly mappings: Readonly<Record<string, Readonly<Record<string, unknown>> | string>>;
  /** Mapping → local record → integration record: coupled by hand and put in step before the story begins. */
  readonly coupled?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface ScenarioTable {
  /** `name TYPE constraints`, in order. An id (`SystemId`, or the table's name with `id`) and a stamp are added unless named. */
  readonly columns: readonly string[];
  /** Table constraints and the like, after the columns. */
  readonly constraints?: readonly string[];
  /** Short name → values in the order of `columns`. */
  readonly records?: Readonly<Record<string, readonly ScenarioValue[]>>;
  /** Statements to run once the records stand: triggers, indexes. */
  readonly after?: readonly string[];
}

/** One key a step. */
export interface ScenarioStep {
  /** Record → fields; its stamp moves to now. */
  readonly edit?: Readonly<Record<string, Readonly<Record<string, ScenarioValue>>>>;
  /** Statements as they stand; `:now`, `:now-3s` are instants. */
  readonly 'edit local'?: string;
  readonly 'edit integration'?: string;
  /** Table → short name → values in the order of its columns. */
  readonly add?: Readonly<Record<string, Readonly<Record<string, readonly ScenarioValue[]>>>>;
  readonly delete?: readonly string[];
  /** `10s`, `5m`, `2h`. */
  readonly advance?: string;
  readonly plan?: ScenarioRun;
  readonly sync?: ScenarioRun;
  readonly couple?: {
    readonly mapping: string;
    readonly local: string;
    readonly integration: string;
    readonly direction?: string;
  };
  readonly match?: { readonly mapping: string; readonly createNew?: boolean };
  readonly uncouple?: { readonly mapping: string; readonly local: readonly string[] | 'all' };
  readonly retry?: { readonly mapping: string; readonly local?: readonly string[] } | 'all';
  /** Mapping → keys to set in its file. */
  readonly mapping?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Shows a file of the workspace as it is now. */
  readonly show?: string;
}

export type ScenarioRun =
  | 'modified'
  | 'full'
  | {
      readonly full?: boolean;
      readonly mapping?: string | readonly string[];
      readonly record?: readonly string[];
      readonly direction?: string;
      /** Field names, each with the side whose value is to stand. */
      readonly take?: Readonly<Record<string, string>>;
      readonly allowNew?: boolean;
      readonly acceptMissing?: boolean;
      readonly findDeleted?: boolean;
      /** The process dies at this progress event, counted from 1. */
      readonly crashAtProgress?: number;
      /** The user cancels at this progress event, counted from 1. */
      readonly cancelAtProgress?: number;
    };

/**
 * Reads a scenario. `given.from` names a file in `fixtures/` beside it whose `given` lies underneath: groups are merged key
 * by key, lists and texts replaced, null takes a key away.
 */
export function readScenario(file: string): Scenario {
  const scenario = parse(readFileSync(file, 'utf8')) as Scenario & { readonly given: { readonly from?: string } };
  return {
    ...scenario,
    given: withFixture(path.join(path.dirname(file), 'fixtures'), scenario.given) as ScenarioGiven,
  };
}

/** Where a scenario's result is kept. */
export function goldenFile(file: string): string {
  return file.replace(/\.scenario\.yaml$/, '.golden.txt');
}

type Tree = Readonly<Record<string, unknown>>;

function withFixture(fixtures: string, given: unknown): unknown {
  const { from, ...own } = given as Tree & { readonly from?: string };
  if (from === undefined) return own;
  const file = path.join(fixtures, `${from}.yaml`);
  if (!existsSync(file)) throw new Error(`There is no fixture ${file}.`);
  return mergeTrees(withFixture(fixtures, parse(readFileSync(file, 'utf8'))), own);
}

/** `over` lies on `base`. */
export function mergeTrees(base: unknown, over: unknown): unknown {
  if (!isTree(base) || !isTree(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete merged[key];
    else merged[key] = mergeTrees(merged[key], value);
  }
  return merged;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
