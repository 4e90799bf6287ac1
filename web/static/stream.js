/** Live updates: a stream that is taken up again where it stopped, with growing pauses while the server is away. */
import { newer } from "./api.js";

const SILENCE = 40_000; // milliseconds; the server says something every 15 s
const PAUSES = [300, 800, 1500, 3000, 6000, 12_000];
const HIDDEN_FOR = 60_000; // then the page asks now and then: a browser opens only six streams to one server
const ASK_EVERY = 20_000;

export class Stream {
  /** @param {{onLines, onState, onStatus, onEnded}} told `onStatus("open" | "connecting" | "offline")` */
  constructor(version, told) {
    this.version = version;
    this.told = told;
    this.failures = 0;
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#rest() : this.#wake()));
    addEventListener("online", () => this.#wake());
    addEventListener("offline", () => this.#lost());
    this.#open();
  }

  stop() {
    this.stopped = true;
    this.#close();
  }

  #open() {
    if (this.stopped) return;
    this.#close();
    const source = new EventSource(`api/events?after=${this.version}`);
    this.source = source;
    const hear = (name, act) =>
      source.addEventListener(name, (event) => {
        if (source !== this.source) return;
        this.#heard();
        act(JSON.parse(event.data));
      });
    hear("lines", ({ lines }) => this.#take(lines));
    hear("state", (state) => this.told.onState(state));
    hear("ended", () => this.told.onEnded());
    source.onerror = () => source === this.source && this.#lost();
    this.#watch();
  }

  #take(lines) {
    this.told.onLines(lines);
    for (const line of lines) this.version = Math.max(this.version, line.version);
  }

  #heard() {
    this.failures = 0;
    this.told.onStatus("open");
    this.#watch();
  }

  #watch() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.#lost(), SILENCE);
  }

  #close() {
    clearTimeout(this.silence);
    clearTimeout(this.again);
    clearTimeout(this.resting);
    clearInterval(this.asking);
    this.source?.close();
    this.source = null;
  }

  #lost() {
    if (this.stopped) return;
    this.#close();
    this.told.onStatus(navigator.onLine ? "connecting" : "offline");
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
    this.failures += 1;
    this.again = setTimeout(() => this.#retry(), pause * (0.8 + 0.4 * Math.random()));
  }

  /** Asks first: a stream does not say why it was refused, and a session that ended stays so. */
  async #retry() {
    if (await this.#ask()) this.#open();
    else this.#lost();
  }

  async #ask() {
    try {
      const { lines, ...state } = await newer(this.version);
      this.#take(lines);
      this.told.onState(state);
      return true;
    } catch (failure) {
      if (failure.ended) this.told.onEnded();
      return false;
    }
  }

  #rest() {
    this.resting = setTimeout(() => {
      if (this.stopped) return;
      this.#close();
      this.asking = setInterval(() => this.#ask(), ASK_EVERY);
    }, HIDDEN_FOR);
  }

  #wake() {
    clearTimeout(this.resting);
    if (!this.source || this.source.readyState !== EventSource.OPEN) this.#open();
  }
}
