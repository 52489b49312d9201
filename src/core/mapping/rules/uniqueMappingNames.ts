import type { ReadMapping } from './mappingRule';
import type { MappingSetRule } from './mappingSetRule';

/** Couplings and jobs are kept by mapping name, so two mappings of one name would share them. */
export const uniqueMappingNames: MappingSetRule = ({ all }, reportIn) => {
  const firstByName = new Map<string, ReadMapping>();
  for (const read of all) {
    const name = read.mapping.name;
    const first = firstByName.get(name);
    if (!first) {
      firstByName.set(name, read);
      continue;
    }
    const message = `The name '${name}' is already taken by ${first.source.file}. Give one of the two mappings another name.`;
    const related = [{ file: first.source.file, range: first.source.name, message: `'${name}' is named here first.` }];
    reportIn(read.source.file)('DUPLICATE_MAPPING_NAME', read.source.name, message, { related });
  }
};
