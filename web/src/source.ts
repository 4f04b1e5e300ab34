// Where the page gets its answers: a WebSocket to the lab. Notebook widget and one-file export have sources of their own.

import type { Answers, Ask } from "./messages.ts";
import { type Reply, decode } from "./wire.ts";

export type Connection = "connecting" | "open" | "lost";

export interface Source {
  /** Ask something; the promise breaks with a sentence for people where it fails. */
  ask<A extends Ask>(ask: A): Promise<Answers[A["kind"]]>;
}

/** An ask that failed: the message is a sentence for people. */
export class AskError extends Error {}

/** The server went away before it answered; the page asks again when it is back. */
export class LostError extends AskError {}

interface Waiting {
  readonly done: (answer: never) => void;
  readonly failed: (error: AskError) => void;
}

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 4000;

/** Connects to the lab, again and again where it went away. */
export class Lab implements Source {
  #socket: WebSocket | null = null;
  #id = 0;
  #pause = FIRST_PAUSE;
  readonly #waiting = new Map<number, Waiting>();
  readonly #onChange: (connection: Connection) => void;

  /** `onChange` is told when the connection opens or is lost. */
  constructor(onChange: (connection: Connection) => void) {
    this.#onChange = onChange;
    this.#connect();
  }

  ask<A extends Ask>(ask: A): Promise<Answers[A["kind"]]> {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return Promise.reject(new LostError("The server is not there."));
    const id = ++this.#id;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      socket.send(JSON.stringify({ id, ask }));
    });
  }

  #connect() {
    const socket = new WebSocket(new URL("api/socket", location.href.replace(/^http/, "ws")));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.#pause = FIRST_PAUSE;
      this.#onChange("open");
    };
    socket.onmessage = (event: MessageEvent<ArrayBuffer>) => this.#settle(decode(event.data));
    socket.onclose = () => this.#lose();
    this.#socket = socket;
  }

  #settle(reply: Reply) {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.error === undefined) waiting?.done(reply.answer as never);
    else waiting?.failed(new AskError(reply.error));
  }

  #lose() {
    this.#onChange("lost");
    for (const waiting of this.#waiting.values()) waiting.failed(new LostError("The server went away."));
    this.#waiting.clear();
    setTimeout(() => this.#connect(), this.#pause);
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
  }
}
