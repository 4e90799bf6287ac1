/** The lines in their order: each stands once, is put in place when it changes, and waits at the end until it is sent. */
import { lineElement } from "./bubble.js";
import { dayName, dayOf } from "./dates.js";
import { make } from "./page.js";

const TOGETHER = 3 * 60 * 1000; // milliseconds between lines that belong together

export class Timeline {
  constructor(log) {
    this.log = log;
    this.kept = new Map(); // id, or client id until it is sent → {line, element}
  }

  get oldestId() {
    const ids = [...this.kept.values()].map(({ line }) => line.id).filter(Boolean);
    return ids.length ? Math.min(...ids) : null;
  }

  get #newestId() {
    return Math.max(0, ...[...this.kept.values()].map(({ line }) => line.id ?? 0));
  }

  get isEmpty() {
    return this.kept.size === 0;
  }

  /** Puts lines in their places; gives those of the bot that were not there before. */
  put(lines, { arriving = false } = {}) {
    const fresh = lines.filter((line) => this.#place(line, arriving) && !line.mine);
    this.#arrange();
    return fresh;
  }

  remove(clientId) {
    this.kept.get(clientId)?.element.remove();
    this.kept.delete(clientId);
    this.#arrange();
  }

  /** Day marks follow the calendar: at midnight "today" becomes "yesterday". */
  redate() {
    for (const mark of this.log.querySelectorAll(".day")) mark.textContent = dayName(mark.dataset.day);
  }

  #place(line, arriving) {
    const pending = this.kept.get(line.client_id);
    const known = this.kept.get(line.id);
    if (pending && known) this.remove(line.client_id);
    if (known && known.line.version >= line.version) return false;
    const there = known ?? pending;
    const element = lineElement(line);
    const id = line.id ?? (line.notice ? this.#newestId : null); // a notice stays where it was said
    if (id !== null) element.dataset.id = id;
    element.dataset.day = dayOf(line.at);
    element.dataset.at = Date.parse(line.at);
    if (known || (pending && !line.id)) {
      this.#swap(there.element, element);
    } else {
      pending?.element.remove(); // the line is there now: it leaves the end and takes its place
      this.kept.delete(line.client_id);
      this.log.insertBefore(element, this.#follower(line));
      if (arriving && !pending) element.classList.add("arrives");
    }
    this.kept.set(line.id ?? line.client_id, { line, element });
    return !there;
  }

  /** The element before which a line belongs: the first with a higher id, or the first that is not sent yet. */
  #follower(line) {
    if (!line.id) return null;
    let follower = null;
    for (let element = this.log.lastElementChild; element; element = element.previousElementSibling) {
      if (!element.classList.contains("line")) continue;
      if (Number(element.dataset.id ?? Infinity) <= line.id) break;
      follower = element;
    }
    return follower;
  }

  #swap(old, element) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const keys = [...old.querySelectorAll(".key")];
    old.replaceWith(element);
    if (!old.classList.contains("mine")) element.classList.add("changed");
    if (!focused) return;
    const now = [...element.querySelectorAll(".key")];
    const same = now.find((key) => key.dataset.key && key.dataset.key === focused.dataset.key);
    (same ?? now[Math.min(keys.indexOf(focused), now.length - 1)])?.focus({ preventScroll: true });
  }

  /** Marks days, and which lines begin and end a group of one side. */
  #arrange() {
    for (const mark of this.log.querySelectorAll(".day")) mark.remove();
    let before = null;
    for (const element of [...this.log.children]) {
      const newDay = element.dataset.day !== before?.dataset.day;
      if (newDay) this.log.insertBefore(dayMark(element.dataset.day), element);
      const apart = newDay || !alike(before, element);
      element.classList.toggle("first", apart);
      element.classList.add("last");
      if (!apart) before.classList.remove("last");
      before = element;
    }
  }
}

function dayMark(day) {
  const mark = make("li", "day", dayName(day));
  mark.dataset.day = day;
  return mark;
}

function alike(one, other) {
  const sameSide = one.classList.contains("mine") === other.classList.contains("mine");
  return sameSide && !one.classList.contains("has-rows") && other.dataset.at - one.dataset.at < TOGETHER;
}
