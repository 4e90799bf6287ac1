/** Buttons under the bot's lines: pressed once, marked while the answer is awaited. */
import { pressKey } from "./api.js";
import { newId } from "./page.js";

const LONGEST_WAIT = 10_000; // milliseconds, then it may be pressed again

const busy = new Set();

function release(button) {
  busy.delete(button);
  button.removeAttribute("aria-busy");
}

/** Called when the server has nothing left to answer. */
export function settle() {
  for (const button of busy) release(button);
}

async function press(button, told) {
  for (const other of button.closest(".rows").querySelectorAll(".pressed")) other.classList.remove("pressed");
  button.classList.add("pressed");
  button.setAttribute("aria-busy", "true");
  busy.add(button);
  try {
    await pressKey(button.dataset.messageId, button.dataset.key, newId());
    setTimeout(() => release(button), LONGEST_WAIT);
  } catch (failure) {
    release(button);
    button.classList.remove("pressed");
    told.failed(failure);
  }
}

/** @param {{failed: (failure) => void}} told */
export function start(log, told) {
  log.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-key]");
    if (button && !busy.has(button)) press(button, told);
  });
}
