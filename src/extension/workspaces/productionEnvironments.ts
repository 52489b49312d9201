import type { EnvironmentWord } from '../../protocol/workerProtocol';

/** What `tandem.productionEnvironments` is where nobody set it. */
export const defaultProductionEnvironments: readonly string[] = ['prod*', 'live*'];

/**
 * Is it in production: because a side says so, or because its name matches one of the patterns? `*` stands for any text,
 * upper and lower case are alike.
 */
export function isInProduction(environment: EnvironmentWord, patterns: readonly string[]): boolean {
  return environment.production || matchesPattern(environment.name, patterns);
}

export function matchesPattern(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => toExpression(pattern).test(name));
}

/** A setting is the user's text: whatever is no list of texts says nothing. */
export function patternsFrom(setting: unknown): readonly string[] {
  if (!Array.isArray(setting)) return defaultProductionEnvironments;
  return setting
    .filter((each): each is string => typeof each === 'string' && each.trim() !== '')
    .map((each) => each.trim());
}

function toExpression(pattern: string): RegExp {
  const literal = pattern.split(/\*+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 'iu');
}
