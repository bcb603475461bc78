// How difficult the prompts of a recipe were, and what they took.

import { get } from './api.js';
import { bars, key } from './charts.js';
import { count, el, link, many, number, recipeLink, share, table, words } from './dom.js';

const LOOK_MS = 5000;

export function difficultyPage(query, app, name) {
  const body = el('div', null, 'reading …');
  const read = async () => {
    const path = '/v1/recipes/' + encodeURIComponent(name);
    try {
      const [difficulty, unsolvable, hardest] = await Promise.all([get(path + '/difficulty'),
        get(path + '/prompts', { unsolvable: true, limit: 20 }), get(path + '/prompts', { sort: 'hardest', limit: 10 })]);
      body.replaceChildren(...parts(difficulty, unsolvable, hardest, name));
    } catch (error) {
      body.replaceChildren(app.failed(error));
    }
  };
  read();
  const timer = setInterval(() => {
    // The focus and what is selected would be lost.
    if (!body.contains(document.activeElement)) read();
  }, LOOK_MS);
  return {
    element: el('div', null, el('h1', null, 'Difficulty: ', recipeLink(name)), body),
    close: () => clearInterval(timer),
  };
}

function parts(difficulty, unsolvable, hardest, name) {
  if (!difficulty.prompts) {
    return [el('p', null, 'No prompt of this recipe has ended with an accepted or rejected candidate yet. ',
      link('/', {}, 'The overview'), ' says what it waits for.')];
  }
  return [
    el('p', null, `${many(difficulty.prompts, 'prompt')} ended. The first decile has the prompts that pass least often.`),
    ...(difficulty.prompts < difficulty.deciles.length
      ? [el('p', { class: 'soft' }, `What they took by difficulty is drawn from ${count(difficulty.deciles.length)} prompts on.`)]
      : byDecile(difficulty.deciles)),
    el('h2', null, 'Pass rates'),
    histogram(difficulty),
    key([['budget', 'ended prompts'], ['line', 'expected by the prior that is fitted to their verdicts']]),
    el('h2', null, 'Prompts held to be unsolvable: ' + count(difficulty.unsolvable)),
    unsolvable.prompts.length ? prompts(unsolvable.prompts, unsolvable.next, { recipe: name, unsolvable: 'true' })
      : el('p', null, 'None.'),
    el('h2', null, 'Hardest prompts that ended without what was wanted'),
    hardest.prompts.length ? prompts(hardest.prompts, hardest.next, { recipe: name, sort: 'hardest' }) : el('p', null, 'None.'),
  ];
}

function byDecile(deciles) {
  return [el('h2', null, 'What prompts took, by difficulty'), spent(deciles),
    key([['UNDECIDED', 'candidates per prompt'], ['ACCEPTED', 'accepted per prompt'],
      ...(deciles.some((decile) => decile.wanted !== null) ? [['line', 'wanted']] : [])]),
    decileTable(deciles)];
}

function spent(deciles) {
  return bars({
    groups: deciles.map((decile, i) => String(i + 1)),
    series: [{ name: 'candidates per prompt', kind: 'UNDECIDED', values: deciles.map((decile) => decile.candidates_per_prompt) },
      { name: 'accepted per prompt', kind: 'ACCEPTED', values: deciles.map((decile) => decile.accepted_per_prompt) }],
    line: { values: deciles.map((decile) => decile.wanted) },
    label: 'Candidates and accepted candidates per prompt by decile of difficulty; the table below has the numbers',
    unit: 'decile of prompts, the hardest first',
  });
}

function decileTable(deciles) {
  return el('details', null, el('summary', null, 'The numbers'),
    table(['Decile#', 'Pass rate#', 'Candidates per prompt#', 'Accepted per prompt#', 'Wanted#'], deciles.map((decile, i) => el('tr', null,
      number(String(i + 1)), number(share(decile.pass_rate)), number(decile.candidates_per_prompt.toFixed(1)),
      number(decile.accepted_per_prompt.toFixed(1)), number(decile.wanted === null ? 'all' : decile.wanted.toFixed(1))))));
}

function histogram(difficulty) {
  const step = 100 / difficulty.histogram.length;
  return bars({
    groups: difficulty.histogram.map((prompts, i) => String(Math.round(i * step))),
    series: [{ name: 'prompts', kind: 'budget', values: difficulty.histogram }],
    line: { values: difficulty.prior.map((part) => part * difficulty.prompts) },
    label: 'Number of ended prompts by pass rate in steps of 5 per cent, with the fitted prior',
    unit: 'pass rate in per cent, in steps of 5',
  });
}

function prompts(list, next, query) {
  return el('div', null, table(['Prompt', 'Pass rate#', 'Candidates#', 'Reason'], list.map((prompt) => el('tr', null,
    el('td', { class: 'id' }, link('/prompt', { id: prompt.id }, prompt.id)), number(share(prompt.pass_rate)),
    number(count(prompt.judged)), words(prompt.reason || prompt.reason_code || '')))),
  next === null ? null : el('p', null, link('/prompts', query, 'All of them')));
}
