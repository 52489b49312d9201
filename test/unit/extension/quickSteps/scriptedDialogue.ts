import { strict as assert } from 'node:assert';
import { anOverview, aWorkspace, english } from '../run/runBuilders';
import type * as vscode from 'vscode';
import type { Answer, ParamsOf, RequestName, ResultOf, RunResult } from '../../../../src/protocol/workerProtocol';
import type { Asked, Choice } from '../../../../src/extension/quickSteps/asker';
import type { CommandTools } from '../../../../src/extension/quickSteps/commandTools';
import type { Confirmation, Dialogue } from '../../../../src/extension/quickSteps/dialogue';
import type { RunScope } from '../../../../src/extension/run/runScope';
import type { WorkspaceOverview } from '../../../../src/protocol/workerProtocol';

/**
 * How the user of a story answers: with a choice's label, several, words to search for, or a line of text. The words `back` and
 * `escape` are the ways out; `as picked` and `as typed` take what the question offers.
 */
export type Reply =
  string | readonly string[] | { readonly search: string; readonly pick: string } | { readonly type: string };

/** A question as the user saw it. */
export interface SeenQuestion {
  readonly title: string;
  readonly prompt: string;
  /** `2/4`; empty for a question that stands alone. */
  readonly place: string;
  readonly choices: readonly Choice<unknown>[];
  /** The text in the box, or the words first searched for. */
  readonly value: string;
}

/** What happened in a story. */
export interface Story {
  readonly tools: CommandTools;
  readonly questions: SeenQuestion[];
  /** Notifications and refusals, as texts. */
  readonly told: string[];
  readonly confirmations: Confirmation[];
  readonly requests: { readonly name: RequestName; readonly params: unknown }[];
  readonly commands: { readonly command: string; readonly args: readonly unknown[] }[];
}

export type Answers = {
  readonly [N in RequestName]?: (params: ParamsOf<N>) => ResultOf<N> | Answer<ResultOf<N>>;
};

