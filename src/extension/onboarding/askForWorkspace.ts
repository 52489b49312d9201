import { runSteps } from '../quickSteps/runSteps';
import { stepAnswer } from '../quickSteps/asker';
import type { Asker } from '../quickSteps/asker';
import { nameChoices, templateChoices } from './templateChoices';
import type { LocalNames, TemplateName } from './templateChoices';
import type { Translate } from '../translate';
import { workspaceChoices } from './folderChoices';
import type { OpenFolder } from './folderChoices';

/** What a new workspace is made of. */
export interface WorkspaceWishes {
  readonly template: TemplateName;
  /** Captions where a caller said which template and no more. */
  readonly names: LocalNames;
  /** Absolute. */
  readonly folder: string;
}

/** Asks for what is not known yet, with the way back; undefined where the user pressed Escape. */
export async function askForWorkspace(
  known: Partial<WorkspaceWishes>,
  window: {
    readonly ask: Pick<Asker, 'one'>;
    /** The window's folders that hold no workspace. */
    readonly openFolders: readonly OpenFolder[];
    /** Any folder, by the system's own dialog. */
    readonly chooseFolder: () => Promise<string | undefined>;
    readonly t: Translate;
  },
): Promise<WorkspaceWishes | undefined> {
  const { ask, openFolders, t } = window;
  const title = t('Create Workspace');
  const wishes = await runSteps<Partial<WorkspaceWishes>>(
    [
      {
        applies: () => known.template === undefined,
        ask: async (state, place) => {
          const prompt = t('Which standard table mappings should it begin with?');
          const choices = templateChoices(state.template, t);
          const asked = await ask.one({ title, prompt, place, choices });
          return stepAnswer(asked, state, (template) => ({ ...state, template }));
        },
      },
      {
        applies: () => known.template === undefined && known.names === undefined,
        ask: async (state, place) => {
          const prompt = t('How should the mappings name tables and fields of Business Central?');
          const choices = nameChoices(state.names, t);
          const asked = await ask.one({ title, prompt, place, choices });
          return stepAnswer(asked, state, (names) => ({ ...state, names }));
        },
      },
      {
        applies: () => known.folder === undefined,
        ask: async (state, place) => {
          const prompt = t('Where should tandem.yaml and the mapping files be?');
          const choices = workspaceChoices(openFolders, state.folder, t);
          const asked = await ask.one({ title, prompt, place, choices });
          if (asked.kind !== 'value') return { kind: asked.kind, state };
          const folder = asked.value.kind === 'choose' ? await window.chooseFolder() : asked.value.folder;
          return folder === undefined ? { kind: 'cancel' } : { kind: 'next', state: { ...state, folder } };
        },
      },
    ],
    known,
  );
  if (wishes?.template === undefined || wishes.folder === undefined) return undefined;
  return { template: wishes.template, names: wishes.names ?? 'captions', folder: wishes.folder };
}
