import { addMappingFiles } from '../../core/mapping/addMappingFiles';
import {
  changesOf,
  refuseSetup,
  reviewChoices,
  setupChoices,
  setupItems,
  setupText,
  standardMappings,
} from './standardMappings';
import { runSteps } from '../quickSteps/runSteps';
import { stepAnswer } from '../quickSteps/asker';
import { wizardTitle } from '../quickSteps/phrases';
import { workspaceFile } from './newTableMapping';
import type { CommandTools } from '../quickSteps/commandTools';
import type { FileEditor } from './fileEditor';
import type { SetupItem } from './standardMappings';
import type { Step } from '../quickSteps/runSteps';

/** What was set up; paths are relative to the workspace. */
export interface SetupResult {
  readonly template: string;
  readonly replaced: readonly string[];
  readonly added: readonly string[];
}

interface SetupState {
  readonly template: string | undefined;
  readonly items: readonly SetupItem[];
  /** Names of those chosen; undefined before the question. */
  readonly chosen: readonly string[] | undefined;
  readonly confirmed: readonly SetupItem[];
}

/**
 * Brings standard table mappings into the workspace: shows the difference of each to what is there, then replaces and adds
 * those that the user confirms, as one step that Undo takes back. Couplings and tandem.yaml stay. Undefined where nothing was done.
 */
export async function useDefaultSetup(tools: CommandTools, files: FileEditor): Promise<SetupResult | undefined> {
  const { dialogue, scope, workbench } = tools;
  const { t } = dialogue.locale;
  const production = workbench.workspaces.isProduction(scope.workspace);
  const title = wizardTitle(t('Use Default Synchronization Setup'), scope, production, dialogue.locale);
  const start: SetupState = { template: undefined, items: [], chosen: undefined, confirmed: [] };
  const steps = [templateStep(tools, files, title), mappingsStep(tools, title), reviewStep(tools, files, title)];
  const state = await runSteps(steps, start);
  if (!state?.template || state.confirmed.length === 0) return undefined;

  const written = await files.write(changesOf(state.confirmed));
  if (!written.ok) {
    const message = t(
      'The mapping files could not be written. Check that the folder can be written to, then try again.',
    );
    dialogue.refuse({ code: 'FILE_NOT_WRITTEN', kind: 'usage', message });
    return undefined;
  }
  workbench.workspaces.refresh(scope.workspace);
  void tellResult(tools, files, state.confirmed, written.unsaved);
  const fileNames = (wanted: SetupItem['state']) =>
    state.confirmed.filter((item) => item.state === wanted).map(({ file }) => file);
  return { template: state.template, replaced: fileNames('different'), added: fileNames('missing') };
}

function templateStep(
  { dialogue, workbench, scope }: CommandTools,
  files: FileEditor,
  title: string,
): Step<SetupState> {
  const { t } = dialogue.locale;
  return {
    ask: async (state, place) => {
      const choices = [
        {
          label: 'Dataverse',
          description: t('currencies, salespeople, vendors, customers, contacts'),
          value: 'dataverse',
        },
        {
          label: 'Dynamics 365 Sales',
          description: t('also units of measure, resources and items as products'),
          value: 'sales',
        },
      ].map((choice) => ({ ...choice, picked: choice.value === state.template }));
      const asked = await dialogue.ask.one({ title, prompt: t('Which standard setup?'), place, choices });
      if (asked.kind !== 'value') return stepAnswer(asked, state, (template) => ({ ...state, template }));
      const template = asked.value;
      const answer = await workbench.worker.request('template/files', { template });
      if (!answer.ok) {
        dialogue.refuse(answer.error);
        return { kind: 'cancel' };
      }
      const standard = standardMappings(answer.value.files);
      const items = await setupItems(standard, scope.overview.mappings, (file) => files.read(file));
      if (items.every((item) => item.state === 'same')) {
        void dialogue.tell(
          'information',
          t('Every table mapping is the standard one already. There is nothing to replace.'),
        );
        return { kind: 'cancel' };
      }
      const chosen = template === state.template ? state.chosen : undefined;
      return { kind: 'next', state: { ...state, template, items, chosen } };
    },
  };
}

function mappingsStep({ dialogue, scope }: CommandTools, title: string): Step<SetupState> {
  const { locale } = dialogue;
  return {
    ask: async (state, place) => {
      const choices = setupChoices(state.items, state.chosen, locale);
      const refuse = (items: readonly SetupItem[]) => refuseSetup(items, scope.overview.mappings, locale);
      const prompt = locale.t('Which table mappings? You see the differences before anything is replaced.');
      const asked = await dialogue.ask.many({ title, prompt, place, choices, refuse });
      return stepAnswer(asked, state, (items) => ({ ...state, chosen: items.map(({ name }) => name) }));
    },
  };
}

function reviewStep({ dialogue, scope }: CommandTools, files: FileEditor, title: string): Step<SetupState> {
  const { locale } = dialogue;
  return {
    ask: async (state, place) => {
      const items = state.items.filter(({ name }) => state.chosen?.includes(name));
      await files.compare(locale.t('Now ↔ standard setup'), changesOf(items));
      const refuse = (chosen: readonly SetupItem[]) => refuseSetup(chosen, scope.overview.mappings, locale);
      const prompt = locale.t('Which files are replaced or added? Compare them below.');
      const choices = reviewChoices(items, locale);
      const asked = await dialogue.ask.many({ title, prompt, place, choices, refuse });
      return stepAnswer(asked, state, (confirmed) => ({ ...state, confirmed }));
    },
  };
}

/** Tells what was done, and offers to name files in tandem.yaml that it does not name. Nobody waits for the answer. */
async function tellResult(
  { dialogue, workbench, scope }: CommandTools,
  files: FileEditor,
  done: readonly SetupItem[],
  unsaved: readonly string[],
): Promise<void> {
  const { locale } = dialogue;
  const before = await files.read(workspaceFile);
  const after =
    before === undefined
      ? undefined
      : addMappingFiles(
          before,
          done.map(({ file }) => file),
        );
  const unlisted = after !== undefined && after !== before;
  const button = locale.t('Add to tandem.yaml');
  const text = setupText(done, unlisted, unsaved, locale);
  const chosen = await dialogue.tell('information', text, ...(unlisted ? [button] : []));
  if (chosen !== button) return;
  // The file may have changed while the notification stood there.
  const now = await files.read(workspaceFile);
  const listed =
    now === undefined
      ? undefined
      : addMappingFiles(
          now,
          done.map(({ file }) => file),
        );
  if (listed !== undefined) await files.write([{ file: workspaceFile, text: listed }]);
  workbench.workspaces.refresh(scope.workspace);
  await files.open(workspaceFile);
}
