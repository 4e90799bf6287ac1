/** Requests to the server. A failure says whether trying again can help. */

export class Failure extends Error {
  /** @param {number} status 0: the server was not reached */
  constructor(status, message = "") {
    super(message);
    this.status = status;
  }

  get ended() {
    return this.status === 401;
  }

  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

const PATIENCE = 20_000; // milliseconds
const UPLOAD_PATIENCE = 300_000;

async function ask(path, options = {}, patience = PATIENCE) {
  let response;
  try {
    response = await fetch(`api/${path}`, { ...options, signal: AbortSignal.timeout(patience) });
  } catch {
    throw new Failure(0);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Failure(response.status, answer.message);
  return answer;
}

const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const newest = () => ask("messages");
export const older = (before) => ask(`messages?before=${before}`);
export const newer = (after) => ask(`messages?after=${after}`);
export const sendText = (text, clientId) => post("send", { text, client_id: clientId });
export const pressKey = (messageId, key, clientId) =>
  post("press", { message_id: String(messageId), key, client_id: clientId });
export const signOut = () => post("sign-out", {});

export function sendFile(file, clientId) {
  const form = new FormData();
  form.append("client_id", clientId);
  form.append("file", file);
  return ask("upload", { method: "POST", body: form }, UPLOAD_PATIENCE);
}
