// The recipes with their counts.

import { get } from './api.js';
import { ago, cell, count, el, link, money, number, recipeLink, share, short, table, update, words } from './dom.js';
import { empty, held, remaining } from './overview.js';

const LOOK_MS = 3000;

export function recipesPage(query, app) {
  const list = el('div', null, el('p', null, 'reading …'));
  const read = async () => {
    try {
      update(list, parts(await get('/v1/recipes')));
    } catch (error) {
      list.replaceChildren(app.failed(error));
    }
  };
  read();
  const timer = setInterval(read, LOOK_MS);
  return { element: el('div', null, el('h1', null, 'Recipes'), list), close: () => clearInterval(timer) };
}

function parts(page) {
  const names = new Set([...page.published.map((one) => one.name), ...page.recipes.map((one) => one.name)]);
  if (!names.size) {
    return [empty()];
  }
  return [table(['Recipe', 'State', 'Ended#', 'Open#', 'Pass rate#', 'Tokens#', 'Cost#', 'To go', 'Published'],
    [...names].sort().map((name) => row(name, page)))];
}

function row(name, page) {
  const published = page.published.find((one) => one.name === name);
  const recipe = page.recipes.find((one) => one.name === name);
  const state = published === undefined ? 'not published' : published.paused ? '⏸ paused'
    : !recipe ? 'no prompts' : recipe.open ? held(recipe) || 'runs' : 'all ended';
  const judged = recipe ? recipe.accepted + recipe.rejected : 0;
  const ended = recipe ? Object.values(recipe.ended).reduce((a, b) => a + b, 0) : 0;
  return el('tr', null,
    cell(recipeLink(name)), cell(state), number(link('/prompts', { recipe: name }, count(ended))),
    number(recipe ? link('/prompts', { recipe: name, state: 'SAMPLING' }, count(recipe.open)) : '0'),
    number(judged ? share(recipe.accepted / judged) : 'unknown'), number(recipe ? short(recipe.tokens) : '0'),
    number(cost(page.costs.find((one) => one.recipe === name))),
    words(recipe ? remaining(page.to_go.filter((one) => one.recipe === name)) : 'no prompts'),
    cell(published ? ago(published.published_at) : ''));
}

function cost(known) {
  return known ? money(known.spent) : 'unknown';
}
