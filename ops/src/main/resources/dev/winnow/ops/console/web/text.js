// Text of a model as Markdown with math. It stays text until the sanitizer has seen it.

import { el, foreign } from './dom.js';

const MAX_CHARACTERS = 20000;
const PATIENCE_MS = 1500;
const MAX_FORMULAS = 200;
const MAX_FORMULA = 2000;
const TAGS = ['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4',
  'h5', 'h6', 'hr', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'span'];

// The one script that may run beside the page.
const FIXED = { createScriptURL: () => '/console/markdown.js' };
const SCRIPTS = window.trustedTypes ? trustedTypes.createPolicy('markdown-worker', FIXED) : FIXED;

let libraries = null;

function load() {
  if (!libraries) {
    libraries = Promise.all([import('./purify.js'), import('./katex.js'), styles()])
      .then(([purify, katex]) => ({ purify: purify.default, katex: katex.default }));
  }
  return libraries;
}

function styles() {
  return new Promise((loaded) => {
    document.head.append(el('link', { rel: 'stylesheet', href: '/console/katex.css', onload: loaded, onerror: loaded }));
  });
}

// Texts are parsed one after the other; one that takes too long is given up, with its worker.
let worker = null;
let last = Promise.resolve();

function htmlOf(text) {
  const mine = last.then(() => parsed(text));
  last = mine.catch(() => null);
  return mine;
}

async function parsed(text) {
  if (!worker) worker = started();
  let running;
  try {
    running = await worker;
  } catch {
    worker = null;
    return null;
  }
  return new Promise((done) => {
    const timer = setTimeout(() => {
      running.terminate();
      worker = null;
      done(null);
    }, PATIENCE_MS);
    running.onmessage = ({ data }) => {
      clearTimeout(timer);
      done(data.html);
    };
    running.postMessage(text);
  });
}

// Its first message says that its script is there: a slow network is no slow text.
function started() {
  return new Promise((ready, failed) => {
    const fresh = new Worker(SCRIPTS.createScriptURL(''), { type: 'module' });
    fresh.onmessage = () => ready(fresh);
    fresh.onerror = failed;
  });
}

// An element that shows a text that may be cut: at once as it is, and rendered when the libraries are there.
export function rendered(value, note) {
  const raw = el('pre', null, foreign(value.text), note);
  if (value.text.length > MAX_CHARACTERS) {
    return el('div', { class: 'text' }, raw, el('p', { class: 'soft' }, 'Too long to render: shown as it is.'));
  }
  const element = el('div', { class: 'text' }, raw);
  Promise.all([load(), htmlOf(value.text)]).then(([tools, html]) => {
    const nodes = html === null ? null : nodesOf(html, tools);
    if (nodes) element.replaceChildren(nodes, ...(note ? [note] : []));
    else element.append(el('p', { class: 'soft' }, 'It cannot be rendered: shown as it is.'));
  }).catch(() => {
    // Without the libraries the text stays as it is.
  });
  return element;
}

function nodesOf(html, { purify, katex }) {
  let fragment;
  try {
    fragment = purify.sanitize(html, {
      ALLOWED_TAGS: TAGS, ALLOWED_ATTR: ['class'], ALLOW_DATA_ATTR: false, ALLOW_ARIA_ATTR: false,
      RETURN_DOM_FRAGMENT: true,
    });
  } catch {
    return null;
  }
  const formulas = [...fragment.querySelectorAll('code.math-inline, code.math-display')];
  const texts = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) found.push(texts.currentNode);
  for (const node of found) {
    if (!formulas.includes(node.parentNode)) node.replaceWith(...foreign(node.data));
  }
  formulas.forEach((code, i) => {
    const math = i < MAX_FORMULAS ? typeset(code, katex) : null;
    if (math) code.replaceWith(math);
  });
  return fragment;
}

// Elements are made one by one: their styles are set by script, which the policy permits, and no
// formula can make a link, load a file or define a macro without end.
function typeset(code, katex) {
  const tex = code.textContent;
  if (tex.length > MAX_FORMULA) return null;
  const display = code.classList.contains('math-display');
  const math = el('span', { class: display ? 'display' : null });
  try {
    katex.render(tex, math, { displayMode: display, trust: false, strict: 'ignore', maxExpand: 500, maxSize: 8, errorColor: 'currentColor' });
    return math;
  } catch {
    return null;
  }
}
