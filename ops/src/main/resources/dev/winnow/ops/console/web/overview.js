// What the stream does and what is stuck, on one page.

import { bar, key, rateChart } from './charts.js';
import { ago, cell, count, duration, el, link, many, money, number, outcome, rate, recipeLink, sentence, short, table, update, words } from './dom.js';
import { pipeline } from './pipeline.js';

const MAX_REASONS = 12;

export function overviewPage() {
  const head = el('div', null, el('h1', null, 'Overview'), el('p', null, 'reading the topics …'));
  const top = el('div');
  const chart = rateChart();
  const rest = el('div');
  const charted = el('section', { hidden: true }, el('h2', null, 'Candidates a second'), chart.element,
    key([['ACCEPTED', '✓ accepted'], ['REJECTED', '✗ rejected'], ['UNDECIDED', '? undecided']]));
  return {
    element: el('div', null, head, top, charted, rest),
    overview(now) {
      update(head, heading(now));
      update(top, now.status ? numbers(now) : [el('p', null, 'Nothing is known yet.')]);
      charted.hidden = now.history.length < 2;
      chart.set(now.history);
      update(rest, now.status ? tables(now) : []);
    },
    close: () => chart.close(),
  };
}

function heading(now) {
  const stuck = [now.problem, ...(now.status ? now.status.stuck : [])].filter(Boolean);
  return [
    el('h1', null, 'Overview'),
    stuck.length ? el('ul', { class: 'stuck', 'aria-label': 'What is stuck' }, stuck.map(stuckLine)) : null,
    now.reading === 'BEGINNING'
      ? el('p', { role: 'status' }, `reading the topics: ${count(now.records)} records so far; counts are too low until the end`)
      : null,
    now.status && !stuck.length && now.reading === 'ALL' ? fine(now.status) : null,
  ].filter(Boolean);
}

function fine(status) {
  if (!status.recipes.length) return empty();
  return status.recipes.some((recipe) => recipe.open) ? el('p', { class: 'ACCEPTED' }, '✓ Nothing is stuck.')
    : el('p', { class: 'ACCEPTED' }, '✓ All prompts have ended. ', link('/datasets', {}, 'The data'));
}

// Every line leads to the page that explains it.
function stuckLine(text) {
  const recipe = text.match(/^recipe "([^"]+)"/);
  const more = recipe ? recipeLink(recipe[1], 'its page') : /^pool /.test(text) ? link('/pools', {}, 'its workers')
    : /^[\d,]+ dead letters? /.test(text) ? link('/dead-letters', {}, 'the letters') : null;
  const parts = sentence(text.replace("; see 'winnow dead-letters list'", '')).split(/(winnow (?:synthesizer|scorer) --pool [^\s,]+(?<![.]))/);
  return el('li', null, parts.map((part, i) => (i % 2 ? el('code', null, part) : part)), more ? [' See ', more, '.'] : []);
}

function numbers(now) {
  return [figures(now), el('h2', null, 'Pipeline'), pipeline(now.status)];
}

function tables(now) {
  const status = now.status;
  return [
    ...(status.recipes.length ? [el('h2', null, 'Recipes'), recipes(now)] : []),
    el('h2', null, 'Outcomes by reason'),
    reasons(now.reasons),
    el('h2', null, 'Pools'),
    status.pools.length ? pools(status.pools)
      : el('p', null, 'No worker has reported. Start one: ', el('code', null, 'winnow synthesizer --pool POOL')),
    el('p', { class: 'soft' }, 'As of ', ago(now.at), '. Brokers: ', count(status.cluster.brokers), ', partitions: ',
      count(status.cluster.partitions), '.'),
  ];
}

function figures(now) {
  const rates = now.status.rates;
  const ended = now.to_go.reduce((sum, recipe) => sum + recipe.ended, 0);
  const open = now.to_go.reduce((sum, recipe) => sum + recipe.open, 0);
  const known = now.to_go.length || now.reading === 'ALL';
  const tokens = now.status.recipes.map(atTheEnd);
  const spent = now.status.recipes.reduce((sum, recipe) => sum + recipe.tokens, 0);
  const expected = tokens.every((value) => value !== null) ? tokens.reduce((a, b) => a + b, 0) : null;
  return el('dl', { class: 'figures' },
    figure('Prompts ended', known ? `${count(ended)} of ${count(ended + open)}` : 'unknown', remaining(now.to_go)),
    figure('Candidates', rate(rates.candidates_per_second, ''), 'verdicts, over the last minute'),
    figure('Accepted', rate(rates.accepted_per_second, ''), 'over the last minute'),
    figure('Tokens', rate(rates.tokens_per_second, ''), 'generated, over the last minute'),
    figure('Tokens spent', short(spent), !now.status.recipes.length ? 'no prompts' : open === 0 ? 'all prompts have ended'
      : expected === null ? 'too few have ended to say how many at the end' : ['about ', short(expected), ' at the end']),
    ...costFigure(now));
}

