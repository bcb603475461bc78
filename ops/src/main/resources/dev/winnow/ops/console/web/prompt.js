// One prompt: what it asks on the left, its candidates by round on the right.

import { get } from './api.js';
import { differences } from './diff.js';
import { ago, count, cut, el, facts, foreign, link, outcome, share } from './dom.js';

export function promptPage(query, app) {
  const id = query.get('id') || '';
  const body = el('div', null, 'reading the candidates …');
  load(id, query, body, app);
  return { element: el('div', null, el('h1', null, 'Prompt ', el('span', { class: 'id' }, foreign(id))), body), overview() {} };
}

async function load(id, query, body, app) {
  const wanted = query.get('candidate');
  const after = query.get('after') || (wanted === null ? '' : Math.max(-1, Number(wanted) - 8));
  try {
    const page = await get('/v1/candidates', { prompt: id, after: after < 0 ? '' : after });
    body.replaceChildren(view(page, wanted));
    const target = wanted === null ? null : document.getElementById('candidate-' + wanted);
    if (target) target.scrollIntoView({ block: 'center' });
  } catch (error) {
    body.replaceChildren(app.failed(error));
  }
}

function view(page, wanted) {
  const pair = el('div', { 'aria-live': 'polite' });
  const chosen = [];
  const choose = (card, box) => {
    const at = chosen.findIndex((one) => one.card === card);
    if (at >= 0) chosen.splice(at, 1);
    else chosen.push({ card, box });
    if (chosen.length > 2) chosen.shift().box.checked = false;
    pair.replaceChildren(...(chosen.length === 2 ? compared(chosen[0].card, chosen[1].card) : []));
  };
  return el('div', { class: 'prompt' }, about(page), el('div', null,
    page.complete ? null : el('p', { class: 'panel', role: 'status' }, page.note),
    el('p', { class: 'soft' }, page.candidates.length ? 'Choose two candidates to see them side by side.'
      : 'No candidate has a verdict yet.'),
    pair, rounds(page.candidates, choose, wanted),
    page.next === null ? null
      : el('p', null, link('/prompt', { id: page.prompt.id, after: page.next }, 'Next candidates'))));
}

function about(page) {
  const prompt = page.prompt;
  const text = page.text;
  return el('section', { class: 'panel', 'aria-label': 'The prompt' },
    facts([
      ['recipe', link('/prompts', { recipe: prompt.recipe }, prompt.recipe)],
      ['state', prompt.state.toLowerCase()],
      ['reason', prompt.reason_code ? [prompt.reason_code, prompt.reason ? ': ' + prompt.reason : ''] : null],
      ['pass rate', share(prompt.pass_rate)],
      ['accepted', count(prompt.accepted) + (prompt.wanted === null ? '' : ' of ' + count(prompt.wanted) + ' wanted')],
      ['rejected', count(prompt.rejected)],
      ['undecided', count(prompt.undecided)],
      ['tokens', count(prompt.tokens)],
      ['unsolvable', prompt.unsolvable ? 'yes: the model seems unable to solve it, or its reference is wrong' : null],
      ['changed', ago(prompt.updated_at)],
      ...Object.entries(prompt.metadata).map(([key, value]) => [foreign(key), foreign(value)]),
    ]),
    text === null ? el('p', null, 'The text is shown once a candidate has a verdict.') : [
      el('h2', null, 'What it asks'),
      text.message_count > text.messages.length
        ? el('p', { class: 'soft' }, `the last ${text.messages.length} of ${text.message_count} messages`) : null,
      text.messages.map((message) => el('div', { class: 'message' },
        el('h3', null, foreign(message.role)), el('pre', null, cut(message.content)))),
      text.reference === null ? el('p', { class: 'soft' }, 'It has no reference.')
        : [el('h2', null, 'Reference'), el('pre', null, cut(text.reference))],
      text.other_references.map((other) => el('pre', null, cut(other))),
    ].flat());
}

function rounds(candidates, choose, wanted) {
  const numbers = [...new Set(candidates.map((card) => card.round))].sort((a, b) => a - b);
  return el('div', null, numbers.map((round) => el('section', null, el('h2', null, 'Round ' + round),
    el('div', { class: 'cards' }, candidates.filter((card) => card.round === round)
      .map((card) => candidate(card, choose, wanted))))));
}

function candidate(card, choose, wanted) {
  const box = el('input', { type: 'checkbox', onchange: () => choose(card, box) });
  return el('article', { class: 'panel card is-' + card.outcome, id: 'candidate-' + card.index,
    'aria-label': 'candidate ' + card.index, 'aria-current': String(card.index) === wanted ? 'true' : null },
  el('h3', null, 'Candidate ' + card.index + ' ', outcome(card.outcome), ' ', card.reason),
  el('label', null, box, 'compare'),
  el('pre', { tabindex: '0' }, card.response.characters ? cut(card.response)
    : el('span', { class: 'soft' }, card.failure === null ? 'no answer' : foreign(card.failure))),
  card.reasoning === null ? null : el('details', null, el('summary', null, 'Reasoning'), el('pre', null, cut(card.reasoning))),
  verdictFacts(card));
}

function verdictFacts(card) {
  return facts([
    ['answer', card.extracted_answer === null ? 'none found' : foreign(card.extracted_answer)],
    ['score', card.score === null ? null : String(card.score)],
    ...Object.entries(card.scores).map(([name, value]) => [name, String(value)]),
    ['tokens', count(card.tokens) + (card.tokens_estimated ? ' (estimate)' : '')],
    ['decided by', foreign(card.verifier)],
    ['model', foreign(card.model)],
    ['seed', String(card.seed)],
    ['ended', card.finish_reason.toLowerCase()],
    ['identical', card.identical_before ? `to ${count(card.identical_before)} before` : null],
    ['judged again', card.revision ? count(card.revision) + ' times' : null],
    ['judged', ago(card.judged_at)],
  ]);
}

function compared(one, other) {
  const marked = differences(one.response.text, other.response.text);
  const side = (card, parts) => el('div', { class: 'panel' },
    el('h3', null, 'Candidate ' + card.index + ' ', outcome(card.outcome), ' ', card.reason),
    el('pre', null, parts.map((part) => (part.changed ? el('mark', null, foreign(part.text)) : foreign(part.text))).flat()),
    verdictFacts(card));
  return [el('h2', null, 'Side by side'),
    marked.compared ? null : el('p', { class: 'soft' }, 'The texts are too long to mark their differences.'),
    el('div', { class: 'pair' }, side(one, marked.one), side(other, marked.other))].filter(Boolean);
}
