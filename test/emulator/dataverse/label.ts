import { number } from '../http/exactJson';
import { stableGuid } from './stableGuid';
import type { JsonObject } from '../http/exactJson';

/** A text in the organisation's languages, of which there is one. */
export function label(text: string): JsonObject {
  const localized = {
    Label: text,
    LanguageCode: number(1033),
    IsManaged: true,
    MetadataId: stableGuid(text),
    HasChanged: null,
  };
  return { LocalizedLabels: [localized], UserLocalizedLabel: localized };
}
