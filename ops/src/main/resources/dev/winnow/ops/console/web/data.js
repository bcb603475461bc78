// The datasets: rows and files as they grow, and some rows to look at.

import { get } from './api.js';
import { card, rawSwitch, rounded, text } from './cards.js';
import { bar } from './charts.js';
import { ago, cell, count, el, facts, foreign, link, number, outcome, short, size, table, update } from './dom.js';

const NAMES = ['accepted', 'rejected', 'undecided', 'selected', 'pairs', 'prompts'];
const LOOK_MS = 5000;

function place(recipe, name) {
  return '/datasets/' + encodeURIComponent(recipe) + '/' + name;
}

export function datasetsPage(query, app) {
  const body = el('div', null, 'reading …');
  const read = async () => {
    try {
      const [all, recipes] = await Promise.all([get('/v1/datasets'), get('/v1/recipes')]);
      update(body, list(all, recipes));
    } catch (error) {
      body.replaceChildren(app.failed(error));
    }
  };
  read();
  const timer = setInterval(read, LOOK_MS);
  return { element: el('div', null, el('h1', null, 'Data'), body), close: () => clearInterval(timer) };
}

function list(all, recipes) {
  const names = new Set([...all.recipes.map((one) => one.recipe), ...recipes.recipes.map((one) => one.name)]);
  const note = all.note ? el('p', { class: 'panel' }, all.note) : el('p', null, 'They are at ', el('code', null, all.location), '.');
  if (!names.size) {
    return [note, el('p', null, 'There is no dataset yet: the sink writes one when a candidate has a verdict.')];
  }
  return [note, table(['Recipe', ...NAMES.map((name) => name + '#')], [...names].sort().map((recipe) => {
    const known = all.recipes.find((one) => one.recipe === recipe);
    return el('tr', null, cell(foreign(recipe)), NAMES.map((name) => number(link(place(recipe, name), {},
      known ? count(known.rows[name] || 0) : name))));
  })), all.note ? null : el('p', { class: 'soft' }, 'Rows in files. The sink writes them some seconds after the verdict.')].filter(Boolean);
}

export function datasetPage(query, app, recipe, name) {
  const about = el('div', null, 'reading …');
  const element = el('div', null, el('h1', null, 'Data: ', foreign(recipe)),
    el('p', { class: 'tabs' }, NAMES.map((one) => el('a', { href: place(recipe, one), 'aria-current': one === name ? 'page' : null }, one))), about);
  const read = async () => {
    try {
      const one = await get('/v1' + place(recipe, name));
      update(about, described(one));
    } catch (error) {
      about.replaceChildren(app.failed(error));
    }
  };
  read();
  const timer = setInterval(read, LOOK_MS);
  if (name !== 'prompts') element.append(browser(recipe, name, app));
  else element.append(el('p', null, link('/prompts', { recipe }, 'The prompts of the recipe')));
  return { element, close: () => clearInterval(timer) };
}

function described(one) {
  if (!one.stored) return [el('p', { class: 'panel' }, one.note)];
  const stats = one.stored.stats;
  return [
    facts([
      ['rows', stats ? count(stats.rows) : 'none yet'],
      ['tokens', stats && stats.tokens ? short(stats.tokens) : null],
      ['files', `${count(one.stored.file_count)}, ${size(one.stored.bytes)}`],
    ]),
    el('h2', null, 'Load it in Python'),
    snippet(one.stored.load),
    ...(stats && Object.keys(stats.by_reason || {}).length ? [el('h2', null, 'Rows by reason'), byReason(stats)] : []),
    ...(one.stored.files.length ? [files(one.stored)] : []),
  ];
}

function snippet(code) {
  const said = el('span', { role: 'status', class: 'soft' });
  const element = el('div', { class: 'snippet' }, el('pre', { tabindex: '0' }, code),
    el('button', { type: 'button', onclick: async () => {
      try {
        await navigator.clipboard.writeText(code);
        said.textContent = 'copied';
      } catch {
        getSelection().selectAllChildren(element.querySelector('pre'));
        said.textContent = 'selected: copy it with the keyboard';
      }
    } }, 'Copy'), said);
  element.dataset.keep = code;
  return element;
}

