import type { EditorWorkspace, LanguageServerOptions } from '../protocol/languageProtocol';
import type { ServerSettings } from './analysis';

/**
 * The severities of `tandem.diagnostics.severity`, from what an editor says of the section `tandem`. Anything else than a known word is
 * passed over: settings are written by hand, also in files that come with a repository.
 */
export function severitiesFrom(tandem: unknown): ServerSettings['severities'] {
  const severity = propertyOf(propertyOf(tandem, 'diagnostics'), 'severity');
  if (typeof severity !== 'object' || severity === null) return {};
  const entries = Object.entries(severity).flatMap(([code, word]) => {
    const known = severityWords.find((each) => each === word);
    return known ? [[code, known] as const] : [];
  });
  return Object.fromEntries(entries);
}

const severityWords = ['error', 'warning', 'information', 'off'] as const;

/** What an editor says as it starts the server, as far as it is well formed. */
export function optionsFrom(initializationOptions: unknown): LanguageServerOptions {
  const pages = propertyOf(initializationOptions, 'problemPages');
  const workspaces = propertyOf(initializationOptions, 'workspaces');
  return {
    ...(typeof pages === 'string' && { problemPages: pages.replace(/\/+$/, '') }),
    ...(Array.isArray(workspaces) && { workspaces: workspacesFrom(workspaces) }),
    answersMappingStatus: propertyOf(initializationOptions, 'answersMappingStatus') === true,
  };
}

/** The workspaces that an editor names, as far as they are well formed. */
export function workspacesFrom(value: unknown): readonly EditorWorkspace[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown): readonly EditorWorkspace[] => {
    const [folder, environment] = [propertyOf(each, 'folder'), propertyOf(each, 'environment')];
    if (typeof folder !== 'string') return [];
    return [{ folder, ...(typeof environment === 'string' && { environment }) }];
  });
}

/** An object's property, whatever the object turns out to be. */
export function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
