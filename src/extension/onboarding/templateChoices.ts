import type { Choice } from '../quickSteps/asker';
import type { Translate } from '../translate';

/** The standard mappings to begin with, as the service names them; the most common first. */
export const templateNames = ['sales', 'dataverse', 'blank'] as const;
export type TemplateName = (typeof templateNames)[number];

/** The template that the sample is made from. */
export const sampleTemplate: TemplateName = 'sales';

/** What a new workspace can begin with. */
export function templateChoices(chosen: TemplateName | undefined, t: Translate): readonly Choice<TemplateName>[] {
  const words: Readonly<Record<TemplateName, { readonly label: string; readonly detail: string }>> = {
    sales: {
      label: t('Dynamics 365 Sales'),
      detail: t('Currencies, salespeople, units, customers, contacts, resources and items.'),
    },
    dataverse: {
      label: t('Dataverse'),
      detail: t('Currencies, salespeople, vendors, customers and contacts.'),
    },
    blank: { label: t('Blank'), detail: t('One small table mapping to begin with.') },
  };
  return templateNames.map((value) => ({ ...words[value], value, picked: value === chosen }));
}
