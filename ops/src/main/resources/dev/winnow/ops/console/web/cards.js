// A candidate as a card, on every page that shows some.

import { ago, count, cut, el, facts, outcome, share } from './dom.js';
import { rendered } from './text.js';

const RAW = 'winnow-raw';
const SHORT = 80;

export function isRaw() {
  return sessionStorage.getItem(RAW) === 'yes';
}

// A switch between rendered and raw text, which holds for the tab.
export function rawSwitch(onChange) {
  const box = el('input', { type: 'checkbox', id: 'raw', checked: isRaw(), onchange: () => {
    sessionStorage.setItem(RAW, box.checked ? 'yes' : 'no');
    onChange();
  } });
  return el('p', { class: 'switch' }, el('label', { for: 'raw' }, box, 'raw text'));
}

// A text of a model or a user, rendered or raw.
export function text(value) {
  const note = value.text.length < value.characters ? el('p', { class: 'control' },
    `cut: the first ${count(value.text.length)} of ${count(value.characters)} characters`) : null;
  return isRaw() ? el('div', { class: 'text' }, el('pre', null, cut(value))) : rendered(value, note);
}

// `reference` stands beside the answer where it is short.
export function card(one, attributes, reference, ...controls) {
  return el('article', { class: 'panel card is-' + one.outcome, 'aria-label': 'candidate ' + one.index, ...attributes },
    el('h3', null, 'Candidate ' + one.index + ' ', outcome(one.outcome), ' ', one.reason),
    controls,
    el('div', { class: 'response', tabindex: '0', role: 'region', 'aria-label': 'response ' + one.index },
      one.response.characters ? text(one.response)
        : el('p', { class: 'soft' }, one.failure === null ? 'no answer' : one.failure)),
    one.reasoning === null ? null
      : el('details', null, el('summary', null, `Reasoning, ${count(one.reasoning.characters)} characters`), text(one.reasoning)),
    verdictFacts(one, reference));
}

export function verdictFacts(one, reference) {
  return facts([
    ['answer', one.extracted_answer === null ? 'none found' : one.extracted_answer],
    ['reference', reference && reference.characters <= SHORT ? reference.text : null],
    ['score', one.score === null ? null : rounded(one.score)],
    ...Object.entries(one.scores).map(([name, value]) => ['score ' + name, rounded(value)]),
    ['tokens', count(one.tokens) + (one.tokens_estimated ? ' (estimate)' : '')],
    ['decided by', one.verifier],
    ['vote', one.round_vote === null ? null : vote(one.round_vote)],
    ['model', one.model],
    ['seed', String(one.seed)],
    ['ended', one.finish_reason.toLowerCase()],
    ['identical', one.identical_before ? `to ${count(one.identical_before)} before` : null],
    ['judged again', one.revision ? count(one.revision) + ' times' : null],
    ['judged', ago(one.judged_at)],
  ]);
}

// What the answers of a round settle on.
export function vote(one) {
  const agree = one.answers
    ? `${count(one.agreeing)} of ${count(one.answers)} answers agree (${share(one.share)})` : 'no answers';
  const of = `, of ${count(one.candidates)} candidates`;
  return el('span', null, one.answer === null ? 'no answer: ' : [one.answer, ': '].flat(), agree, of,
    one.reason === null ? '' : [' · no reference: ', one.reason].flat());
}

export function rounded(value) {
  return el('span', { title: String(value) }, value.toPrecision(4).replace(/\.?0+$/, ''));
}
