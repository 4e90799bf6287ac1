/** The chat page: brings its parts together. */
import * as api from "./api.js";
import * as commands from "./commands.js";
import * as composer from "./composer.js";
import { fileSize } from "./dates.js";
import { memory } from "./memory.js";
import { byId, make, newId, page, words } from "./page.js";
import * as pressing from "./pressing.js";
import * as scroll from "./scroll.js";
import { Sending } from "./sending.js";
import { Stream } from "./stream.js";
import { Timeline } from "./timeline.js";
import * as typing from "./typing.js";

const RETRY = 1500; // milliseconds, for the first load
const A_MINUTE = 60_000;

const log = byId("log");
const live = byId("live");
const edge = byId("edge");
const timeline = new Timeline(log);
const title = document.title;

let stream = null;
let more = false;
let loading = false;
let unseen = 0;
let ended = false;

function status(now) {
  const said = { open: "", connecting: words("reconnecting"), offline: words("offline"), first: words("connecting") }[now];
  document.body.classList.toggle("away", said !== "");
  if (byId("status").textContent !== said) byId("status").textContent = said;
}

function show(lines) {
  scroll.changing(() => {
    const fresh = timeline.put(lines, { arriving: true }).length;
    if (document.hidden) unseen += fresh;
    document.title = unseen ? `(${unseen}) ${title}` : title;
    return fresh;
  });
  edgeWords();
}

/** A line of the page itself, about what could not be sent; it is not kept. */
function notice(said, ...nodes) {
  const line = { client_id: newId(), mine: false, notice: true, text: [{ text: said }], rows: [] };
  show([{ ...line, at: new Date().toISOString(), version: 0 }]);
  log.querySelector(".notice:last-of-type .bubble .meta")?.before(...nodes);
  scroll.toBottom();
}

function edgeWords() {
  edge.textContent = loading ? words("older") : timeline.isEmpty ? words("empty") : more ? "" : words("beginning");
}

function state({ waiting, menu, language }) {
  if (language !== page.language) location.reload();
  typing.awaited(waiting);
  if (!waiting) pressing.settle();
  commands.offer(menu);
}

function end() {
  if (ended) return;
  ended = true;
  stream?.stop();
  status("open");
  typing.awaited(false);
  const link = make("a", "", words("enter_code"));
  link.href = "/?moi=1";
  notice(words("ended"), " ", link);
}

const sending = new Sending({
  show: (line) => scroll.changing(() => void timeline.put([line], { arriving: true })),
  sent: (line) => void timeline.put([line]),
  refused(line, message) {
    timeline.remove(line.client_id);
    notice(message || words("failed"));
  },
  ended: end,
});

function send(text) {
  if (new TextEncoder().encode(text).length > page.maxBody - 1000) {
    notice(words("text_too_large"));
    return;
  }
  composer.clear();
  commands.close();
  sending.text(text);
  scroll.toBottom();
  composer.focus();
}

function attach(file) {
  if (file.size > page.maxFile) notice(words("file_too_large", { name: file.name, size: fileSize(file.size) }));
  else sending.file(file);
  scroll.toBottom();
}

async function loadOlder() {
  if (!more || loading) return;
  loading = true;
  edgeWords();
  try {
    const found = await api.older(timeline.oldestId);
    live.setAttribute("aria-live", "off"); // old lines are not news
    scroll.above(() => timeline.put(found.lines));
    setTimeout(() => live.setAttribute("aria-live", "polite"), 300);
    more = found.more;
  } catch (failure) {
    if (failure.ended) end();
  }
  loading = false;
  edgeWords();
}

async function open() {
  try {
    const found = await api.newest();
    more = found.more;
    sending.arrived(found.lines);
    scroll.changing(() => void timeline.put(found.lines));
    scroll.toBottom();
    live.setAttribute("aria-busy", "false");
    edgeWords();
    state(found);
    stream = new Stream(found.version, {
      onLines(lines) {
        sending.arrived(lines);
        show(lines);
      },
      onState: state,
      onStatus(now) {
        status(now);
        if (now === "open") sending.retry();
      },
      onEnded: end,
    });
  } catch (failure) {
    if (failure.ended) end();
    else {
      status("connecting");
      setTimeout(open, RETRY);
    }
  }
}

async function leave() {
  try {
    await api.signOut();
  } catch (failure) {
    if (!failure.ended) return notice(words("press_failed"));
  }
  memory.forget();
  location.assign("/?moi=1");
}

log.addEventListener("click", ({ target }) => {
  const { what, clientId } = target.closest("button[data-what]")?.dataset ?? {};
  if (what === "retry") sending.retry(clientId);
  if (what === "drop") {
    sending.drop(clientId);
    timeline.remove(clientId);
  }
});
pressing.start(log, {
  failed: (failure) => (failure.ended ? end() : notice(words("press_failed"))),
});
commands.start(send);
composer.start(send, commands.taken, commands.typed);
byId("attach").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", ({ target }) => {
  for (const file of target.files) attach(file);
  target.value = "";
});
byId("sign-out").addEventListener("click", leave);
document.addEventListener("pointerdown", ({ target }) => {
  if (!byId("options").contains(target)) byId("options").open = false;
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") byId("options").open = false;
});
document.addEventListener("visibilitychange", () => {
  unseen = 0;
  document.title = title;
});
scroll.onTop(loadOlder);
setInterval(() => timeline.redate(), A_MINUTE);
status("first");
open();
