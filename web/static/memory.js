/** What this browser remembers for this chat: the text being typed, and lines that did not go out yet. */
import { page } from "./page.js";

const LONGEST = 100_000; // characters; a browser keeps only a few megabytes for a whole site
const name = (what) => `dondoc:${page.publicId}:${what}`;

function read(what, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name(what))) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function write(what, value) {
  try {
    const text = JSON.stringify(value);
    if (text.length <= LONGEST) localStorage.setItem(name(what), text);
  } catch {
    // A browser may refuse to remember (private window, full): the page works without.
  }
}

export const memory = {
  draft: () => read("draft", ""),
  keepDraft: (text) => write("draft", text),
  unsent: () => read("unsent", []),
  keepUnsent: (lines) => write("unsent", lines),
  forget() {
    for (const what of ["draft", "unsent"]) {
      try {
        localStorage.removeItem(name(what));
      } catch {
        return;
      }
    }
  },
};
