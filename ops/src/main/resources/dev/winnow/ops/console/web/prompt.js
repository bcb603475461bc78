// One prompt: what it asks on the left, its candidates by round on the right.

import { get } from './api.js';
import { card, rawSwitch, text as shownText, verdictFacts, vote } from './cards.js';
import { differences } from './diff.js';
import { ago, count, el, facts, link, money, outcome, recipeLink, share } from './dom.js';

export function promptPage(query, app) {
  const id = query.get('id') || '';
  const body = el('div', null, 'reading the candidates …');
  load(id, query, body, app);
  return { element: el('div', null, el('h1', null, 'Prompt ', el('span', { class: 'id' }, id)), body), overview() {} };
}

async function load(id, query, body, app) {
  const wanted = query.get('candidate');
  const after = query.get('after') || (wanted === null ? '' : Math.max(-1, Number(wanted) - 8));
  try {
    const page = await get('/v1/candidates', { prompt: id, after: after < 0 ? '' : after });
    const show = () => body.replaceChildren(view(page, wanted, show));
    show();
    const target = wanted === null ? null : document.getElementById('candidate-' + wanted);
    if (target && !begins(target)) target.scrollIntoView({ block: 'center' });
  } catch (error) {
    body.replaceChildren(app.failed(error));
  }
}

function view(page, wanted, again) {
  const pair = el('div', { 'aria-live': 'polite' });
  const chosen = [];
  const reference = page.text && page.text.reference;
  const choose = (card, box) => {
    const at = chosen.findIndex((one) => one.card === card);
    if (at >= 0) chosen.splice(at, 1);
    else chosen.push({ card, box });
    if (chosen.length > 2) chosen.shift().box.checked = false;
    pair.replaceChildren(...(chosen.length === 2 ? compared(chosen[0].card, chosen[1].card, reference) : []));
    if (chosen.length === 2 && !begins(pair)) pair.scrollIntoView();
  };
  return el('div', { class: 'prompt' }, about(page), el('div', null,
    page.candidates.length ? rawSwitch(again) : null,
    page.complete ? null : el('p', { class: 'panel', role: 'status' }, page.note),
    page.candidates.length > 1 ? side(page.candidates, chosen) : page.candidates.length ? null : waits(page.prompt),
    pair, rounds(page.candidates, choose, wanted, reference),
    page.next === null ? null
      : el('p', null, link('/prompt', { id: page.prompt.id, after: page.next }, 'Next candidates'))));
}

// Whether the window shows where an element begins.
function begins(element) {
  const { top } = element.getBoundingClientRect();
  return top >= 0 && top < innerHeight / 2;
}

// Says how two candidates come side by side; does it for the two that most want to see.
function side(candidates, chosen) {
  const pair = ['ACCEPTED', 'REJECTED'].map((name) => candidates.find((one) => one.outcome === name));
  const choose = () => {
    chosen.splice(0).forEach((one) => { one.box.checked = false; });
    pair.forEach((one) => document.querySelector(`#candidate-${one.index} input`).click());
  };
  return el('p', { class: 'buttons' }, 'Tick “compare” at two candidates to see them side by side.',
    pair.every(Boolean) ? el('button', { type: 'button', onclick: choose }, 'Compare an accepted with a rejected one') : null);
}

function waits(prompt) {
  return el('p', null, 'No candidate has a verdict yet. ',
    prompt.reason_code ? [link('/', {}, 'The overview'), ' says what it waits for.'] : null);
}

function about(page) {
  const prompt = page.prompt;
  const text = page.text;
  return el('section', { class: 'panel asked', tabindex: '0', 'aria-label': 'The prompt' },
    facts([
      ['recipe', recipeLink(prompt.recipe)],
      ['state', prompt.state.toLowerCase()],
      ['reason', prompt.reason_code || null],
      ['because', prompt.reason || null],
      ['pass rate', share(prompt.pass_rate)],
      ['accepted', count(prompt.accepted) + (prompt.wanted === null ? '' : ' of ' + count(prompt.wanted) + ' wanted')],
      ['rejected', count(prompt.rejected)],
      ['undecided', count(prompt.undecided)],
      ['tokens', count(prompt.tokens)],
      ['cost of generated tokens', page.cost === null ? 'unknown: its pool has no price' : money(page.cost)],
      ['unsolvable', prompt.unsolvable ? 'seems so: the model has not solved it, or its reference is wrong' : null],
      ['changed', ago(prompt.updated_at)],
      ...Object.entries(prompt.metadata).map(([key, value]) => [key, value]),
    ]),
    text === null ? el('p', null, 'The text is shown once a candidate has a verdict.') : [
      el('h2', null, 'What it asks'),
      text.message_count > text.messages.length
        ? el('p', { class: 'soft' }, `the last ${text.messages.length} of ${text.message_count} messages`) : null,
      text.messages.map((message) => el('div', { class: 'message' },
        el('h3', null, message.role), shownText(message.content))),
      text.reference === null ? el('p', { class: 'soft' }, 'It has no reference.')
        : [el('h2', null, 'Reference'), shownText(text.reference)],
      text.other_references.map((other) => shownText(other)),
    ].flat());
}

function rounds(candidates, choose, wanted, reference) {
  const numbers = [...new Set(candidates.map((one) => one.round))].sort((a, b) => a - b);
  return el('div', null, numbers.map((round) => el('section', null, el('h2', null, 'Round ' + round), votes(candidates, round),
    el('div', { class: 'cards' }, candidates.filter((one) => one.round === round)
      .map((one) => candidate(one, choose, wanted, reference))))));
}

// Candidates of a round share its vote, unless some were judged again.
function votes(candidates, round) {
  const of = candidates.filter((one) => one.round === round && one.round_vote !== null).map((one) => one.round_vote);
  const different = [...new Map(of.map((one) => [JSON.stringify(one), one])).values()];
  return different.map((one) => el('p', { class: 'vote' }, 'Majority vote: ', vote(one)));
}

function candidate(one, choose, wanted, reference) {
  const box = el('input', { type: 'checkbox', onchange: () => choose(one, box) });
  return card(one, { id: 'candidate-' + one.index, 'aria-current': String(one.index) === wanted ? 'true' : null }, reference,
    el('label', null, box, 'compare'));
}

function compared(one, other, reference) {
  const marked = differences(one.response.text, other.response.text);
  const side = (chosen, parts) => el('div', { class: 'panel' },
    el('h3', null, 'Candidate ' + chosen.index + ' ', outcome(chosen.outcome), ' ', chosen.reason),
    el('pre', null, parts.map((part) => (part.changed ? el('mark', null, part.text) : part.text)).flat()),
    verdictFacts(chosen, reference));
  return [el('h2', null, 'Side by side'),
    el('p', { class: 'soft' }, marked.compared ? 'As written; words that differ are marked.'
      : 'The texts are too long to mark their differences.'),
    el('div', { class: 'pair' }, side(one, marked.one), side(other, marked.other))];
}
