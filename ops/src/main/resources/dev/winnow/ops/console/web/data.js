// The datasets: rows and files as they grow, and some rows to look at.

import { get } from './api.js';
import { card, rawSwitch, rounded, text } from './cards.js';
import { bar } from './charts.js';
import { ago, cell, count, el, facts, link, many, number, outcome, recipeLink, sentence, short, size, table, update } from './dom.js';

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
  const note = all.note ? el('p', { class: 'panel' }, sentence(all.note)) : el('p', null, 'The datasets are at ', el('code', null, all.location), '.');
  if (!names.size) {
    return [note, el('p', null, 'There is no dataset yet: the sink writes one when a candidate has a verdict. ',
      link('/', {}, 'The overview'), ' says what runs.')];
  }
  return [note, table(['Recipe', ...NAMES.map((name) => name + '#')], [...names].sort().map((recipe) => {
    const known = all.recipes.find((one) => one.recipe === recipe);
    return el('tr', null, cell(recipeLink(recipe)), NAMES.map((name) => number(link(place(recipe, name), {},
      known ? count(known.rows[name] || 0) : all.note ? 'look' : 'none yet'))));
  })), all.note ? null : el('p', { class: 'soft' }, 'Rows in files; the sink writes them some seconds after the verdict. A number leads to the rows and to how Python loads them.')].filter(Boolean);
}

export function datasetPage(query, app, recipe, name) {
  const about = el('div', null, 'reading …');
  const element = el('div', null, el('h1', null, 'Data: ', recipeLink(recipe)),
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
  if (!one.stored) return [el('p', { class: 'panel' }, sentence(one.note))];
  const stats = one.stored.stats;
  return [
    facts([
      ['rows', stats ? count(stats.rows) : 'none yet'],
      ['tokens', stats && stats.tokens ? short(stats.tokens) : null],
      ['files', one.stored.file_count ? `${count(one.stored.file_count)}, ${size(one.stored.bytes)} together` : 'none listed'],
    ]),
    el('h2', null, 'Load it in Python'),
    snippet(one.stored.load),
    ...(stats && Object.keys(stats.by_reason || {}).length ? [el('h2', null, one.name === 'pairs' ? 'Rows by policy' : 'Rows by reason'), byReason(stats, one.name)] : []),
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

function byReason(stats, name) {
  const most = Math.max(...Object.values(stats.by_reason));
  return table([name === 'pairs' ? 'Policy' : 'Reason', 'Rows#', ''], Object.entries(stats.by_reason).sort((a, b) => b[1] - a[1]).map(([reason, rows]) =>
    el('tr', null, cell(reason), number(count(rows)), cell(bar(rows / most, 'budget')))));
}

function files(stored) {
  const element = el('details', null, el('summary', null, stored.files.length < stored.file_count
    ? `The newest ${count(stored.files.length)} of ${many(stored.file_count, 'file')}` : many(stored.file_count, 'file')),
    table(['File', 'Rows#', 'Size#'], stored.files.map((file) => el('tr', null, el('td', { class: 'id' }, file.path),
      number(count(file.stats.rows)), number(size(file.bytes))))));
  element.dataset.keep = String(stored.file_count);
  return element;
}

function browser(recipe, name, app) {
  const rows = el('div', { 'aria-live': 'polite' }, el('p', null, 'reading …'));
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
  return el('section', null, el('h2', null, name === 'pairs' ? 'Look at some pairs' : 'Look at some rows'),
    el('form', { onsubmit: (event) => { event.preventDefault(); read(); } },
      el('div', null, el('label', { for: 'order' }, 'Order'), order),
      el('div', null, el('label', { for: 'reason' }, name === 'pairs' ? 'Policy' : 'Reason code'), reason),
      el('button', { type: 'submit' }, 'Show')),
    rawSwitch(show), rows);
}

function shownRows(page, name) {
  const note = el('p', { class: 'soft' }, `${many(page.rows.length, 'row')} of the ${many(page.looked_at, 'record')} that were looked at.`);
  if (!page.rows.length) {
    return [el('p', null, page.looked_at ? `No such row is among the ${many(page.looked_at, 'record')} that were looked at.`
      : 'The topic has no rows: none was written yet, or its retention has deleted them. Rows in files stay.')];
  }
  return [name === 'pairs' ? el('div', null, page.rows.map(pair)) : el('div', { class: 'cards' }, page.rows.map(sample)), note];
}

function sample(row) {
  return card(row.candidate, {}, null, el('p', { class: 'ask' }, link('/prompt', { id: row.prompt_id, candidate: row.candidate.index },
    row.prompt.text.slice(0, 200) || row.prompt_id)));
}

function pair(row) {
  const { chosen, rejected, margin } = row.pair;
  const side = (words, one) => el('div', { class: 'panel card is-' + one.outcome }, el('h3', null, words, ' ', outcome(one.outcome)),
    el('div', { class: 'response', tabindex: '0', role: 'region', 'aria-label': words }, text(one.text)),
    facts([['score', one.score === null ? null : rounded(one.score)], ['tokens', count(one.tokens)], ['model', one.model]]));
  return el('article', { class: 'paired' }, el('h3', null, link('/prompt', { id: row.prompt_id }, row.prompt.text.slice(0, 200) || row.prompt_id)),
    el('p', { class: 'soft' }, 'margin ', margin === null ? 'unknown' : rounded(margin), ', policy ', row.pair.policy, ', ', ago(row.pair.curated_at)),
    el('div', { class: 'pair' }, side('Chosen', chosen), side('Rejected', rejected)));
}
