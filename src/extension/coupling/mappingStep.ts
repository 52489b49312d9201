import type { Dialogue } from '../quickSteps/dialogue';
import type { Choice } from '../quickSteps/asker';
import { stepAnswer } from '../quickSteps/asker';
import type { Step } from '../quickSteps/runSteps';
import type { MappingOverview } from '../../protocol/workerProtocol';
import { tablePair } from '../quickSteps/phrases';

/** The question which table mapping is meant; `applies` where it is not known yet. */
export function mappingStep<S extends { readonly mapping: MappingOverview | undefined }>(
  dialogue: Dialogue,
  title: string,
  mappings: readonly MappingOverview[],
  known: MappingOverview | undefined,
): Step<S> {
  const { t } = dialogue.locale;
  return {
    applies: () => known === undefined,
    ask: async (state, place) => {
      const choices = mappings.map((mapping): Choice<MappingOverview> => ({
        label: mapping.name,
        description: tablePair(mapping),
        value: mapping,
        picked: mapping.name === state.mapping?.name,
      }));
      const asked = await dialogue.ask.one({ title, prompt: t('Which table mapping?'), place, choices });
      return stepAnswer(asked, state, (mapping) => ({ ...state, mapping }));
    },
  };
}
