/** How large the workspace of the `big` window is: one mapping with most of the records, the others with `few` each. */
export const bigSizes = { mappings: 200, records: 100_000, few: 100 } as const;
