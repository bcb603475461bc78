// One recipe: how far it is, what it may spend, what it was expected to spend, and its versions.

import { actionButton } from './actions.js';
import { ApiError, get } from './api.js';
import { bar, bars, key } from './charts.js';
import { differences } from './diff.js';
import { ago, count, el, facts, link, local, many, money, sentence, share, short, update } from './dom.js';
import { atTheEnd, empty, held, reasons, remaining } from './overview.js';

const LIMITS = [['candidates', 'candidates in all'], ['tokens', 'tokens in all'],
  ['candidates_per_hour', 'candidates an hour'], ['tokens_per_hour', 'tokens an hour']];

export function recipePage(query, app, name) {
  const path = '/v1/recipes/' + encodeURIComponent(name);
  const buttons = el('div', { class: 'buttons' });
  const now = el('div', null, 'reading …');
  const forecast = el('div', null, 'reading …');
  const versions = el('div', null, 'reading …');
  const state = { recipe: null };
  readRecipe(path, name, buttons, state, app);
  readForecast(path, forecast);
  readVersions(path, query, versions, app);
  return {
    element: el('div', null, el('h1', null, 'Recipe ', name), buttons, now,
      el('h2', null, 'Forecast and what happened'), forecast, el('h2', null, 'Versions'), versions),
    overview: (seen) => update(now, parts(seen, name, state.recipe)),
  };
}

async function readRecipe(path, name, buttons, state, app) {
  try {
    state.recipe = await get(path);
    buttons.replaceChildren(...actions(path, name, state.recipe, app));
  } catch (error) {
    buttons.replaceChildren(error instanceof ApiError && error.status === 404
      ? el('p', { class: 'panel' }, 'No recipe of this name is published. ', link('/recipes', {}, 'All recipes'))
      : app.failed(error));
  }
}

function actions(path, name, recipe, app) {
  const paused = recipe.paused === true;
  const budget = recipe.budget || {};
  return [
    paused ? el('strong', { class: 'REJECTED' }, '⏸ paused') : null,
    actionButton(paused
      ? { name: 'resume', label: 'Resume', title: `Resume recipe ${name}`, path: path + '/resume', versioned: true, body: {} }
      : { name: 'pause', label: 'Pause', title: `Pause recipe ${name}`, path: path + '/pause', versioned: true, body: {} }, app),
    actionButton({ name: 'budget', label: 'Set budget', title: `Budget of recipe ${name}`, path: path + '/budget', versioned: true, body: {},
      fields: LIMITS.map(([field, words]) => ({ name: field, label: 'Most ' + words, value: budget[field] || '', number: true })) }, app),
    actionButton({ name: 'retry', label: 'Retry failed', title: `Retry failed prompts of ${name}`, path: path + '/retry', body: {} }, app),
    actionButton({ name: 'reverify', label: 'Judge again', title: `Judge candidates of ${name} again`, path: path + '/reverify', body: {},
      fields: [{ name: 'reasons', label: 'Only verdicts with these reason codes (all when empty)', value: '', list: true }] }, app),
    link('/recipes/' + encodeURIComponent(name) + '/difficulty', {}, 'Difficulty'),
    link('/prompts', { recipe: name }, 'Prompts'),
    link('/prompts', { recipe: name, sort: 'hardest' }, 'Hardest unsolved'),
    link('/datasets/' + encodeURIComponent(name) + '/accepted', {}, 'Data'),
  ].filter(Boolean);
}

function parts(seen, name, recipe) {
  const status = seen.status && seen.status.recipes.find((one) => one.name === name);
  if (!status) return [seen.problem ? el('p', null, sentence(seen.problem)) : empty()];
  const ended = Object.values(status.ended).reduce((a, b) => a + b, 0);
  const judged = status.accepted + status.rejected;
  const end = atTheEnd(status);
  const unjudged = status.ordered - judged - status.undecided;
  const cost = seen.costs.find((one) => one.recipe === name);
  return [
    facts([
      ['ended', [`${count(ended)} of ${many(ended + status.open, 'prompt')} (${share(ended / (ended + status.open))})`,
        bar(ended / (ended + status.open), 'budget')]],
      ['open', [link('/prompts', { recipe: name, state: 'SAMPLING' }, count(status.open)),
        held(status) ? '' : '; ' + remaining(seen.to_go.filter((one) => one.recipe === name))]],
      ...Object.entries(status.ended).map(([state, prompts]) =>
        [state.toLowerCase(), link('/prompts', { recipe: name, state }, count(prompts))]),
      ...Object.entries(status.waiting).map(([code, prompts]) => ['waits: ' + code,
        link('/prompts', { recipe: name, state: 'SAMPLING', reason: code }, count(prompts))]),
      ['pass rate', judged ? share(status.accepted / judged) : 'unknown: no candidate is accepted or rejected'],
      ['candidates', `${count(status.ordered)} ordered: ${count(status.accepted)} accepted, ${count(status.rejected)} rejected, `
        + `${count(status.undecided)} undecided` + (unjudged > 0 ? `, ${count(unjudged)} without a verdict` : '')],
      ['await scores', status.awaiting_scores ? count(status.awaiting_scores) : null],
      ['tokens', [short(status.tokens), end === null ? '; too few have ended to say how many at the end'
        : status.open ? ['; about ', short(end), ' at the end'] : ' in all'].flat()],
      ['cost of generated tokens', cost ? [money(cost.spent), end === null || !status.open ? null
        : `; about ${money((end * cost.output_price) / 1e6)} at the end`, `; ${money(cost.output_price)} a million tokens of pool ${cost.pool}`]
        .filter(Boolean) : 'unknown: its pool has no price (winnow synthesizer --output-price)'],
      ...budgetFacts(status, recipe),
    ]),
    el('h2', null, 'Outcomes by reason'),
    reasons(seen.reasons.filter((one) => one.recipe === name), name),
  ];
}

