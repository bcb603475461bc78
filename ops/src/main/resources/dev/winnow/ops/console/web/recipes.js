// The recipes with their counts.

import { get } from './api.js';
import { count, el, facts, link, share, update } from './dom.js';
import { reasons, remaining } from './overview.js';

export function recipesPage(query, app) {
  const list = el('div', null, el('p', null, 'reading …'));
  const element = el('div', null, el('h1', null, 'Recipes'), list);
  return {
    element,
    overview(now) {
      update(list, parts(now, app));
    },
  };
}

function parts(now, app) {
  if (!now.status) return [el('p', null, now.problem || 'Nothing is known yet.')];
  if (!now.status.recipes.length) {
    return [el('p', null, 'No recipe has prompts yet. Publish some: ',
      el('code', null, 'winnow publish --recipe recipe.yaml prompts.jsonl'))];
  }
  return now.status.recipes.map((recipe) => section(recipe, now, source(recipe.name, app)));
}

function section(recipe, now, details) {
  const judged = recipe.accepted + recipe.rejected;
  return el('section', null,
    el('h2', null, link('/prompts', { recipe: recipe.name }, recipe.name)),
    facts([
      ['open', [link('/prompts', { recipe: recipe.name, state: 'SAMPLING' }, count(recipe.open)), ' prompts; ',
        remaining(now.to_go.filter((one) => one.recipe === recipe.name))]],
      ...Object.entries(recipe.ended).map(([state, prompts]) =>
        [state.toLowerCase(), link('/prompts', { recipe: recipe.name, state }, count(prompts))]),
      ...Object.entries(recipe.waiting).map(([code, prompts]) => ['waits: ' + code, count(prompts)]),
      ['pass rate', judged ? share(recipe.accepted / judged) : 'unknown: no candidate is accepted or rejected'],
      ['candidates ordered', count(recipe.ordered)],
      ['await scores', recipe.awaiting_scores ? count(recipe.awaiting_scores) : null],
      ['tokens', count(recipe.tokens)],
    ]),
    reasons(now.reasons.filter((one) => one.recipe === recipe.name)),
    details);
}

function source(name, app) {
  const body = el('div', null, 'reading …');
  const details = el('details', { ontoggle: async () => {
    if (!details.open || details.dataset.read) return;
    details.dataset.read = 'yes';
    try {
      const recipe = await get('/v1/recipes/' + encodeURIComponent(name));
      body.replaceChildren(el('pre', null, JSON.stringify(recipe, null, 2)));
    } catch (error) {
      body.replaceChildren(app.failed(error));
    }
  } }, el('summary', null, 'The recipe, as published'), body);
  details.dataset.keep = name;
  return details;
}
