// Charts as SVG: no styles inline, so that the policy can forbid them.

import { count, duration, rate, svg } from './dom.js';

const WIDTH = 1000;

// The rates of the last minutes, stacked by outcome.
export function rateChart(points) {
  const height = 160;
  const base = 140;
  const top = Math.max(1e-9, ...points.map((p) => p.accepted + p.rejected + p.undecided));
  const first = points.length ? points[0].at : 0;
  const span = Math.max(60, points.length ? points[points.length - 1].at - first : 0);
  const x = (point) => 60 + ((WIDTH - 70) * (point.at - first)) / span;
  const y = (value) => base - ((base - 12) * value) / top;
  const layers = [
    ['UNDECIDED', (p) => p.accepted + p.rejected + p.undecided],
    ['REJECTED', (p) => p.accepted + p.rejected],
    ['ACCEPTED', (p) => p.accepted],
  ];
  const areas = points.length < 2 ? [] : layers.map(([name, value]) => svg('polygon', {
    class: 'fill-' + name,
    points: points.map((p) => `${x(p).toFixed(1)},${y(value(p)).toFixed(1)}`).join(' ')
      + ` ${x(points[points.length - 1]).toFixed(1)},${base} 60,${base}`,
  }));
  return svg('svg', { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label':
    `Candidates a second by outcome; at most ${rate(top, 'candidates')} in ${duration(span)}` },
  areas,
  svg('line', { class: 'axis', x1: 60, x2: WIDTH - 10, y1: base, y2: base }),
  svg('text', { x: 0, y: 20 }, points.length ? rate(top, '') : ''),
  svg('text', { x: 0, y: base }, '0'),
  svg('text', { x: 60, y: height - 4, class: 'soft' },
    points.length < 2 ? 'no rates yet' : duration(span) + ' ago'),
  svg('text', { x: WIDTH - 10, y: height - 4, 'text-anchor': 'end', class: 'soft' }, 'now'));
}

// The stages as boxes; a stage that does not run is hollow, and one that is not known is grey.
export function pipeline(status) {
  const pools = status.pools;
  const members = (word) => {
    const found = status.groups.filter((group) => group.group.includes(word));
    return found.length ? Math.max(...found.map((group) => group.members)) : null;
  };
  const lag = (word) => {
    const lags = status.groups.filter((group) => group.group.includes(word)).map((g) => g.lag);
    return lags.length && lags.every((value) => value >= 0) ? lags.reduce((a, b) => a + b, 0) : null;
  };
  const workers = (scoring) => {
    const found = pools.filter((pool) => pool.name.startsWith('scoring/') === scoring);
    return found.length ? found.reduce((sum, pool) => sum + pool.workers, 0) : null;
  };
  const stages = [
    ['planner', members('planner'), lag('planner')],
    ['synthesizers', workers(false), lag('synthesizer')],
    ['verifier', members('verifier'), lag('verifier')],
    ['curator', members('curator'), lag('curator')],
    ['sink', members('sink'), lag('sink')],
  ];
  const boxes = stages.map(([name, running, backlog], i) => stage(name, running, backlog, i));
  const width = 1.5 + Math.min(10, Math.log2(1 + status.rates.candidates_per_second));
  const edges = [0, 1, 2, 3].map((i) => svg('line', { class: 'edge', 'stroke-width': width.toFixed(1),
    x1: i * 205 + 150, x2: i * 205 + 205, y1: 40, y2: 40 }));
  return svg('svg', { viewBox: '0 0 980 92', role: 'img', 'aria-label': 'Stages: '
    + stages.map(([name, running]) => `${name} ${words(running)}`).join(', ') }, edges, boxes);
}

function words(running) {
  return running === null ? 'not seen' : running === 0 ? 'down' : count(running) + ' running';
}

function stage(name, running, backlog, i) {
  const kind = running === null ? 'unknown' : running === 0 ? 'down' : 'box';
  return svg('g', null,
    svg('rect', { class: kind, x: i * 205, y: 8, width: 150, height: 64, rx: 6 }),
    svg('text', { x: i * 205 + 75, y: 30, 'text-anchor': 'middle' }, name),
    svg('text', { x: i * 205 + 75, y: 47, 'text-anchor': 'middle', class: 'soft' }, words(running)),
    svg('text', { x: i * 205 + 75, y: 64, 'text-anchor': 'middle', class: 'soft' },
      backlog === null ? 'backlog unknown' : count(backlog) + ' waiting'));
}

// A bar whose length is a share from 0 to 1.
export function bar(part, kind) {
  return svg('svg', { viewBox: '0 0 100 6', preserveAspectRatio: 'none', class: 'bar', 'aria-hidden': 'true' },
    svg('rect', { class: 'fill-' + kind, x: 0, y: 0, height: 6,
      width: Math.max(0.5, 100 * Math.min(1, part)).toFixed(2) }));
}
