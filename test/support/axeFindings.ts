/** A finding of axe-core that counts: serious or critical. */
interface AxeFinding {
  readonly id: string;
  readonly html: string;
  readonly summary: string;
}

/** Runs in a page that has loaded axe-core; to be handed to it, so it uses nothing from out here. */
export async function axeFindings(): Promise<readonly AxeFinding[]> {
  const axe = Reflect.get(globalThis, 'axe') as {
    run(): Promise<{
      violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
    }>;
  };
  const { violations } = await axe.run();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({
      id,
      html: nodes[0]?.html.slice(0, 200) ?? '',
      summary: nodes[0]?.failureSummary.slice(0, 300) ?? '',
    }));
}
