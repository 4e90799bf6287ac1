/** What the server told this page: who, where, and the words to use. */
export const page = JSON.parse(document.body.dataset.page);

/** The words of that name, with `{name}`s filled in. */
export function words(name, filled = {}) {
  return page.words[name].replace(/\{(\w+)\}/g, (whole, key) => (key in filled ? String(filled[key]) : whole));
}

export const byId = (id) => document.getElementById(id);

/** An element with classes and children; text goes in as text, never as markup. */
export function make(tag, className = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** A drawing of stroked paths. */
export function drawing(path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** A random id. `crypto.randomUUID` would need https, and offices open this page over their own network too. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
