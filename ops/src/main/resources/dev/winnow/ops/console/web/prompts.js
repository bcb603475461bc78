// The prompts of a recipe, or the newest rows with a reason.

import { get } from './api.js';
import { ago, cell, count, el, link, number, outcome, share, table } from './dom.js';
import { empty } from './overview.js';

const STATES = ['', 'WAITING', 'SAMPLING', 'SATISFIED', 'EXHAUSTED', 'FAILED'];

export function promptsPage(query, app) {
  const recipe = query.get('recipe') || '';
  const body = el('div', null, recipe ? 'reading …' : '');
  const picker = el('select', { id: 'recipe', name: 'recipe', onchange: () => picker.form.requestSubmit() }, recipe ? el('option', { value: recipe }, recipe) : null);
  const element = el('div', null, el('h1', null, 'Prompts'), form(picker, query, app), body);
  const page = { element, overview: (now) => offer(picker, now, recipe, body, app) };
  if (recipe && query.get('row_reason')) {
    rows(query, body, app);
  } else if (recipe) {
    prompts(query, body, app);
  }
  return page;
}

// Offers the recipes; opens the first one where none was chosen.
function offer(picker, now, recipe, body, app) {
  if (!now.status) return;
  const names = now.status.recipes.map((one) => one.name);
  const known = [...picker.options].map((option) => option.value);
  names.filter((name) => !known.includes(name)).forEach((name) => picker.append(el('option', { value: name }, name)));
  if (!recipe && names.length) {
    app.go('/prompts?' + new URLSearchParams({ recipe: names[0] }));
  } else if (!recipe) {
    body.replaceChildren(empty());
  }
}

function form(picker, query, app) {
  const state = el('select', { id: 'state', name: 'state', onchange: () => state.form.requestSubmit() }, STATES.map((name) =>
    el('option', { value: name, selected: query.get('state') === name }, name ? name.toLowerCase() : 'any state')));
  const reason = el('input', { id: 'reason', name: 'reason', value: query.get('reason') || '', maxlength: 100 });
  const prefix = el('input', { id: 'q', name: 'q', value: query.get('q') || '', maxlength: 200 });
  const field = (name, input) => el('div', null, el('label', { for: input.id }, name), input);
  return el('form', { role: 'search', onsubmit: (event) => {
    event.preventDefault();
    const given = [...new FormData(event.target)].filter(([, value]) => value);
    app.go('/prompts?' + new URLSearchParams(given));
  } }, field('Recipe', picker), field('State', state), field('Reason code (with a state)', reason),
  field('Id begins with', prefix), el('button', { type: 'submit' }, 'Show'));
}

async function prompts(query, body, app) {
  const recipe = query.get('recipe');
  const asked = { state: query.get('state') || '', reason: query.get('reason') || '',
    q: query.get('q') || '', sort: query.get('sort') || '', unsolvable: query.get('unsolvable') || '', after: query.get('after') || '' };
  try {
    const page = await get(`/v1/recipes/${encodeURIComponent(recipe)}/prompts`, asked);
    const filtered = Object.values(asked).some(Boolean);
    const list = page.prompts.length ? table(
      ['Prompt', 'State', 'Reason', 'Pass rate#', 'Accepted#', 'Rejected#', 'Undecided#', 'Round#', 'Tokens#', 'Changed'],
      page.prompts.map(promptRow)) : filtered ? el('p', null, 'No prompt is like this. ', link('/prompts', { recipe }, 'All prompts of the recipe'))
      : empty();
    const next = page.next === null ? null
      : el('p', null, link('/prompts', { recipe, ...asked, after: page.next }, 'Next prompts'));
    const note = asked.sort ? el('p', null, 'Prompts that ended without what was wanted, the hardest first. ', link('/prompts', { recipe }, 'All prompts'))
      : asked.unsolvable ? el('p', null, 'Prompts that the planner holds to be unsolvable. ', link('/prompts', { recipe }, 'All prompts')) : page.prompts.length ? el('p', { class: 'soft' }, 'An id leads to the prompt with its candidates. Where the pass rate is unknown, none is judged yet.') : null;
    body.replaceChildren(...[note, list, next].filter(Boolean));
  } catch (error) {
    body.replaceChildren(app.failed(error));
  }
}

function promptRow(row) {
  return el('tr', null,
    el('td', { class: 'id' }, link('/prompt', { id: row.id }, row.id)),
    cell(row.state.toLowerCase()), cell(el('span', { title: row.reason }, row.reason_code || '')),
    number(share(row.pass_rate)), number(count(row.accepted), row.wanted === null ? '' : ' of ' + count(row.wanted)),
    number(count(row.rejected)), number(count(row.undecided)), number(count(row.round)),
    number(count(row.tokens)), cell(ago(row.updated_at)));
}

async function rows(query, body, app) {
  const recipe = query.get('recipe');
  const name = query.get('outcome');
  const reason = query.get('row_reason');
  try {
    const page = await get(`/v1/recipes/${encodeURIComponent(recipe)}/rows`, { outcome: name, reason });
    body.replaceChildren(
      el('h2', null, 'Newest candidates: ', outcome(name), ' ', reason),
      page.rows.length ? table(['Prompt', 'Candidate'], page.rows.map((row) => el('tr', null,
        el('td', { class: 'id' }, link('/prompt', { id: row.prompt_id, candidate: row.index }, row.prompt_id)),
        cell(link('/prompt', { id: row.prompt_id, candidate: row.index }, 'candidate ' + count(row.index)))))) : el('p', null, 'There are none.'),
      el('p', { class: 'soft' }, `At most the newest ${count(page.kept)} are kept. `,
        link('/prompts', { recipe }, 'All prompts of the recipe')));
  } catch (error) {
    body.replaceChildren(app.failed(error));
  }
}
