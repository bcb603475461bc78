// Builds elements. Every text becomes a text node: no text can become markup.

import { count, duration } from './words.js';

export * from './words.js';

const SVG = 'http://www.w3.org/2000/svg';

// Characters that change the order or the look of what follows, and are invisible themselves.
const CONTROLS =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

export function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

// Makes the children of an element like fresh ones. What is the same stays: the focus, the
// selection and the places of scrolling survive an update. An element with data-keep stays whole.
export function update(element, fresh) {
  const old = [...element.childNodes];
  fresh.forEach((node, i) => {
    if (i >= old.length) {
      element.append(node);
    } else if (!alike(old[i], node)) {
      old[i].replaceWith(node);
    } else if (node.nodeType === Node.TEXT_NODE) {
      if (old[i].data !== node.data) old[i].data = node.data;
    } else if (!node.dataset.keep) {
      attributes(old[i], node);
      update(old[i], [...node.childNodes]);
    }
  });
  old.slice(fresh.length).forEach((node) => node.remove());
}

function alike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName
    && (one.nodeType === Node.TEXT_NODE || one.dataset.keep === other.dataset.keep);
}

function attributes(element, fresh) {
  for (const { name } of [...element.attributes]) {
    if (!fresh.hasAttribute(name)) element.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}

export function svg(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (value === true) {
      element.setAttribute(key, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, READ.includes(key) ? plain(String(value)) : String(value));
    }
  }
  const text = element.namespaceURI === SVG || element.nodeName === 'OPTION' ? plain : foreign;
  element.append(...children.flat().filter((child) => child !== null && child !== undefined)
    .map((child) => (typeof child === 'string' ? text(child) : child)).flat());
  return element;
}

// Attributes that people read.
const READ = ['title', 'aria-label'];

// Text of anybody: control characters are shown by their code instead of obeyed. Every text that
// becomes part of an element goes through here.
export function foreign(text) {
  if (text.search(CONTROLS) < 0) return [text];
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(CONTROLS)) {
    parts.push(text.slice(from, match.index));
    parts.push(el('span', { class: 'control', title: 'control character' }, 'U+' + code(match[0])));
    from = match.index + 1;
  }
  parts.push(text.slice(from));
  return parts;
}

// The same where no element can stand.
export function plain(text) {
  return text.replace(CONTROLS, (sign) => 'U+' + code(sign));
}

function code(sign) {
  return sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}

export function cut(value) {
  const nodes = foreign(value.text);
  if (value.text.length < value.characters) {
    nodes.push(
      el('span', { class: 'control' },
        `cut: ${count(value.text.length)} of ${count(value.characters)} characters`));
  }
  return nodes;
}

// A large number in few signs: 1.2 M.
export function short(number) {
  if (number === null || number === undefined || number < 0) return 'unknown';
  if (number < 10000) return count(number);
  const [unit, sign] = number < 999500 ? [1e3, 'k'] : number < 999.5e6 ? [1e6, 'M'] : [1e9, 'G'];
  return el('span', { title: count(number) }, (number / unit).toPrecision(3) + ' ' + sign);
}

export function ago(iso) {
  const seconds = Math.max(0, (Date.now() - Date.parse(iso)) / 1000);
  return el('time', { datetime: iso, title: iso }, seconds < 5 ? 'just now' : duration(seconds) + ' ago');
}

// How long until a time; a time that is past is near.
export function until(iso) {
  const seconds = (Date.parse(iso) - Date.now()) / 1000;
  return el('time', { datetime: iso, title: iso }, seconds < 1 ? 'now' : 'in ' + duration(seconds));
}

const SIGNS = { ACCEPTED: '✓ accepted', REJECTED: '✗ rejected', UNDECIDED: '? undecided' };

export function outcome(name) {
  return el('span', { class: 'outcome ' + (name in SIGNS ? name : '') }, SIGNS[name] || name);
}

export function link(path, query, ...children) {
  const given = Object.entries(query).filter(([, value]) => value !== '' && value !== null);
  const search = new URLSearchParams(given).toString();
  return el('a', { href: path + (search ? '?' + search : '') }, ...children);
}

export function recipeLink(name, ...children) {
  return link('/recipes/' + encodeURIComponent(name), {}, ...(children.length ? children : [name]));
}

export function table(heads, rows) {
  return el('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': 'table' },
    el('table', null,
      el('thead', null,
        el('tr', null, heads.map((head) =>
          el('th', { scope: 'col', class: head.endsWith('#') ? 'number' : null },
            head.replace('#', ''))))),
      el('tbody', null, rows)));
}

export function cell(...children) {
  return el('td', null, ...children);
}

// A cell with a sentence, which may break into lines on a phone.
export function words(...children) {
  return el('td', { class: 'words' }, ...children);
}

export function number(...children) {
  return el('td', { class: 'number' }, ...children);
}

export function facts(pairs) {
  return el('dl', { class: 'facts' },
    pairs.filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [el('dt', null, name), el('dd', null, value)]).flat());
}
