/** The field where one types. On a computer Enter sends and Shift+Enter breaks the line; on a phone Enter breaks it. */
import { memory } from "./memory.js";
import { byId } from "./page.js";

const field = byId("text");
const button = byId("send");
const hasKeyboard = matchMedia("(hover: hover) and (pointer: fine)");

function fit() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
  field.style.overflowY = field.scrollHeight > field.clientHeight + 2 ? "auto" : "hidden";
  button.disabled = field.value.trim() === "";
}

/** Takes the text out of the field. */
export function clear() {
  write("");
}

export function write(text) {
  field.value = text;
  fit();
  memory.keepDraft(text);
}

export const text = () => field.value;

export function focus() {
  if (hasKeyboard.matches) field.focus({ preventScroll: true });
}

/** @param {(text: string) => void} send @param {(event: KeyboardEvent) => boolean} taken whether the command list took the key */
export function start(send, taken, typed) {
  field.enterKeyHint = hasKeyboard.matches ? "send" : "enter";
  write(memory.draft());
  field.addEventListener("input", () => {
    fit();
    memory.keepDraft(field.value);
    typed(field.value);
  });
  field.addEventListener("keydown", (event) => {
    // Telex and VNI compose letters: Enter that ends a composition is not meant to send (229 is Safari's way to say so).
    if (event.isComposing || event.keyCode === 229 || taken(event)) return;
    if (event.key === "Enter" && !event.shiftKey && hasKeyboard.matches) {
      event.preventDefault();
      if (field.value.trim()) send(field.value);
    }
  });
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) send(field.value);
  });
  focus();
}
