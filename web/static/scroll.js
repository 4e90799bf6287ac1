/** Where the reader stands: at the newest line, which then stays in view, or further up, where nothing moves. */
import { byId, words } from "./page.js";

const NEAR = 90; // pixels
const talk = byId("talk");
const button = byId("to-bottom");
const badge = byId("unread");

let unread = 0;
let following = true;

const distance = () => talk.scrollHeight - talk.scrollTop - talk.clientHeight;

function show() {
  button.hidden = distance() < NEAR;
  if (button.hidden) unread = 0;
  badge.hidden = unread === 0;
  badge.textContent = unread > 99 ? "99+" : unread;
  button.setAttribute("aria-label", unread ? words("unread", { n: unread }) : words("to_bottom"));
}

export function toBottom({ smoothly = false } = {}) {
  following = true;
  talk.scrollTo({ top: talk.scrollHeight, behavior: smoothly ? "smooth" : "instant" });
  show();
}

/** Changes the talk; whoever stood at the end stays there, anyone else is told how much is new. */
export function changing(change) {
  const follow = following;
  const fresh = change() ?? 0;
  if (follow) toBottom();
  else {
    unread += fresh;
    show();
  }
}

/** Adds above what is read without moving it. */
export function above(change) {
  const before = talk.scrollHeight - talk.scrollTop;
  change();
  talk.scrollTop = talk.scrollHeight - before;
}

/** Calls `act` when the reader comes near the beginning. */
export function onTop(act) {
  talk.addEventListener("scroll", () => talk.scrollTop < 400 && act(), { passive: true });
}

talk.addEventListener(
  "scroll",
  () => {
    following = distance() < NEAR;
    show();
  },
  { passive: true },
);
button.addEventListener("click", () => {
  toBottom({ smoothly: true });
  byId("text").focus({ preventScroll: true });
});
// The keyboard of a phone, a growing field, a turned screen: what was in view at the end stays there.
new ResizeObserver(() => following && toBottom()).observe(talk);
