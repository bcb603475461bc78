// The stages as one drawing: a stage that does not run is hollow, and one that is not known is grey.
// It is drawn from left to right for a wide window, and downwards for a narrow one.

import { count, el, rate, svg } from './dom.js';

const STEP = 200;
const BOX = 132;
const DOWN = 74;

export function pipeline(status) {
  const rates = status.rates;
  const stages = [
    stage('planner', members(status, 'planner')),
    synthesizers(status.pools.filter((pool) => !pool.name.startsWith('scoring/'))),
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
  const label = 'Stages: ' + stages.map((one) => `${one.name} ${one.words}`).join(', ') + '. '
    + streams.map(([name, , waiting]) => `${name}: ${waiting === null ? 'backlog unknown' : backlog(waiting)}`).join(', ');
  const drawn = (kind, width, height, edge, box) => svg('svg', { viewBox: `0 0 ${width} ${height}`, class: kind, role: 'img', 'aria-label': label },
    streams.map((one, i) => edge(one, i)), stages.map((one, i) => box(one, i)));
  const unseen = stages.filter((one) => one.words === 'not seen').map((one) => one.name);
  return el('div', null, drawn('broad', 4 * STEP + BOX, 84, across, boxAcross), drawn('narrow', 360, 4 * DOWN + 40, down, boxDown),
    unseen.length ? el('p', { class: 'soft' }, `Not seen: no process of the ${unseen.join(', ')} has reported to Kafka yet. `,
      el('code', null, 'winnow local'), ' starts all stages, ', el('code', null, 'winnow STAGE'), ' one.') : null);
}

function members(status, word) {
  const found = status.groups.filter((group) => group.group.includes(word));
  return found.length ? Math.max(...found.map((group) => group.members)) : null;
}

function lag(status, word) {
  const lags = status.groups.filter((group) => group.group.includes(word)).map((group) => group.lag);
  return lags.length && lags.every((value) => value >= 0) ? lags.reduce((a, b) => a + b, 0) : null;
}

function stage(name, running) {
  const words = running === null ? 'not seen' : running === 0 ? 'down' : count(running) + ' running';
  return { name, words, kind: running === null ? 'unknown' : running === 0 ? 'down' : 'box' };
}

// Workers of a pool that does not sample run, and do nothing.
function synthesizers(pools) {
  if (!pools.length) return stage('synthesizers', null);
  const all = pools.reduce((sum, pool) => sum + pool.workers, 0);
  const held = pools.filter((pool) => pool.condition !== 'SAMPLING').reduce((sum, pool) => sum + pool.workers, 0);
  if (!held) return stage('synthesizers', all);
  return { name: 'synthesizers', words: held === all ? `${count(all)} held up` : `${count(held)} of ${count(all)} held up`, kind: 'down' };
}

function boxAcross({ name, words, kind }, i) {
  const x = i * STEP + BOX / 2;
  return svg('g', null,
    svg('rect', { class: kind, x: i * STEP + 1, y: 14, width: BOX - 2, height: 54, rx: 6 }),
    svg('text', { x, y: 38, 'text-anchor': 'middle' }, name),
    svg('text', { x, y: 56, 'text-anchor': 'middle', class: tone(kind) }, words));
}

function boxDown({ name, words, kind }, i) {
  const y = i * DOWN;
  return svg('g', null,
    svg('rect', { class: kind, x: 1, y: y + 1, width: 358, height: 38, rx: 6 }),
    svg('text', { x: 14, y: y + 25 }, name),
    svg('text', { x: 346, y: y + 25, 'text-anchor': 'end', class: tone(kind) }, words));
}

function tone(kind) {
  return kind === 'down' ? 'alarm' : 'soft';
}

function backlog(waiting) {
  return waiting === null ? '' : count(waiting) + ' wait';
}

function width(per) {
  return (per === null ? 1.5 : 1.5 + Math.min(10, Math.log2(1 + per))).toFixed(1);
}

function across([name, per, waiting], i) {
  const from = i * STEP + BOX;
  const x = from + (STEP - BOX) / 2;
  return svg('g', null,
    svg('line', { class: 'edge', 'stroke-width': width(per), x1: from, x2: from + STEP - BOX, y1: 41, y2: 41 }),
    svg('text', { x, y: per === null ? 30 : 17, 'text-anchor': 'middle', class: 'small soft' }, name),
    svg('text', { x, y: 31, 'text-anchor': 'middle', class: 'small' }, per === null ? '' : rate(per, '')),
    svg('text', { x, y: 60, 'text-anchor': 'middle', class: 'small soft' }, backlog(waiting)));
}

function down([name, per, waiting], i) {
  const y = i * DOWN + 40;
  const words = [name, per === null ? '' : rate(per, ''), backlog(waiting)].filter(Boolean).join(' · ');
  return svg('g', null,
    svg('line', { class: 'edge', 'stroke-width': width(per), x1: 32, x2: 32, y1: y, y2: y + DOWN - 40 }),
    svg('text', { x: 48, y: y + 21, class: 'soft' }, words));
}
