/** What a plan's code lenses call; nobody else does, so the manifest does not know them. */
export const planCommands = {
  more: '_tandem.plan.more',
  filter: '_tandem.plan.filter',
  again: '_tandem.plan.again',
  compare: '_tandem.plan.compare',
  compareAll: '_tandem.plan.compareAll',
} as const;
