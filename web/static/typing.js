/** The three dots, shown when an answer takes longer than the blink of an eye. */
import { byId, words } from "./page.js";
import { changing } from "./scroll.js";

const AFTER = 350; // milliseconds
const dots = byId("typing");

let timer = null;

function show(shown) {
  if (dots.hidden !== shown) return;
  changing(() => {
    dots.hidden = !shown;
  });
  byId("typing-said").textContent = shown ? words("typing") : "";
}

/** Whether the server has something left to answer. */
export function awaited(waiting) {
  if (waiting) {
    timer ??= setTimeout(() => show(true), AFTER);
    return;
  }
  clearTimeout(timer);
  timer = null;
  show(false);
}
