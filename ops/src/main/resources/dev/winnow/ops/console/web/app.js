// Shows the page that the path names, and keeps it up to date.

import { ApiError, follow, setToken } from './api.js';
import { datasetPage, datasetsPage } from './data.js';
import { difficultyPage } from './difficulty.js';
import { el, plain, sentence } from './dom.js';
import { lettersPage } from './letters.js';
import { overviewPage } from './overview.js';
import { poolsPage } from './pools.js';
import { promptPage } from './prompt.js';
import { promptsPage } from './prompts.js';
import { recipePage } from './recipe.js';
import { recipesPage } from './recipes.js';

// Path, title, page, and the path of the navigation that it belongs to.
const PAGES = [
  [/^\/$/, 'Overview', overviewPage, '/'],
  [/^\/recipes$/, 'Recipes', recipesPage, '/recipes'],
  [/^\/recipes\/([^/]+)\/difficulty$/, 'Difficulty', difficultyPage, '/recipes'],
  [/^\/recipes\/([^/]+)$/, 'Recipe', recipePage, '/recipes'],
  [/^\/prompts$/, 'Prompts', promptsPage, '/prompts'],
  [/^\/prompt$/, 'Prompt', promptPage, '/prompts'],
  [/^\/datasets$/, 'Data', datasetsPage, '/datasets'],
  [/^\/datasets\/([^/]+)\/([^/]+)$/, 'Data', datasetPage, '/datasets'],
  [/^\/pools$/, 'Pools', poolsPage, '/pools'],
  [/^\/dead-letters$/, 'Dead letters', lettersPage, '/dead-letters'],
];

const main = document.getElementById('main');
const connection = document.getElementById('connection');
let page = null;
let latest = null;

function find(path) {
  return PAGES.find(([pattern]) => pattern.test(path));
}

function show() {
  const [pattern, title, make, place] = find(location.pathname) || PAGES[0];
  const names = (location.pathname.match(pattern) || []).slice(1).map(decodeURIComponent);
  document.title = [names[0] && plain(names[0]), title, 'Winnow'].filter(Boolean).join(' · ');
  for (const anchor of document.querySelectorAll('nav a')) {
    if (anchor.pathname === place) anchor.setAttribute('aria-current', 'page');
    else anchor.removeAttribute('aria-current');
  }
  if (page && page.close) page.close();
  page = make(new URLSearchParams(location.search), { go, failed, reload: show }, ...names);
  main.replaceChildren(page.element);
  if (latest && page.overview) page.overview(latest);
}

function go(path) {
  history.pushState(null, '', path);
  show();
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
}

// Says what a request failed for; asks for a token where one is missing.
function failed(error) {
  const text = error instanceof ApiError ? sentence(error.message) : 'The gateway does not answer: ' + error.message;
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
  }, el('div', null, el('label', { for: 'token' }, 'Token with the role that this needs'), input),
  el('button', { type: 'submit' }, 'Use it in this tab'));
}

function plainClick(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

document.addEventListener('click', (event) => {
  const anchor = event.target.closest ? event.target.closest('a[href]') : null;
  if (anchor && plainClick(event) && anchor.origin === location.origin && find(anchor.pathname)
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
      if (page.overview) page.overview(overview);
    }, state, stream.signal);
  }
}

show();
connect();
document.addEventListener('visibilitychange', connect);
