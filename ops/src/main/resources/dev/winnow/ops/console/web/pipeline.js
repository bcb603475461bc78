// The stages as one drawing: a stage that does not run is hollow, and one that is not known is grey.

import { count, rate, svg } from './dom.js';

const STEP = 196;
const BOX = 132;

export function pipeline(status) {
  const rates = status.rates;
  const stages = [
    stage('planner', members(status, 'planner')),
    stage('synthesizers', workers(status, false)),
    stage('verifier', members(status, 'verifier')),
    stage('curator', members(status, 'curator')),
    stage('sink', members(status, 'sink')),
  ];
  const streams = [
    ['requests', null, lag(status, 'synthesizer')],
    ['candidates', rates.candidates_per_second, lag(status, 'verifier')],
    ['accepted', rates.accepted_per_second, lag(status, 'curator')],
    ['rows', rates.candidates_per_second, lag(status, 'sink')],
  ];
  const words = stages.map((one) => `${one.name} ${one.words}`).join(', ');
  return svg('svg', { viewBox: `0 0 ${4 * STEP + BOX} 84`, role: 'img', 'aria-label': 'Stages: ' + words + '. '
    + streams.map(([name, , waiting]) => `${name}: ${backlog(waiting)}`).join(', ') },
  streams.map(([name, per, waiting], i) => edge(name, per, waiting, i)),
  stages.map((one, i) => box(one, i)));
}

function members(status, word) {
  const found = status.groups.filter((group) => group.group.includes(word));
  return found.length ? Math.max(...found.map((group) => group.members)) : null;
}

function lag(status, word) {
  const lags = status.groups.filter((group) => group.group.includes(word)).map((group) => group.lag);
  return lags.length && lags.every((value) => value >= 0) ? lags.reduce((a, b) => a + b, 0) : null;
}

function workers(status, scoring) {
  const found = status.pools.filter((pool) => pool.name.startsWith('scoring/') === scoring);
  return found.length ? found.reduce((sum, pool) => sum + pool.workers, 0) : null;
}

function stage(name, running) {
  const words = running === null ? 'not seen' : running === 0 ? 'down' : count(running) + ' running';
  return { name, words, kind: running === null ? 'unknown' : running === 0 ? 'down' : 'box' };
}

function box({ name, words, kind }, i) {
  return svg('g', null,
    svg('rect', { class: kind, x: i * STEP + 1, y: 14, width: BOX - 2, height: 54, rx: 6 }),
    svg('text', { x: i * STEP + BOX / 2, y: 38, 'text-anchor': 'middle' }, name),
    svg('text', { x: i * STEP + BOX / 2, y: 56, 'text-anchor': 'middle', class: kind === 'down' ? 'alarm' : 'soft' }, words));
}

function backlog(waiting) {
  return waiting === null ? 'unknown' : count(waiting) + ' wait';
}

function edge(name, per, waiting, i) {
  const width = per === null ? 1.5 : 1.5 + Math.min(10, Math.log2(1 + per));
  const from = i * STEP + BOX;
  const middle = from + (STEP - BOX) / 2;
  return svg('g', null,
    svg('line', { class: 'edge', 'stroke-width': width.toFixed(1), x1: from, x2: from + STEP - BOX, y1: 41, y2: 41 }),
    svg('text', { x: middle, y: 30, 'text-anchor': 'middle', class: 'small' }, per === null ? name : rate(per, '')),
    svg('text', { x: middle, y: 58, 'text-anchor': 'middle', class: 'small soft' }, backlog(waiting)));
}
