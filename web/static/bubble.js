/** One line of the talk as an element. Whatever people typed goes in as text. */
import { clock, fileSize } from "./dates.js";
import { drawing, make, words } from "./page.js";

const PLAIN_LINK = /(https?:\/\/[^\s<>"”“]+[^\s<>"”“.,;:!?)\]])/g;
const SAFE_LINK = /^(https?:|mailto:|tel:)/i;
const MANY = 3; // buttons: more of them, if short, stand in columns
const SHORT = 8; // letters
const PAPER = "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6";

function linkTo(address, text) {
  const link = make("a", "", text);
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

/** Text with the addresses in it made into links. */
function withLinks(text) {
  return text.split(PLAIN_LINK).map((piece, place) => (place % 2 ? linkTo(piece, piece) : piece));
}

function spanOf({ text, bold, italic, link }) {
  let nodes = link && SAFE_LINK.test(link) ? [linkTo(link, text)] : withLinks(text);
  if (italic) nodes = [make("em", "", ...nodes)];
  if (bold) nodes = [make("strong", "", ...nodes)];
  return nodes;
}

function pictureOf({ name, picture }) {
  const image = make("img", "picture");
  image.src = picture;
  image.alt = name;
  image.loading = "lazy";
  return image;
}

function fileOf({ name, size, picture }) {
  if (picture && SAFE_LINK.test(picture)) return pictureOf({ name, picture });
  const sign = make("span", "sign", drawing(PAPER));
  return make("span", "file", sign, make("span", "", make("b", "", name), make("small", "", fileSize(size))));
}

function keyOf({ label, key, url }, messageId) {
  if (url) {
    const link = linkTo(SAFE_LINK.test(url) ? url : "#", label);
    link.className = "key";
    link.append(make("span", "unseen", ` (${words("link_opens")})`));
    return link;
  }
  const button = make("button", "key", label);
  button.type = "button";
  button.dataset.key = key;
  button.dataset.messageId = messageId;
  return button;
}

function rowsOf(line) {
  const rows = line.rows.map((row) => {
    const many = row.length > MANY && row.every(({ label }) => label.length <= SHORT);
    return make("div", many ? "row many" : "row", ...row.map((button) => keyOf(button, line.id)));
  });
  return make("div", "rows", ...rows);
}

function metaOf(line) {
  const time = make("time", "", clock(line.at));
  time.dateTime = line.at.replace(/\.\d+/, "");
  const meta = make("span", "meta");
  meta.append(time);
  if (line.mine) meta.append(stateOf(line));
  return meta;
}

function stateOf(line) {
  const said = line.id ? "sent" : "sending";
  const mark = line.id ? make("span", "tick", "✓") : make("span", "ring");
  if (line.failed) return "";
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", words(said));
  mark.title = words(said);
  return mark;
}

function troubleOf(line) {
  const retry = make("button", "", words("retry"));
  const drop = make("button", "", words("drop"));
  for (const [button, what] of [[retry, "retry"], [drop, "drop"]]) {
    button.type = "button";
    button.dataset.what = what;
    button.dataset.clientId = line.client_id;
  }
  return make("div", "trouble", make("span", "", words("failed")), retry, drop);
}

/** The `li` of a line: `{id, mine, at, text: spans, rows, file?, failed?, notice?}`. */
export function lineElement(line) {
  const bubble = make("div", "bubble", make("span", "unseen", `${words(line.mine ? "from_you" : "from_bot")}: `));
  if (line.file) bubble.append(fileOf(line.file));
  bubble.append(...line.text.flatMap(spanOf), metaOf(line));
  const element = make("li", "line", bubble);
  element.classList.toggle("mine", line.mine);
  element.classList.toggle("failed", Boolean(line.failed));
  element.classList.toggle("notice", Boolean(line.notice));
  if (line.rows?.length) {
    element.classList.add("has-rows");
    element.append(rowsOf(line));
  }
  if (line.failed) element.append(troubleOf(line));
  return element;
}
