import {
  Virtualizer,
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
} from '@tanstack/virtual-core';

/** The rows of a long list that are to stand in the document. */
export interface VirtualWindow {
  readonly rows: readonly { readonly index: number; readonly top: number; readonly height: number }[];
  readonly totalHeight: number;
}

export interface VirtualRows {
  /** What to draw; cheap to ask for. */
  look(): VirtualWindow;
  /** Called after each drawing with the element that scrolls, null where there is none. */
  attach(scroller: HTMLElement | null): void;
  /** Takes over how many rows there are, how high each is, and which one stays although it is out of sight: the focus is on it. */
  lay(count: number, heightOf: (index: number) => number, stays: number): void;
  scrollTo(index: number): void;
  stop(): void;
}

/** Keeps a few rows beyond the edges, so that a scroll shows something at once. */
const beyond = 6;

/** `onScroll` is told the rows in sight whenever they change. */
export function createVirtualRows(
  initialTop: number,
  onScroll: (seen: { readonly first: number; readonly last: number; readonly scrollTop: number }) => void,
): VirtualRows {
  let scroller: HTMLElement | null = null;
  let height = (_index: number): number => 28;
  let count = 0;
  let held = 0;
  const options = (): ConstructorParameters<typeof Virtualizer<HTMLElement, HTMLElement>>[0] => ({
    count,
    estimateSize: (index) => height(index),
    getScrollElement: () => scroller,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    overscan: beyond,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), Math.min(held, count - 1)])].sort((a, b) => a - b),
    initialOffset: initialTop,
    onChange: () => {
      const { range, scrollOffset } = virtualizer;
      if (range) onScroll({ first: range.startIndex, last: range.endIndex, scrollTop: scrollOffset ?? 0 });
    },
  });
  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>(options());
  const unmount = virtualizer._didMount();
  return {
    look: () => ({
      rows: virtualizer.getVirtualItems().map(({ index, start, size }) => ({ index, top: start, height: size })),
      totalHeight: virtualizer.getTotalSize(),
    }),
    attach(element) {
      if (element === scroller) return;
      scroller = element;
      virtualizer._willUpdate();
    },
    lay(rows, heightOf, stays) {
      if (rows === count && heightOf === height && stays === held) return;
      held = stays;
      const isNewHeight = heightOf !== height;
      count = rows;
      height = heightOf;
      virtualizer.setOptions(options());
      if (isNewHeight) virtualizer.measure();
    },
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    stop: unmount,
  };
}
