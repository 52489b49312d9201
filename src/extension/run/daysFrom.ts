/** What is no sensible number keeps them: nothing is lost by a typing error. */
export function daysFrom(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 1 ? Number(value) : undefined;
}
