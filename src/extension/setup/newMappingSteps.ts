import { askSchema } from './askSchema';
import { directionChoices, neededFieldChoices, neededFieldPrompt, tableChoices, typeText } from './tableChoices';
import { fileOfName, judgeFile, judgeName, normalFile } from './mappingName';
import { likelyTables } from '../../core/mapping/likelyTables';
import { wayOfPair } from '../../core/mapping/pairDoubts';
import { leavesFolder } from '../../core/mapping/workspacePath';
import { must } from '../../core/assert';
import { nameField, namedField, needsField, proposalsFor, tableOf } from './mappingDraft';
import { pairChoices, refusePairs } from './pairChoices';
import { stepAnswer } from '../quickSteps/asker';
import type { CommandTools } from '../quickSteps/commandTools';
import type { FileEditor } from './fileEditor';
import type { MappingDraft, NeededField } from './mappingDraft';
import type { Side } from '../../core/model/side';
import type { Step, StepAnswer, StepPlace } from '../quickSteps/runSteps';

/** What the questions need: the window and the files. */
export interface NewMappingTools extends CommandTools {
  readonly files: Pick<FileEditor, 'read'>;
  readonly title: string;
}

/** The questions for a new table mapping, in their order. */
export function newMappingSteps(tools: NewMappingTools): readonly Step<MappingDraft>[] {
  return [
    nameStep(tools),
    tableStep(tools, 'local'),
    tableStep(tools, 'integration'),
    directionStep(tools),
    ...(['local', 'integration'] as const).flatMap((side) =>
      (['id', 'key', 'modifiedOn'] as const).map((word) => neededFieldStep(tools, side, word)),
    ),
    pairsStep(tools),
    ownFieldStep(tools, 'local'),
    ownFieldStep(tools, 'integration'),
    fileStep(tools),
  ];
}

function nameStep({ dialogue, scope, title }: NewMappingTools): Step<MappingDraft> {
  const { ask, locale } = dialogue;
  const taken = scope.overview.mappings.map(({ name }) => name);
  return {
    ask: async (draft, place) => {
      const prompt = locale.t('What is the table mapping called? For example CUSTOMER.');
      const judge = (name: string) => judgeName(name, taken, locale);
      const asked = await ask.text({ title, prompt, place, value: draft.name, judge });
      return stepAnswer(asked, draft, (name) => ({ ...draft, name }));
    },
  };
}

function tableStep(tools: NewMappingTools, side: Side): Step<MappingDraft> {
  const { dialogue, scope, title } = tools;
  const { ask, locale } = dialogue;
  const question = async (draft: MappingDraft, place: StepPlace): Promise<StepAnswer<MappingDraft>> => {
    const schema = draft.schema[side];
    const names = schema.tables.map(({ name }) => name);
    const order = side === 'local' ? [...names].sort() : likelyTables(draft.tables.local ?? '', names);
    const about = { side, mappings: scope.overview.mappings, picked: draft.tables[side] };
    const prompt = side === 'local' ? locale.t('Which local table?') : locale.t('Which integration table?');
    const choices = tableChoices(schema, order, about, locale);
    const asked = await ask.one({ title, prompt, place, choices });
    if (asked.kind !== 'value' || asked.value !== undefined) {
      return stepAnswer(asked, draft, (table) => withTable(draft, side, table));
    }
    const refreshed = await askSchema(tools, { refresh: true });
    return question(refreshed ? { ...draft, schema: refreshed } : draft, place);
  };
  return { ask: question };
}

/** Another table makes what was said of the pairs meaningless. */
function withTable(draft: MappingDraft, side: Side, table: string | undefined): MappingDraft {
  if (table === draft.tables[side]) return draft;
  const own = { local: undefined, integration: undefined };
  return { ...draft, tables: { ...draft.tables, [side]: table }, pairs: undefined, own };
}

function directionStep({ dialogue, title }: NewMappingTools): Step<MappingDraft> {
  const { ask, locale } = dialogue;
  return {
    ask: async (draft, place) => {
      const tables = { local: tableOf(draft, 'local'), integration: tableOf(draft, 'integration') };
      const choices = directionChoices(tables, draft.direction, locale);
      const asked = await ask.one({ title, prompt: locale.t('Which way do changes go?'), place, choices });
      return stepAnswer(asked, draft, (direction) =>
        direction === draft.direction ? draft : { ...draft, direction, pairs: undefined },
      );
    },
  };
}

