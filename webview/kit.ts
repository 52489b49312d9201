/**
 * The components that the view is made of. This file alone knows the toolkit they come from; all else sees these functions, so
 * that the toolkit can be exchanged here.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeBadge,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDivider,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { h } from './html';
import type { VNode } from './html';

/** Has to be called once before anything is drawn. */
export function startKit(): void {
  provideVSCodeDesignSystem().register(
    vsCodeBadge(),
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDivider(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

export interface ButtonOptions {
  readonly primary?: boolean;
  /** Why it cannot be pressed now; it stays in reach of the keyboard, so that the reason can be read. */
  readonly disabledBecause?: string | undefined;
}

export function button(label: string, onClick: () => void, options: ButtonOptions = {}): VNode {
  const { primary = false, disabledBecause } = options;
  const isOff = disabledBecause !== undefined;
  return h(
    'vscode-button',
    {
      key: `button ${label}`,
      appearance: primary ? 'primary' : 'secondary',
      class: isOff ? 'off' : undefined,
      'aria-disabled': isOff ? 'true' : undefined,
      // The inner button is what a screen reader meets.
      'aria-label': isOff ? `${label}. ${disabledBecause}` : undefined,
      title: disabledBecause,
      on: { click: () => (isOff ? undefined : onClick()) },
    },
    label,
  );
}

export function textField(label: string, value: string, hint: string, onInput: (value: string) => void): VNode {
  return h(
    'vscode-text-field',
    {
      key: `field ${label}`,
      placeholder: hint,
      'aria-label': label,
      properties: { value },
      on: { input: (event) => onInput(propertyOf(event, 'value')) },
    },
    label,
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function dropdown(
  label: string,
  value: string,
  options: readonly Option[],
  onChange: (value: string) => void,
): VNode {
  return h(
    'label',
    { key: `dropdown ${label}`, class: 'labelled' },
    h('span', {}, label),
    h(
      'vscode-dropdown',
      { 'aria-label': label, properties: { value }, on: { change: (event) => onChange(propertyOf(event, 'value')) } },
      options.map((option) => h('vscode-option', { key: option.value, value: option.value }, option.label)),
    ),
  );
}

export function checkbox(label: string, checked: boolean, onChange: (checked: boolean) => void): VNode {
  return h(
    'vscode-checkbox',
    {
      key: `check ${label}`,
      properties: { checked },
      on: {
        change: (event) => {
          const now = event.currentTarget !== null && Reflect.get(event.currentTarget, 'checked') === true;
          if (now !== checked) onChange(now);
        },
      },
    },
    label,
  );
}

export function badge(text: string): VNode {
  return h('vscode-badge', {}, text);
}

export function progressRing(): VNode {
  return h('vscode-progress-ring', { 'aria-hidden': 'true' });
}

export function divider(): VNode {
  return h('vscode-divider', {});
}

function propertyOf(event: Event, name: string): string {
  return event.currentTarget === null ? '' : String(Reflect.get(event.currentTarget, name));
}
