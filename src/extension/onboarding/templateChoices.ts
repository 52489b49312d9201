import type { Choice } from '../quickSteps/asker';
import type { Translate } from '../translate';

/** The standard mappings to begin with, as the service names them; the most common first. */
export const templateNames = ['sales', 'dataverse', 'blank'] as const;
export type TemplateName = (typeof templateNames)[number];

/** The systems in whose own names tables and fields can be written, as the service names them. */
export const templateLocals = ['businessCentral'] as const;
export type TemplateLocal = (typeof templateLocals)[number];

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

/** The names that mappings call tables and fields of the local system by. */
export type LocalNames = TemplateLocal | 'captions';

/** Which names a new workspace's mappings can use; both are the same mappings. */
export function nameChoices(chosen: LocalNames | undefined, t: Translate): readonly Choice<LocalNames>[] {
  const choices: readonly Choice<LocalNames>[] = [
    {
      label: t('As the API of Business Central names them'),
      detail: t('customers, displayName: to connect to Business Central by its API v2.0.'),
      value: 'businessCentral',
    },
    {
      label: t('By their captions'),
      detail: t('Customer, Name: for files, and for web services that are published under such names.'),
      value: 'captions',
    },
  ];
  return choices.map((choice) => ({ ...choice, picked: choice.value === chosen }));
}
