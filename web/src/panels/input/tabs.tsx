// Tabs: one of several panels at a time; arrow keys move between them.

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";

export interface Tab {
  readonly name: string;
  readonly words: string;
  readonly panel: ComponentType;
}

const chosen = signal(0);

export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  const { name, panel: Panel } = tabs[chosen.value] as Tab;
  return (
    <section class="tabs">
      <div role="tablist" aria-label={label} onKeyDown={(event) => moveBy(event, tabs)}>
        {tabs.map((tab, place) => (
          <button
            key={tab.name} id={`tab-${tab.name}`} type="button" role="tab" aria-selected={place === chosen.value}
            aria-controls={place === chosen.value ? `tabpanel-${tab.name}` : undefined}
            tabIndex={place === chosen.value ? 0 : -1} onClick={() => (chosen.value = place)}
          >
            {tab.words}
          </button>
        ))}
      </div>
      <div key={name} id={`tabpanel-${name}`} role="tabpanel" aria-labelledby={`tab-${name}`}><Panel /></div>
    </section>
  );
}

/** Open a tab of the input by its place. */
export function showTab(place: number): void {
  chosen.value = place;
}

function moveBy(event: KeyboardEvent, tabs: readonly Tab[]): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  chosen.value = (chosen.value + step + tabs.length) % tabs.length;
  document.getElementById(`tab-${tabs[chosen.value]?.name}`)?.focus();
}
