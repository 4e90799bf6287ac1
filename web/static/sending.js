/** Lines on their way: sent one after the other, kept until the server has them, tried again when it is back. */
import { sendFile, sendText } from "./api.js";
import { memory } from "./memory.js";
import { newId } from "./page.js";

export class Sending {
  /** @param {{show, sent, refused, ended}} told what to do with a line as it goes its way */
  constructor(told) {
    this.told = told;
    this.waiting = memory.unsent().map((line) => ({ ...line, failed: true }));
    this.busy = false;
    for (const line of this.waiting) told.show(line);
  }

  text(text) {
    this.#add({ text: [{ text }], rows: [] });
  }

  file(file) {
    this.#add({ text: [], rows: [], file: { name: file.name, size: file.size }, source: file });
  }

  /** Tries what failed once more; with a client id, only that line. */
  retry(clientId = null) {
    for (const line of this.waiting) {
      if (line.failed && (clientId === null || line.client_id === clientId)) {
        line.failed = false;
        this.told.show(line);
      }
    }
    this.#work();
  }

  drop(clientId) {
    this.#keep(this.waiting.filter((line) => line.client_id !== clientId));
  }

  /** The server has these lines, whatever became of the answers that should have said so. */
  arrived(lines) {
    const there = new Set(lines.map((line) => line.client_id));
    if (this.waiting.some((line) => there.has(line.client_id))) {
      this.#keep(this.waiting.filter((line) => !there.has(line.client_id)));
    }
  }

  #add(content) {
    const line = { ...content, client_id: newId(), mine: true, at: new Date().toISOString(), version: 0 };
    this.#keep([...this.waiting, line]);
    this.told.show(line);
    this.#work();
  }

  #keep(lines) {
    this.waiting = lines;
    memory.keepUnsent(lines.filter((line) => !line.source));
  }

  async #work() {
    if (this.busy) return;
    this.busy = true;
    let line;
    while ((line = this.waiting.find((one) => !one.failed))) await this.#send(line);
    this.busy = false;
  }

  async #send(line) {
    try {
      const request = line.source ? sendFile(line.source, line.client_id) : sendText(line.text[0].text, line.client_id);
      const answer = await request;
      this.drop(line.client_id);
      this.told.sent(answer.line);
    } catch (failure) {
      this.#failed(line, failure);
    }
  }

  #failed(line, failure) {
    if (!this.waiting.includes(line)) return; // dropped, or arrived after all
    if (failure.passing || failure.ended) {
      // The lines after it wait too, so that they arrive in the order in which they were written.
      for (const one of this.waiting) {
        one.failed = true;
        this.told.show(one);
      }
      if (failure.ended) this.told.ended();
    } else {
      this.drop(line.client_id);
      this.told.refused(line, failure.message);
    }
  }
}
