import type { TextRange } from '../../model/problem';
import { mappingLookups } from '../mappingLookups';
import { hintFor, nearestName } from '../nearestName';
import { replaceToken } from '../replaceToken';
import type { MappingSetRule } from './mappingSetRule';

/** Lookups and dependencies name mappings of the workspace. Disabled fields do not run, so their lookups may wait. */
export const mappingsExist: MappingSetRule = ({ all, brokenNames }, reportIn) => {
  const names = new Set([...all.map((read) => read.mapping.name), ...brokenNames]);
  for (const { mapping, source } of all) {
    const check = (name: string, range: TextRange | undefined, otherwise: string) => {
      if (!range || names.has(name)) return;
      const nearest = nearestName(name, names);
      const fixes = nearest === undefined ? [] : replaceToken(source, range, name, nearest);
      const message = `There is no mapping '${name}'. ${hintFor(nearest, otherwise)}`;
      reportIn(source.file)('UNKNOWN_MAPPING', range, message, { fixes });
    };
    mapping.dependsOn.forEach((name, index) => {
      check(name, source.dependsOn[index], 'Add its file to the workspace, or remove the name.');
    });
    for (const { fieldIndex, position, name } of mappingLookups(mapping)) {
      if (names.has(name)) continue;
      const range = source.fields[fieldIndex]?.lookup[position]?.mapping;
      check(name, range, 'Add its file to the workspace, or disable the field.');
    }
  }
};
