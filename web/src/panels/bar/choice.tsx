// Which network: those that can be opened, a new random one, and saving this one.

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { openNetwork, turnedDials } from "../../actions.ts";
import { addKeys } from "../../keys.ts";
import { formatCount, formatSizes } from "../../numbers/format.ts";
import { dials, hello, network } from "../../store.ts";
import { WORDS } from "../../words/bar.ts";
import { Icon } from "../icon.tsx";
import { KeepDialog } from "./keep.tsx";
import { RandomDialog } from "./random.tsx";
import { TrainDialog } from "./train.tsx";

type Open = "nothing" | "menu" | "random" | "train" | "keep";

const open = signal<Open>("nothing");

/** Open the list of the networks that can be looked at. */
export function openNetworks(): void {
  open.value = "menu";
}

export function NetworkChoice() {
  const place = useRef<HTMLDivElement>(null), opener = useRef<HTMLButtonElement>(null);
  const close = () => { open.value = "nothing"; opener.current?.focus(); };
  useEffect(() => {
    const away = (event: PointerEvent) => {
      if (open.peek() === "menu" && !place.current?.contains(event.target as Node)) open.value = "nothing";
    };
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, []);
  const shown = network.value;
  return (
    <div class="network-choice" ref={place} onKeyDown={(event) => { if (event.key === "Escape" && open.value === "menu") { event.preventDefault(); event.stopPropagation(); close(); } }}>
      <button ref={opener} type="button" class="network-name" aria-haspopup="dialog" aria-expanded={open.value === "menu"} disabled={shown === null}
        onClick={() => { open.value = open.value === "menu" ? "nothing" : "menu"; }}>
        <span class="hidden-visually">{WORDS.network}: </span><span class="name">{shown?.name ?? "…"}</span><Turned /><Icon name="down" />
      </button>
      {open.value === "menu" && <Menu onDone={close} onOpen={(next) => { open.value = next; }} />}
      {open.value === "random" && <RandomDialog onDone={close} />}
      {open.value === "train" && <TrainDialog onDone={close} />}
      {open.value === "keep" && <KeepDialog onDone={close} />}
    </div>
  );
}

/** A mark where dials are turned. */
function Turned() {
  void dials.value;
  const n = turnedDials().length;
  return n === 0 ? null : <span class="turned" title={WORDS.turned(n)}>•<span class="hidden-visually"> {WORDS.turned(n)}</span></span>;
}

interface MenuProps {
  readonly onDone: () => void;
  readonly onOpen: (next: "random" | "train" | "keep") => void;
}

function Menu({ onDone, onOpen }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => { menu.current?.querySelector("button")?.focus(); }, []);
  const shown = network.value;
  const choose = async (name: string) => { if (await openNetwork({ kind: "open", name })) onDone(); };
  return (
    <div ref={menu} class="menu" role="dialog" aria-label={WORDS.networks} onKeyDown={walk}>
      {shown !== null && <p class="small quiet menu-now">{shown.name}: {formatSizes(shown.sizes)}, {formatCount(shown.n_parameters)} dials, {shown.cost}</p>}
      <ul>
        {hello.value?.choices.map(({ name, summary }) => (
          <li key={name}>
            <button type="button" aria-current={shown?.name === name} onClick={() => void choose(name)}>
              <strong>{name}</strong><span class="small quiet">{summary}</span>
            </button>
          </li>
        ))}
      </ul>
      <div class="menu-more">
        <button type="button" onClick={() => onOpen("random")}>{WORDS.random}</button>
        <button type="button" onClick={() => onOpen("train")}>{WORDS.train}</button>
        <button type="button" onClick={() => onOpen("keep")}>{WORDS.keep}</button>
      </div>
    </div>
  );
}

/** Arrow keys go from entry to entry. */
function walk(event: KeyboardEvent): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const entries = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
  const at = entries.indexOf(document.activeElement as HTMLButtonElement);
  entries[(at + step + entries.length) % entries.length]?.focus();
}

addKeys([{ key: "o", does: WORDS.openKey, run: () => { open.value = "menu"; } }]);
