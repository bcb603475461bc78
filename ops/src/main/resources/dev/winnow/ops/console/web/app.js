// Shows the page that the path names, and keeps it up to date.

import { ApiError, follow, setToken } from './api.js';
import { el } from './dom.js';
import { overviewPage } from './overview.js';
import { promptPage } from './prompt.js';
import { promptsPage } from './prompts.js';
import { recipesPage } from './recipes.js';

const PAGES = {
  '/': ['Overview', overviewPage],
  '/recipes': ['Recipes', recipesPage],
  '/prompts': ['Prompts', promptsPage],
  '/prompt': ['Prompt', promptPage],
};

const main = document.getElementById('main');
const connection = document.getElementById('connection');
let page = null;
let latest = null;

function show() {
  const [title, make] = PAGES[location.pathname] || PAGES['/'];
  document.title = title + ' · Winnow';
  for (const anchor of document.querySelectorAll('nav a')) {
    const here = anchor.pathname === location.pathname
      || (anchor.pathname === '/prompts' && location.pathname === '/prompt');
    anchor.toggleAttribute('aria-current', here);
    if (here) anchor.setAttribute('aria-current', 'page');
  }
  page = make(new URLSearchParams(location.search), { go, failed });
  main.replaceChildren(page.element);
  if (latest) page.overview(latest);
}

function go(path) {
  history.pushState(null, '', path);
  show();
  scrollTo(0, 0);
  main.focus();
}

// Says what a request failed for; asks for a token where one is missing.
function failed(error) {
  const text = error instanceof ApiError ? error.message : 'the gateway does not answer: ' + error.message;
  const parts = [el('p', { role: 'alert', class: 'panel' }, text)];
  if (error.status === 401 || error.status === 403) parts.push(tokenForm());
  return el('div', null, parts);
}

function tokenForm() {
  const input = el('input', { id: 'token', type: 'password', autocomplete: 'off', required: true });
  return el('form', {
    onsubmit: (event) => {
      event.preventDefault();
      setToken(input.value.trim());
      location.reload();
    },
  }, el('div', null, el('label', { for: 'token' }, 'Token with the role read'), input),
  el('button', { type: 'submit' }, 'Use it in this tab'));
}

function plainClick(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

document.addEventListener('click', (event) => {
  const anchor = event.target.closest ? event.target.closest('a[href]') : null;
  if (anchor && plainClick(event) && anchor.origin === location.origin && PAGES[anchor.pathname]
      && !anchor.getAttribute('href').startsWith('#')) {
    event.preventDefault();
    go(anchor.getAttribute('href'));
  }
});
addEventListener('popstate', show);

function state(name, reason, status) {
  connection.classList.toggle('lost', name === 'lost');
  const text = name === 'live' ? 'live' : 'not live: ' + reason + '; trying again';
  if (connection.textContent !== text) connection.textContent = text;
  if ((status === 401 || status === 403) && !document.getElementById('token')) {
    main.replaceChildren(failed(new ApiError(status, reason)));
  }
}

// A hidden page holds no connection: browsers open at most six to one server, and a hidden page
// would cost the gateway an event each second.
let stream = null;

function connect() {
  if (document.visibilityState === 'hidden') {
    if (stream) stream.abort();
    stream = null;
  } else if (!stream) {
    stream = new AbortController();
    follow((overview) => {
      latest = overview;
      page.overview(overview);
    }, state, stream.signal);
  }
}

show();
connect();
document.addEventListener('visibilitychange', connect);