function budgetFacts(status, recipe) {
  if (!recipe) return [];
  const limits = recipe.budget || {};
  const known = [['candidates', status.ordered], ['tokens', status.tokens]].filter(([limit]) => limits[limit]);
  const hours = ['candidates_per_hour', 'tokens_per_hour'].filter((limit) => limits[limit]);
  if (!known.length && !hours.length) return [['budget', 'no limit']];
  return [
    ...known.map(([limit, spent]) => ['budget of ' + limit, [`${count(spent)} of ${count(limits[limit])} (${share(spent / limits[limit])})`,
      bar(spent / limits[limit], spent >= limits[limit] ? 'REJECTED' : 'budget')]]),
    ...hours.map((limit) => [limit.replaceAll('_', ' '), 'at most ' + count(limits[limit])]),
  ];
}

async function readForecast(path, body) {
  try {
    const [forecast, difficulty] = await Promise.all([get(path + '/forecast'), get(path + '/difficulty')]);
    if (difficulty.prompts < difficulty.deciles.length) {
      body.replaceChildren(el('p', { class: 'soft' }, `${many(difficulty.prompts, 'prompt')} ended. `
        + `The comparison by difficulty begins with ${count(difficulty.deciles.length)}.`));
      return;
    }
    const happened = difficulty.deciles.map((decile) => decile.candidates_per_prompt);
    body.replaceChildren(
      el('p', null, `Candidates per prompt, by difficulty: what the ${count(difficulty.prompts)} ended prompts took, and what a `
        + `simulation of version ${forecast.version} takes for prompts that pass as often. The simulation takes `
        + `${forecast.candidates_per_prompt.toFixed(1)} candidates and ${count(forecast.tokens_per_prompt)} tokens per prompt on average.`),
      bars({
        groups: happened.map((value, i) => String(i + 1)),
        series: [{ name: 'happened', kind: 'budget', values: happened },
          { name: 'forecast', kind: 'UNDECIDED', values: forecast.candidates_by_decile.slice(0, happened.length) }],
        label: 'Candidates per prompt by decile of difficulty, happened and forecast', unit: 'decile of prompts, the hardest first',
      }),
      key([['budget', 'happened'], ['UNDECIDED', 'forecast']]));
  } catch (error) {
    body.replaceChildren(el('p', { class: 'soft' }, sentence(error.message)));
  }
}

async function readVersions(path, query, body, app) {
  try {
    const { versions } = await get(path + '/versions');
    if (versions.length) body.replaceChildren(versionList(versions));
    else body.replaceChildren(el('p', null, 'No version is published.'));
  } catch (error) {
    body.replaceChildren(app.failed(error));
  }
}

function versionList(versions) {
  const shown = el('div', { 'aria-live': 'polite' });
  const pick = (id, words, at) => el('select', { id, onchange: () => compare() }, versions.map((one, i) =>
    el('option', { value: i, selected: i === at }, `${one.version}${one.paused ? ' (paused)' : ''}, ${local(one.published_at)}`)));
  const newer = pick('newer', 'Version', 0);
  const older = pick('older', 'Compared with', Math.min(1, versions.length - 1));
  const compare = () => shown.replaceChildren(difference(versions[older.value], versions[newer.value]));
  compare();
  return el('div', null,
    el('p', null, `${many(versions.length, 'version')} published, the latest `, ago(versions[0].published_at), '.'),
    versions.length > 1 ? el('form', null, el('div', null, el('label', { for: 'newer' }, 'Version'), newer),
      el('div', null, el('label', { for: 'older' }, 'Compared with'), older)) : null, shown);
}

function difference(before, after) {
  if (before === after) return el('pre', { class: 'yaml' }, after.yaml);
  const lines = differences(before.yaml, after.yaml, true);
  const removed = lines.one.filter((part) => part.changed).length;
  const added = lines.other.filter((part) => part.changed).length;
  const side = (words, parts, sign) => el('div', { class: 'panel' }, el('h3', null, words),
    el('pre', { class: 'yaml' }, parts.map((part) => (part.changed ? el('mark', null, marked(part.text, sign)) : part.text)).flat()));
  return el('div', null, removed + added ? null : el('p', null, 'They declare the same.'),
    el('div', { class: 'pair' }, side('before: ' + before.version, lines.one, '- '), side('after: ' + after.version, lines.other, '+ ')));
}

function marked(text, sign) {
  return text.replace(/^(?=.)/gm, sign);
}