// Without a price of any pool there is nothing to show; a sum without some recipes is a least one.
function costFigure(now) {
  if (!now.costs.length) return [];
  const unknown = now.status.recipes.length - now.costs.length;
  const sum = now.costs.reduce((all, one) => all + one.spent, 0);
  const ends = now.costs.map((one) => [one, atTheEnd(now.status.recipes.find((recipe) => recipe.name === one.recipe))]);
  const end = ends.every(([, tokens]) => tokens !== null)
    ? ends.reduce((all, [one, tokens]) => all + (tokens * one.output_price) / 1e6, 0) : null;
  return [figure('Cost of generated tokens', (unknown ? 'at least ' : '') + money(sum),
    unknown ? `${many(unknown, 'recipe')} ${unknown === 1 ? 'has' : 'have'} no known price` : end === null ? 'too few have ended to say how much at the end'
      : end === sum ? 'all prompts have ended' : `about ${money(end)} at the end`)];
}

// Tokens of a recipe when its open prompts have ended, if they take what the ended ones took; null when none has.
export function atTheEnd(recipe) {
  const ended = Object.values(recipe.ended).reduce((a, b) => a + b, 0);
  if (recipe.open === 0) return recipe.tokens;
  return ended === 0 ? null : Math.round((recipe.tokens * (ended + recipe.open)) / ended);
}

function figure(name, value, note) {
  return el('div', { class: 'panel' }, el('dt', null, name), el('dd', null, value, el('small', null, note)));
}

export function remaining(estimates) {
  const open = estimates.filter((estimate) => estimate.open > 0);
  if (!estimates.length) return 'no prompts';
  if (!open.length) return 'all ended';
  if (open.some((estimate) => estimate.seconds === null)) return 'too few ended lately to say when';
  const longest = open.reduce((a, b) => (a.seconds > b.seconds ? a : b));
  return `about ${duration(longest.seconds)} to go (${duration(longest.low)} to ${duration(longest.high)})`;
}

function recipes(now) {
  return table(['Recipe', 'Ended#', 'Open#', 'Accepted#', 'Rejected#', 'Undecided#', 'Tokens#', 'To go'],
    now.status.recipes.map((recipe) => {
      const estimate = now.to_go.filter((one) => one.recipe === recipe.name);
      const ended = Object.values(recipe.ended).reduce((a, b) => a + b, 0);
      return el('tr', null,
        cell(recipeLink(recipe.name)), number(link('/prompts', { recipe: recipe.name }, count(ended))),
        number(link('/prompts', { recipe: recipe.name, state: 'SAMPLING' }, count(recipe.open))), number(count(recipe.accepted)), number(count(recipe.rejected)),
        number(count(recipe.undecided)), number(count(recipe.tokens)),
        words(held(recipe) || remaining(estimate)));
    }));
}

// Why no open prompt of a recipe goes on, or null.
export function held(recipe) {
  const codes = Object.entries(recipe.waiting);
  if (!recipe.open || codes.reduce((sum, [, prompts]) => sum + prompts, 0) < recipe.open) return null;
  return recipe.waiting.RECIPE_PAUSED ? '⏸ paused' : 'waits: ' + codes.map(([reason]) => reason).join(', ');
}

// What to type where there is nothing yet.
export function empty() {
  return el('p', null, 'There are no prompts yet. Publish a recipe and prompts: ',
    el('code', null, 'winnow publish --recipe recipe.yaml prompts.jsonl'), '. They are shown here as they come.');
}

// With `recipe`, the reasons are those of one recipe, which needs no column.
export function reasons(counts, recipe) {
  if (!counts.length) return el('p', null, 'No verdicts yet.');
  const most = counts[0].count;
  const shown = counts.slice(0, MAX_REASONS);
  const rest = counts.length - shown.length;
  return el('div', null, table(['Outcome', 'Reason', ...(recipe ? [] : ['Recipe']), 'Verdicts#', ''], shown.map((one) => el('tr', null,
    cell(outcome(one.outcome)),
    cell(link('/prompts', { recipe: one.recipe, outcome: one.outcome, row_reason: one.reason }, one.reason)),
    recipe ? null : cell(recipeLink(one.recipe)), number(count(one.count)), cell(bar(one.count / most, one.outcome))))),
  el('p', { class: 'soft' }, 'A reason leads to its newest candidates, with the prompts and texts.'),
  rest > 0 ? el('p', { class: 'soft' }, `${many(rest, 'more reason')} in /v1/overview.`) : null);
}

function pools(list) {
  return table(['Pool', 'Condition', 'Workers#', 'Requests held#'], list.map((pool) => el('tr', null,
    cell(link('/pools', {}, pool.name)), words(pool.condition === 'SAMPLING' ? el('span', { class: 'ACCEPTED' }, '✓ works')
      : el('span', { class: 'REJECTED' }, '✗ ', without(pool))),
    number(count(pool.workers)), number(count(pool.held)))));
}

// What is wrong with a pool, where its name stands already.
export function without(pool) {
  return pool.detail.replace(`pool "${pool.name}": `, '');
}
