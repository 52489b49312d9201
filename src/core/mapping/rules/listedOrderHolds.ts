import { normalPattern } from '../patternMatcher';
import { workspaceFileName } from '../workspacePath';
import type { MappingSetRule } from './mappingSetRule';

/**
 * The list in the workspace file breaks ties only. Where it puts a mapping before one that has to run first, people who read it are
 * misled. Only files that are named one by one have a place of their own in the list.
 */
export const listedOrderHolds: MappingSetRule = ({ all, order, workspace }, reportIn) => {
  // What a broken file looks up is not known, and so the order is not either.
  if (!workspace || all.some((read) => read.source.partial)) return;
  const runsAt = new Map(order.order.map((mapping, index) => [mapping.name, index]));
  const byFile = new Map(all.map((read) => [read.mapping.file, read]));
  const listed = workspace.mappings.flatMap(({ pattern, range }, index) => {
    const read = byFile.get(normalPattern(pattern));
    return read ? [{ read, range, index }] : [];
  });
  const listedAt = new Map(listed.map(({ read, index }) => [read.mapping.name, index]));
  for (const { read, range, index } of listed) {
    const { mapping, source } = read;
    const needed = [
      ...mapping.dependsOn.map((name, at) => ({ name, range: source.dependsOn[at] })),
      ...mapping.fields.flatMap((field, at) =>
        field.enabled
          ? field.lookup.map((lookup, position) => {
              return { name: lookup.mapping, range: source.fields[at]?.lookup[position]?.mapping };
            })
          : [],
      ),
    ];
    const later = needed.find(
      ({ name }) =>
        (listedAt.get(name) ?? 0) > index && (runsAt.get(name) ?? Infinity) < (runsAt.get(mapping.name) ?? 0),
    );
    if (!later) continue;
    const message = `${mapping.name} is listed before ${later.name}, and runs after it, since it needs it. Move this line below the one of ${later.name}.`;
    const related = later.range
      ? [{ file: source.file, range: later.range, message: `${mapping.name} needs ${later.name} here.` }]
      : [];
    reportIn(workspaceFileName)('LISTED_ORDER_DIFFERS', range, message, { related });
  }
};
