// The gateway's API. A token, where one is needed, lives in this tab alone.

const TOKEN = 'winnow-token';
const RETRY_MS = 2000;

export class ApiError extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export function setToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

function headers(extra) {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { ...extra, Authorization: 'Bearer ' + token } : extra;
}

async function checked(answer) {
  if (answer.ok) return answer;
  let detail = answer.statusText;
  try {
    detail = (await answer.json()).detail || detail;
  } catch {
    // A proxy answers without JSON.
  }
  throw new ApiError(answer.status, detail);
}

export async function get(path, query) {
  const given = Object.entries(query || {}).filter(([, value]) => value !== '' && value !== null);
  const search = new URLSearchParams(given).toString();
  const answer = await fetch(path + (search ? '?' + search : ''), { headers: headers({}) });
  return (await checked(answer)).json();
}

export async function post(path, body) {
  const answer = await fetch(path, {
    method: 'POST', headers: headers({ 'Content-Type': 'application/json' }), body: JSON.stringify(body),
  });
  if (answer.status === 409) return answer.json();
  return (await checked(answer)).json();
}

// The bytes at a path, as an object that can be saved.
export async function bytes(path) {
  return (await checked(await fetch(path, { headers: headers({}) }))).blob();
}

// Follows the overviews until `signal` is aborted; connects again after a loss, with the id of the
// last event. EventSource cannot send a token, so the stream is read with fetch.
export async function follow(onOverview, onState, signal) {
  let last = '';
  while (!signal.aborted) {
    try {
      const answer = await checked(await fetch('/v1/events', {
        headers: headers(last ? { 'Last-Event-ID': last } : {}), signal, cache: 'no-store',
      }));
      onState('live', '');
      await read(answer.body.getReader(), (event) => {
        last = event.id;
        onOverview(JSON.parse(event.data));
      });
      onState('lost', 'the gateway closed the connection');
    } catch (error) {
      if (signal.aborted) return;
      onState('lost', error.message, error.status);
    }
    await new Promise((resume) => setTimeout(resume, RETRY_MS));
  }
}

async function read(reader, onEvent) {
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop();
    blocks.map(parse).filter((event) => event.data).forEach(onEvent);
  }
}

function parse(block) {
  const event = { id: '', data: '' };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(': ');
    const field = line.slice(0, colon);
    if (field === 'id' || field === 'data') event[field] += line.slice(colon + 2);
  }
  return event;
}