function neededFieldStep({ dialogue, title }: NewMappingTools, side: Side, word: NeededField): Step<MappingDraft> {
  const { ask, locale } = dialogue;
  return {
    applies: (draft) => needsField(draft, side, word),
    ask: async (draft, place) => {
      const table = tableOf(draft, side);
      const choices = neededFieldChoices(table, word, namedField(draft, side, word), locale);
      const prompt = neededFieldPrompt(table.name, word, locale);
      const asked = await ask.one({ title, prompt, place, choices });
      return stepAnswer(asked, draft, (field) => nameField(draft, side, word, field));
    },
  };
}

function pairsStep({ dialogue, scope, title }: NewMappingTools): Step<MappingDraft> {
  const { ask, locale } = dialogue;
  return {
    applies: (draft) => hasProposals(draft, scope.overview.mappings) !== false,
    ask: async (draft, place) => {
      const tables = { local: tableOf(draft, 'local'), integration: tableOf(draft, 'integration') };
      const proposals = proposalsFor(draft, scope.overview.mappings);
      const choices = pairChoices(proposals, tables, draft.pairs, locale);
      const direction = must(draft.direction, 'the direction');
      const refuse = (chosen: readonly (typeof proposals)[number][]) => refusePairs(chosen, direction, tables, locale);
      const prompt = locale.t('Which fields belong together? More can be added in the file.');
      const asked = await ask.many({ title, prompt, place, choices, refuse });
      return stepAnswer(asked, draft, (pairs) => ({ ...draft, pairs: pairs.map(namesOf) }));
    },
  };
}

function namesOf({ localField, integrationField }: { readonly localField: string; readonly integrationField: string }) {
  return { localField, integrationField };
}

/** Undefined while the tables are not chosen. */
function hasProposals(draft: MappingDraft, mappings: Parameters<typeof proposalsFor>[1]): boolean | undefined {
  const { local, integration } = draft.tables;
  if (local === undefined || integration === undefined || draft.direction === undefined) return undefined;
  const isOpen = (['local', 'integration'] as const).some((side) =>
    (['id', 'modifiedOn'] as const).some((word) => needsField(draft, side, word) && !namedField(draft, side, word)),
  );
  return isOpen ? undefined : proposalsFor(draft, mappings).length > 0;
}

/** Asked where no pair is proposed: a mapping needs one. */
function ownFieldStep({ dialogue, scope, title }: NewMappingTools, side: Side): Step<MappingDraft> {
  const { ask, locale } = dialogue;
  return {
    applies: (draft) => hasProposals(draft, scope.overview.mappings) === false,
    ask: async (draft, place) => {
      const table = tableOf(draft, side);
      const { local } = draft.own;
      const partner = tableOf(draft, 'local').fields.find(({ name }) => name === local);
      const direction = must(draft.direction, 'the direction');
      const choices = table.fields.map((field) => ({
        label: field.name,
        description: typeText(field.type, locale),
        value: field.name,
        picked: field.name === draft.own[side],
        ...(side === 'integration' &&
          partner &&
          wayOfPair(partner, field, direction, false) !== direction && {
            refused: locale.t(
              '{0} and {1} cannot be synchronized in this direction. Choose another field.',
              partner.name,
              field.name,
            ),
          }),
      }));
      const prompt =
        side === 'local'
          ? locale.t('No fields are alike. Which field of {0} is synchronized?', table.name)
          : locale.t('Which field of {0} belongs to {1}?', table.name, local ?? '');
      const asked = await ask.one({ title, prompt, place, choices });
      return stepAnswer(asked, draft, (field) => ({ ...draft, own: { ...draft.own, [side]: field } }));
    },
  };
}

function fileStep({ dialogue, files, title }: NewMappingTools): Step<MappingDraft> {
  const { ask, locale } = dialogue;
  return {
    ask: async (draft, place) => {
      const judge = async (typed: string) => {
        const file = normalFile(typed);
        const wrong = judgeFile(typed, leavesFolder(file), locale);
        if (wrong || (await files.read(file)) === undefined) return wrong;
        const message = locale.t('{0} is there already. Type another path.', file);
        return { severity: 'error' as const, message };
      };
      const value = draft.file ?? fileOfName(draft.name);
      const prompt = locale.t('Where is the table mapping saved? The path is relative to tandem.yaml.');
      const asked = await ask.text({ title, prompt, place, value, judge });
      return stepAnswer(asked, draft, (file) => ({ ...draft, file }));
    },
  };
}
