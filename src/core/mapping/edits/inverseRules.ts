import type { TransformationRule } from '../../model/tableMapping';
import { yamlScalar } from '../yamlScalar';

/**
 * The rules that undo others, in their order; undefined where what a rule takes away cannot be known again. Formats work both ways: a
 * text is read by the format that would write it. Space that was trimmed is not missed.
 */
export function inverseRules(rules: readonly TransformationRule[]): readonly TransformationRule[] | undefined {
  const inverses = rules.toReversed().map(inverseOf);
  return inverses.every((inverse) => inverse !== undefined) ? inverses.flat() : undefined;
}

/** A list of rules as YAML on one line. */
export function rulesText(rules: readonly TransformationRule[]): string {
  return `[${rules.map(ruleText).join(', ')}]`;
}

function inverseOf(rule: TransformationRule): readonly TransformationRule[] | undefined {
  switch (rule.kind) {
    case 'trim':
      return [];
    case 'dateFormat':
    case 'dateTimeFormat':
    case 'decimalFormat':
      return [rule];
    case 'replace':
      return rule.with === '' ? undefined : [{ kind: 'replace', find: rule.with, with: rule.find }];
    case 'regexReplace':
      return inverseReplacement(rule.find, rule.with);
    default:
      return undefined;
  }
}

/** Of a pattern that is a plain text, perhaps at the beginning or the end alone, and a replacement that is one too. */
function inverseReplacement(find: string, replacement: string): readonly TransformationRule[] | undefined {
  const parts = /^(\^?)((?:[^\\^$.*+?()[\]{}|]|\\[^\p{L}\p{N}])*)(\$?)$/u.exec(find);
  if (!parts || replacement.includes('$')) return undefined;
  const [, start = '', pattern = '', end = ''] = parts;
  const text = pattern.replace(/\\(.)/gu, '$1');
  const anchored = start !== '' || end !== '';
  // What was taken out anywhere cannot be put back; what stood for a whole value could have been any.
  if ((start !== '' && end !== '') || (replacement === '' && !anchored) || (replacement === '' && text === '')) {
    return undefined;
  }
  return [{ kind: 'regexReplace', find: `${start}${escaped(replacement)}${end}`, with: text.replaceAll('$', '$$$$') }];
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function ruleText(rule: TransformationRule): string {
  const { kind, ...parameters } = rule;
  const words = Object.entries(parameters).map(([name, value]) => {
    return `${name}: ${typeof value === 'number' ? value : yamlScalar(String(value))}`;
  });
  return words.length === 0 ? kind : `{ ${kind}: { ${words.join(', ')} } }`;
}
