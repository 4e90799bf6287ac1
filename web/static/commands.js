/** The list of commands: opened by its button or by typing `/`, narrowed by typing on, walked with the arrows. */
import { byId, make } from "./page.js";

const list = byId("commands");
const button = byId("commands-button");
const field = byId("text");

let entries = [];
let shown = [];
let chosen = 0;
let run = () => {};

const fold = (text) =>
  text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

function itemOf({ command, description }, place) {
  const item = make("li", "", make("b", "", `/${command}`), make("span", "", description));
  item.id = `command-${place}`;
  item.setAttribute("role", "option");
  item.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  item.addEventListener("click", () => pick(place));
  return item;
}

function mark(place) {
  chosen = (place + shown.length) % shown.length;
  for (const [number, item] of [...list.children].entries()) {
    item.setAttribute("aria-selected", String(number === chosen));
  }
  list.children[chosen].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", list.children[chosen].id);
}

function open(found) {
  shown = found;
  list.replaceChildren(...shown.map(itemOf));
  list.hidden = shown.length === 0;
  button.setAttribute("aria-expanded", String(!list.hidden));
  if (!list.hidden) mark(0);
}

export function close() {
  list.hidden = true;
  button.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function pick(place) {
  const { command } = shown[place];
  close();
  run(`/${command}`);
}

/** Commands to offer from now on: `[{command, description}]`. */
export function offer(menu) {
  if (JSON.stringify(menu) === JSON.stringify(entries)) return;
  entries = menu;
  button.hidden = entries.length === 0;
  if (!list.hidden) close();
}

/** Follows what is typed: `/qu` shows the commands that begin so, one that is typed whole first. */
export function typed(text) {
  if (!/^\/\S*$/.test(text)) return close();
  const begun = fold(text.slice(1));
  const found = entries.filter(({ command }) => fold(command).startsWith(begun));
  const isWhole = ({ command }) => fold(command) === begun;
  open([...found.filter(isWhole), ...found.filter((entry) => !isWhole(entry))]);
}

/** Whether a key was for the list. */
export function taken(event) {
  if (list.hidden) return false;
  const acts = {
    ArrowDown: () => mark(chosen + 1),
    ArrowUp: () => mark(chosen - 1),
    Enter: () => pick(chosen),
    Tab: () => pick(chosen),
    Escape: close,
  };
  const act = event.shiftKey ? null : acts[event.key];
  if (!act) return false;
  event.preventDefault();
  act();
  return true;
}

export function start(send) {
  run = send;
  button.addEventListener("click", () => {
    if (list.hidden) open(entries);
    else close();
    field.focus({ preventScroll: true });
  });
  document.addEventListener("pointerdown", (event) => {
    if (!list.contains(event.target) && !button.contains(event.target) && event.target !== field) close();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
}
