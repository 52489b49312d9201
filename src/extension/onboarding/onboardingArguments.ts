import { templateLocals, templateNames } from './templateChoices';
import type { LocalNames, TemplateName } from './templateChoices';

/** What a walkthrough's link or another extension may hand to the commands of this folder. */
export interface OnboardingArguments {
  /** Where to make the workspace, as an absolute path: then no folder is asked for. */
  readonly folder?: string;
  readonly template?: TemplateName;
  /** How the template's mappings name tables and fields; by their captions where only a template is given. */
  readonly names?: LocalNames;
  /** The walkthrough asked: it goes on when the new folder is open. */
  readonly walkthrough: boolean;
}

/** Reads them from whatever VS Code or a caller passes; what is no argument of ours is left out. */
export function onboardingArguments(passed: unknown): OnboardingArguments {
  if (typeof passed !== 'object' || passed === null) return { walkthrough: false };
  const { folder, template, names, walkthrough } = passed as Readonly<Record<string, unknown>>;
  const known = templateNames.find((name) => name === template);
  const knownNames = [...templateLocals, 'captions' as const].find((name) => name === names);
  return {
    ...(typeof folder === 'string' && folder !== '' ? { folder } : {}),
    ...(known ? { template: known } : {}),
    ...(knownNames ? { names: knownNames } : {}),
    walkthrough: walkthrough === true,
  };
}