function byReason(stats) {
  const most = Math.max(...Object.values(stats.by_reason));
  return table(['Reason', 'Rows#', ''], Object.entries(stats.by_reason).sort((a, b) => b[1] - a[1]).map(([reason, rows]) =>
    el('tr', null, cell(reason), number(count(rows)), cell(bar(rows / most, 'budget')))));
}

function files(stored) {
  const element = el('details', null, el('summary', null, `Files: the newest ${count(stored.files.length)} of ${count(stored.file_count)}`),
    table(['File', 'Rows#', 'Size#'], stored.files.map((file) => el('tr', null, el('td', { class: 'id' }, foreign(file.path)),
      number(count(file.stats.rows)), number(size(file.bytes))))));
  element.dataset.keep = String(stored.file_count);
  return element;
}

function browser(recipe, name, app) {
  const rows = el('div', { 'aria-live': 'polite' });
  const order = el('select', { id: 'order' }, [['newest', 'newest'], ['random', 'random'], ['score_high', name === 'pairs' ? 'largest margin' : 'best score'],
    ['score_low', name === 'pairs' ? 'smallest margin' : 'worst score']].map(([value, words]) => el('option', { value }, words)));
  const reason = el('input', { id: 'reason', maxlength: 100 });
  let page = null;
  const show = () => rows.replaceChildren(...(page ? shownRows(page, name) : []));
  const read = async () => {
    try {
      page = await get('/v1' + place(recipe, name) + '/rows', { order: order.value, reason: reason.value.trim() });
      show();
    } catch (error) {
      rows.replaceChildren(app.failed(error));
    }
  };
  order.addEventListener('change', read);
  read();
  return el('section', null, el('h2', null, 'Look at some'),
    el('form', { onsubmit: (event) => { event.preventDefault(); read(); } },
      el('div', null, el('label', { for: 'order' }, 'Order'), order),
      el('div', null, el('label', { for: 'reason' }, name === 'pairs' ? 'Policy' : 'Reason code'), reason),
      el('button', { type: 'submit' }, 'Show')),
    rawSwitch(show), rows);
}

function shownRows(page, name) {
  const note = el('p', { class: 'soft' }, `${count(page.rows.length)} rows of ${count(page.looked_at)} records that were looked at.`);
  if (!page.rows.length) return [el('p', null, page.looked_at ? 'No such row among them.' : 'There are no rows yet.'), note];
  return [name === 'pairs' ? el('div', null, page.rows.map(pair)) : el('div', { class: 'cards' }, page.rows.map(sample)), note];
}

function sample(row) {
  return card(row.candidate, {}, el('p', { class: 'ask' }, link('/prompt', { id: row.prompt_id, candidate: row.candidate.index },
    foreign(row.prompt.text.slice(0, 200) || row.prompt_id))));
}

function pair(row) {
  const { chosen, rejected, margin } = row.pair;
  const side = (words, one) => el('div', { class: 'panel card is-' + one.outcome }, el('h3', null, words, ' ', outcome(one.outcome)),
    el('div', { class: 'response', tabindex: '0', role: 'region', 'aria-label': words }, text(one.text)),
    facts([['score', one.score === null ? null : rounded(one.score)], ['tokens', count(one.tokens)], ['model', foreign(one.model)]]));
  return el('article', { class: 'paired' }, el('h3', null, link('/prompt', { id: row.prompt_id }, foreign(row.prompt.text.slice(0, 200) || row.prompt_id))),
    el('p', { class: 'soft' }, 'margin ', margin === null ? 'unknown' : rounded(margin), ', policy ', row.pair.policy, ', ', ago(row.pair.curated_at)),
    el('div', { class: 'pair' }, side('Chosen', chosen), side('Rejected', rejected)));
}
