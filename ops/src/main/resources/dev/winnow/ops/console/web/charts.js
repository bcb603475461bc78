// Charts. What a chart shows is in its label as well.

import uPlot from './uPlot.js';
import { el, local, rate, svg } from './dom.js';

const OUTCOMES = [['UNDECIDED', '? undecided'], ['REJECTED', '✗ rejected'], ['ACCEPTED', '✓ accepted']];
const HEIGHT = 190;
const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

// The rates of the last minutes, stacked by outcome. `set` takes the points; `close` ends it.
export function rateChart() {
  const element = el('div', { class: 'chart', role: 'img', 'data-keep': 'rates', 'aria-label': 'Candidates a second by outcome' });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let plot = null;
  let points = [];
  const draw = () => {
    if (plot) plot.destroy();
    plot = element.isConnected && points.length > 1 ? new uPlot(options(element.clientWidth, points), columns(points), element) : null;
  };
  const sized = new ResizeObserver(() => {
    if (plot) plot.setSize({ width: element.clientWidth, height: HEIGHT });
    else draw();
  });
  sized.observe(element);
  dark.addEventListener('change', draw);
  return {
    element,
    set(fresh) {
      points = fresh;
      element.setAttribute('aria-label', label(points));
      if (plot && points.length > 1) plot.setData(columns(points));
      else draw();
    },
    close() {
      sized.disconnect();
      dark.removeEventListener('change', draw);
      if (plot) plot.destroy();
    },
  };
}

function label(points) {
  if (points.length < 2) return 'Candidates a second by outcome: no rates yet';
  const last = points[points.length - 1];
  return `Candidates a second by outcome, now: accepted ${rate(last.accepted, '')}, rejected ${rate(last.rejected, '')}, `
    + `undecided ${rate(last.undecided, '')}`;
}

// A band is drawn from 0 to its sum, the largest first: so each is seen above the one below.
function columns(points) {
  return [points.map((p) => p.at), points.map((p) => p.accepted + p.rejected + p.undecided),
    points.map((p) => p.accepted + p.rejected), points.map((p) => p.accepted)];
}

function options(width, points) {
  const axis = { stroke: colour('soft'), grid: { stroke: colour('line'), width: 1 }, ticks: { stroke: colour('line') } };
  return {
    width,
    height: HEIGHT,
    padding: [8, 32, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (plot, low, high) => [0, Math.max(high * 1.1, 0.1)] } },
    axes: [{ ...axis, incrs: SECONDS, space: 80, values: (plot, times) => times.map((at) => local(at * 1000).slice(11)) }, { ...axis, values: (plot, values) => values.map((value) => value + ' /s'), size: 64 }],
    series: [{}, ...OUTCOMES.map(([name, words]) => ({
      label: words, stroke: colour(name.toLowerCase()), fill: colour(name.toLowerCase()), width: 1, points: { show: false },
    }))],
    points,
  };
}

// A bar whose length is a share from 0 to 1.
export function bar(part, kind) {
  return svg('svg', { viewBox: '0 0 100 6', preserveAspectRatio: 'none', class: 'bar', 'aria-hidden': 'true' },
    svg('rect', { class: 'rest', x: 0, y: 0, width: 100, height: 6 }),
    svg('rect', { class: 'fill-' + kind, x: 0, y: 0, height: 6,
      width: part > 0 ? Math.max(0.5, 100 * Math.min(1, part)).toFixed(2) : 0 }));
}

// Groups of bars side by side, with a line for each group where `line` has a value. It is drawn for
// a wide and for a narrow window; the style shows one.
export function bars(chart) {
  return el('div', null, drawnBars(chart, 'broad', 1000), drawnBars(chart, 'narrow', 360));
}

function drawnBars({ groups, series, line, label: words, unit }, kind, width) {
  const [height, left, base] = [240, width < 500 ? 32 : 52, 200];
  const each = Math.ceil(20 / ((width - left) / groups.length));
  const all = [...series.flatMap((one) => one.values), ...(line ? line.values : [])].filter((value) => value !== null);
  const top = roundedUp(Math.max(1e-9, ...all));
  const step = (width - left) / groups.length;
  const y = (value) => base - ((base - 10) * value) / top;
  const thick = (step * 0.72) / series.length;
  const drawn = groups.map((name, i) => svg('g', null,
    series.map((one, j) => svg('rect', { class: 'fill-' + one.kind, x: (left + i * step + step * 0.14 + j * thick).toFixed(1),
      y: y(one.values[i]).toFixed(1), width: Math.max(1, thick - 2).toFixed(1), height: (base - y(one.values[i])).toFixed(1) },
    svg('title', null, `${name}: ${one.name} ${number(one.values[i])}`))),
    line && line.values[i] !== null && line.values[i] !== undefined ? svg('line', { class: 'wanted', x1: (left + i * step + 2).toFixed(1),
      x2: (left + (i + 1) * step - 2).toFixed(1), y1: y(line.values[i]).toFixed(1), y2: y(line.values[i]).toFixed(1) }) : null,
    svg('text', { x: left + (i + 0.5) * step, y: base + 16, 'text-anchor': 'middle', class: 'small' }, i % each ? '' : name)));
  const ticks = [0, 0.5, 1].map((part) => [part * top, y(part * top)]);
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, class: kind, role: 'img', 'aria-label': words },
    ticks.map(([value, at]) => [svg('line', { class: 'axis', x1: left, x2: width, y1: at, y2: at }),
      svg('text', { x: left - 6, y: at + 4, 'text-anchor': 'end', class: 'small soft' }, number(value))]).flat(),
    drawn,
    svg('text', { x: left, y: height - 4, class: 'small soft' }, unit));
}

export function key(entries) {
  return el('p', { class: 'key' }, entries.map(([kind, words]) => el('span', null,
    svg('svg', { viewBox: '0 0 12 12', class: 'swatch', 'aria-hidden': 'true' },
      kind === 'line' ? svg('line', { class: 'wanted', x1: 0, x2: 12, y1: 6, y2: 6 })
        : svg('rect', { class: 'fill-' + kind, x: 0, y: 0, width: 12, height: 12 })), words)));
}

// The end of an axis: half of it is a number that people read at once, too.
function roundedUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 4, 6, 8, 10].find((part) => part * power >= value * 0.999999);
}

function number(value) {
  return Number.isInteger(value) || value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