/** A window whose user follows a script, and whose worker answers as told. A story that asks more than the script says fails. */
export function story(options: {
  readonly replies?: readonly Reply[];
  readonly answers?: Answers;
  readonly overview?: Partial<WorkspaceOverview>;
  readonly scope?: Partial<Pick<RunScope, 'mappings' | 'records'>>;
  readonly production?: boolean;
  /** The answer to every modal question; no where absent. */
  readonly confirm?: boolean;
  /** The button pressed in notifications. */
  readonly press?: string;
}): Story {
  const replies = [...(options.replies ?? [])];
  const questions: SeenQuestion[] = [];
  const told: string[] = [];
  const confirmations: Confirmation[] = [];
  const requests: { name: RequestName; params: unknown }[] = [];
  const commands: { command: string; args: readonly unknown[] }[] = [];
  const token: vscode.CancellationToken = { isCancellationRequested: false, onCancellationRequested: () => nothing };

  const request = async <N extends RequestName>(name: N, params: ParamsOf<N>): Promise<Answer<ResultOf<N>>> => {
    requests.push({ name, params });
    const answer = options.answers?.[name]?.(params);
    assert.ok(answer !== undefined, `nobody answers ${name}`);
    return isAnswer(answer) ? answer : { ok: true, value: answer };
  };
  const reply = (question: SeenQuestion): Reply => {
    questions.push(question);
    const next = replies.shift();
    assert.ok(next !== undefined, `the script has no reply to: ${question.prompt}`);
    return next;
  };
  const place = (at: { step: number; total: number } | undefined) => (at ? `${at.step}/${at.total}` : '');

  /** Takes the reply's choice; a refused one is told, and the next reply counts. */
  const choose = async <T>(
    seen: Omit<SeenQuestion, 'choices'>,
    find: (search: string) => Promise<readonly Choice<T>[]>,
  ): Promise<Asked<T>> => {
    for (;;) {
      const choices = await find(seen.value);
      const next = reply({ ...seen, choices });
      if (next === 'back') return { kind: 'back' };
      if (next === 'escape') return { kind: 'cancel' };
      const isSearch = typeof next === 'object' && 'search' in next;
      const shown = isSearch ? await find(next.search) : choices;
      const label = isSearch ? next.pick : (next as string);
      const chosen = shown.find((choice) => choice.label === label);
      assert.ok(chosen, `no choice ${label} among ${shown.map((choice) => choice.label).join(', ')}`);
      if (chosen.refused === undefined) return { kind: 'value', value: chosen.value };
      told.push(chosen.refused);
    }
  };
  const dialogue: Dialogue = {
    locale: english,
    ask: {
      one: ({ title, prompt, place: at, choices }) =>
        choose({ title, prompt, place: place(at), value: '' }, async () => choices),
      search: ({ title, prompt, place: at, search, find }) =>
        choose({ title, prompt, place: place(at), value: search }, (words) => find(words, token)),
      async many({ title, prompt, place: at, choices, refuse }) {
        for (;;) {
          const next = reply({ title, prompt, place: place(at), choices, value: '' });
          const picked = choices.filter((choice) => choice.picked).map(({ value }) => value);
          if (next === 'back') return { kind: 'back', entered: picked };
          if (next === 'escape') return { kind: 'cancel' };
          const values =
            next === 'as picked'
              ? picked
              : (next as readonly string[]).map((label) => {
                  const chosen = choices.find((choice) => choice.label === label);
                  assert.ok(chosen, `no choice ${label} among ${choices.map((choice) => choice.label).join(', ')}`);
                  return chosen.value;
                });
          const refused = refuse?.(values);
          if (refused === undefined) return { kind: 'value', value: values };
          told.push(refused);
        }
      },
      async text({ title, prompt, place: at, value, judge }) {
        for (;;) {
          const next = reply({ title, prompt, place: place(at), choices: [], value });
          if (next === 'back') return { kind: 'back', entered: value };
          if (next === 'escape') return { kind: 'cancel' };
          const typed = next === 'as typed' ? value : (next as { readonly type: string }).type;
          const judgement = await judge(typed);
          if (judgement) told.push(judgement.message);
          if (judgement?.severity !== 'error') return { kind: 'value', value: typed };
        }
      },
    },
    async tell(_severity, text, ...buttons) {
      told.push(text);
      return buttons.find((button) => button === options.press);
    },
    refuse: ({ message }) => void told.push(message),
    tellRun: async (_scope, what) => void told.push(`run: ${what}`),
    async confirm(question) {
      confirmations.push(question);
      return options.confirm ?? false;
    },
    progress: (_title, work) => work(token),
    async run(command, ...args) {
      commands.push({ command, args });
      return undefined;
    },
  };
  const overview = anOverview(options.overview);
  const scope: RunScope = { workspace: aWorkspace('/work'), overview, mappings: [], records: [], ...options.scope };
  const runs: Pick<CommandTools['workbench']['runs'], 'run'> = {
    run: async (_workspace, { work }) => work('token', token),
  };
  const workspaces = { isProduction: () => options.production ?? false, refresh: () => undefined };
  const workbench = { worker: { request }, runs, workspaces } as unknown as CommandTools['workbench'];
  return { tools: { workbench, dialogue, scope }, questions, told, confirmations, requests, commands };
}

/** The requests of one name. */
export function requestsOf<N extends RequestName>({ requests }: Story, name: N): readonly ParamsOf<N>[] {
  return requests.filter((request) => request.name === name).map(({ params }) => params as ParamsOf<N>);
}

/** Those that change something. */
export function writingRequests({ requests }: Story): readonly string[] {
  return requests.map(({ name }) => name).filter((name) => name.startsWith('run/'));
}

export function labels({ choices }: Pick<SeenQuestion, 'choices'>): readonly string[] {
  return choices.map(({ label }) => label);
}

/** Waits for notifications, which commands themselves do not wait for. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const aRun = (changes: Partial<RunResult> = {}): RunResult => ({
  runId: 'run-1',
  mode: 'records',
  jobs: [],
  totals: { inserted: 0, modified: 0, deleted: 0, unchanged: 0, skipped: 0, failed: 0, coupled: 1, uncoupled: 0 },
  troubled: false,
  firstErrors: [],
  changedFiles: [],
  ...changes,
});

const nothing = { dispose: () => undefined };

function isAnswer<T>(answer: T | Answer<T>): answer is Answer<T> {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean';
}
