import type { MappingSetRule } from './mappingSetRule';

/**
 * A circle of `dependsOn` has no order. A circle through a lookup has one, and the user is told which lookup gives way; a
 * lookup into the mapping itself goes without saying.
 */
export const dependenciesHaveAnOrder: MappingSetRule = ({ all, order }, reportIn) => {
  const { deferred, unresolved } = order;

  for (const circle of unresolved) {
    const first = all.find((read) => read.mapping.name === circle[0]);
    if (!first) continue;
    const index = first.mapping.dependsOn.findIndex((name) => circle.includes(name));
    const message =
      circle.length === 1
        ? `${circle[0]} depends on itself. Remove it from 'dependsOn'.`
        : `${circle.join(', ')} depend on each other in a circle. Remove one of them from 'dependsOn'.`;
    reportIn(first.source.file)('DEPENDENCY_CYCLE', first.source.dependsOn[index] ?? first.source.name, message);
  }

  for (const { mapping, field, target } of deferred) {
    const read = all.find((other) => other.mapping.name === mapping && other.mapping.fields.includes(field));
    if (!read || mapping === target) continue;
    const position = field.lookup.findIndex((lookup) => lookup.mapping === target);
    const place = read.source.fields[read.mapping.fields.indexOf(field)];
    const message = `${mapping} runs before ${target}, since they look each other up. This field is set in the same run, after ${target}.`;
    reportIn(read.source.file)('LOOKUP_DEFERRED', place?.lookup[position]?.mapping ?? field.range, message);
  }
};
