import { h } from '../../webview/html';
import type { VNode } from '../../webview/html';
import type { Option } from '../../webview/kit';

/** The kit made of plain elements: for a document without a browser, which the toolkit needs. */
export function startKit(): void {
  return undefined;
}

export function button(label: string, onClick: () => void, options: { readonly disabledBecause?: string } = {}): VNode {
  const isOff = options.disabledBecause !== undefined;
  return h(
    'button',
    {
      key: `button ${label}`,
      title: options.disabledBecause,
      'aria-disabled': isOff ? 'true' : undefined,
      on: { click: () => (isOff ? undefined : onClick()) },
    },
    label,
  );
}

export function textField(label: string, value: string, hint: string, onInput: (value: string) => void): VNode {
  const on = { input: (event: Event) => onInput((event.currentTarget as HTMLInputElement).value) };
  return h('input', { key: `field ${label}`, placeholder: hint, 'aria-label': label, properties: { value }, on });
}

export function dropdown(
  label: string,
  value: string,
  options: readonly Option[],
  onChange: (value: string) => void,
): VNode {
  const on = { change: (event: Event) => onChange((event.currentTarget as HTMLSelectElement).value) };
  return h(
    'select',
    { key: `dropdown ${label}`, 'aria-label': label, properties: { value }, on },
    options.map((each) => h('option', { value: each.value }, each.label)),
  );
}

export function checkbox(label: string, checked: boolean, onChange: (checked: boolean) => void): VNode {
  return h('input', {
    key: `check ${label}`,
    type: 'checkbox',
    'aria-label': label,
    properties: { checked },
    on: { change: () => onChange(!checked) },
  });
}

export const badge = (text: string): VNode => h('span', {}, text);
export const progressRing = (): VNode => h('span', { class: 'ring' });
export const divider = (): VNode => h('hr', {});
