import type { Judgement } from '../quickSteps/asker';
import type { Locale } from '../locale';

/** What is wrong with a new mapping's name; a name that Business Central could not take over is worth a warning. */
export function judgeName(name: string, taken: readonly string[], locale: Locale): Judgement | undefined {
  const { t } = locale;
  const plain = name.trim();
  if (plain === '') return { severity: 'error', message: t('Type a name, such as CUSTOMER.') };
  if (/\p{Cc}/u.test(plain)) return { severity: 'error', message: t('A name is one line of text.') };
  // Couplings and jobs are kept by name; names that differ in case only are told apart by nobody.
  const other = taken.find((each) => each.toLowerCase() === plain.toLowerCase());
  if (other !== undefined) {
    return { severity: 'error', message: t('There is a table mapping {0} already. Choose another name.', other) };
  }
  const length = [...plain].length;
  if (length <= longestName) return undefined;
  const message = t('{0} characters: Business Central allows {1}.', locale.count(length), locale.count(longestName));
  return { severity: 'warning', message };
}

const longestName = 20;

/** Where a new mapping is saved unless the user says otherwise: `mappings/payment-terms.mapping.yaml`. */
export function fileOfName(name: string): string {
  const plain = name
    .trim()
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `mappings/${plain || 'new'}.mapping.yaml`;
}

/** A path as the user typed it, with forward slashes and the ending that mapping files have. */
export function normalFile(typed: string): string {
  const plain = typed
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(\.\/)+/, '')
    .replace(/\/{2,}/g, '/');
  return /\.mapping\.yaml$/i.test(plain) ? plain : `${plain.replace(/\.ya?ml$/i, '')}.mapping.yaml`;
}

/** What is wrong with the place of a new file, as far as the path tells. */
export function judgeFile(typed: string, leavesFolder: boolean, { t }: Locale): Judgement | undefined {
  if (typed.trim() === '')
    return {
      severity: 'error',
      message: t('Type a path inside the workspace, such as mappings/customer.mapping.yaml.'),
    };
  const file = normalFile(typed);
  if (leavesFolder || file.startsWith('/')) {
    return {
      severity: 'error',
      message: t('{0} is outside the workspace. Type a path relative to tandem.yaml.', file),
    };
  }
  if (/[<>:"|?*\p{Cc}]/u.test(file) || /(^|\/)(\.mapping\.yaml$|\.tandem\/|\.git\/|node_modules\/)/i.test(file)) {
    return { severity: 'error', message: t('{0} cannot be a mapping file. Type another path.', file) };
  }
  return undefined;
}
