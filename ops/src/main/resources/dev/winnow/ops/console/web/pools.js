// Pools, their workers, and the groups of the stages.

import { get } from './api.js';
import { without } from './overview.js';
import { ago, cell, count, el, money, number, rate, share, short, table, until, update, words } from './dom.js';

const LOOK_MS = 2000;
const SLOW = 0.5;

export function poolsPage(query, app) {
  const body = el('div', null, 'reading …');
  const read = async () => {
    try {
      update(body, parts(await get('/v1/pools')));
    } catch (error) {
      body.replaceChildren(app.failed(error));
    }
  };
  read();
  const timer = setInterval(read, LOOK_MS);
  return { element: el('div', null, el('h1', null, 'Pools and servers'), body), close: () => clearInterval(timer) };
}

function parts(page) {
  const pools = page.pools.map((pool) => poolSection(pool, page.workers.filter((worker) => worker.pool === pool.name)));
  return [
    ...(pools.length ? pools : [el('p', null, 'No worker has reported since this gateway started to read. Start one: ',
      el('code', null, 'winnow synthesizer --pool POOL'))]),
    page.all_workers > page.workers.length
      ? el('p', { class: 'soft' }, `${count(page.workers.length)} of ${count(page.all_workers)} workers are listed.`) : null,
    el('h2', null, 'Groups of the stages'),
    page.groups.length ? table(['Group', 'Kind', 'Members#', 'Waiting#'], page.groups.map((group) => el('tr', null,
      cell(group.group), cell(group.kind), number(group.members ? count(group.members) : el('strong', { class: 'REJECTED' }, 'none')),
      number(count(group.lag))))) : el('p', null, 'No stage has read anything yet. Start all: ', el('code', null, 'winnow local')),
    el('p', { class: 'soft' }, 'As of ', ago(page.at), '.'),
  ].filter(Boolean);
}

function poolSection(pool, workers) {
  const works = pool.condition === 'SAMPLING';
  const scoring = pool.name.startsWith('scoring/');
  const command = scoring ? 'winnow scorer --pool ' + pool.name.slice('scoring/'.length) : 'winnow synthesizer --pool ' + pool.name;
  return el('section', null, el('h2', null, 'Pool ', pool.name),
    el('p', { class: works ? 'ACCEPTED' : 'REJECTED' }, works ? '✓ works' : ['✗ ', without(pool)]),
    pool.condition === 'NO_WORKER' ? el('p', null, 'Start one: ', el('code', null, command)) : null,
    workers.length ? workerTable(workers) : null);
}

function workerTable(workers) {
  const rates = workers.map((worker) => worker.tokens_per_second).filter((value) => value !== null).sort((a, b) => a - b);
  const median = rates.length ? rates[Math.floor(rates.length / 2)] : null;
  return table(['Worker', 'State', 'Model', 'Token rate#', 'Batch fill#', 'Request rate#', 'Held#', 'Tokens#', 'Cost#', 'Redelivered#', 'Renewals#', 'Locks lost#', 'Reported'],
    workers.map((worker) => el('tr', null,
      el('td', { class: 'id' }, worker.worker), (worker.state === 'READY' ? cell : words)(state(worker)), cell(worker.model),
      number(speed(worker, median, workers.length)), number(share(worker.fill)), number(worker.requests_per_second === null ? 'unknown' : rate(worker.requests_per_second, '')),
      number(count(worker.held)), number(short(worker.tokens)), number(money(worker.cost)), number(count(worker.redeliveries)),
      number(count(worker.lock_renewals)), number(lost(worker)), cell(ago(worker.reported_at)))));
}

function state(worker) {
  if (worker.state === 'READY') return el('span', { class: 'ACCEPTED' }, '✓ ready');
  return el('span', { class: 'REJECTED' }, `${worker.state === 'BLOCKED' ? '✗ blocked' : '… throttled'}: `,
    worker.reason || worker.reason_code || '', ', since ', ago(worker.since), ', asked again ',
    worker.next_request_at === null ? 'at a time that is not known' : until(worker.next_request_at));
}

function speed(worker, median, workers) {
  if (worker.tokens_per_second === null) return 'unknown';
  const words = rate(worker.tokens_per_second, '');
  const slow = workers > 1 && median > 0 && worker.tokens_per_second < SLOW * median;
  return slow ? el('strong', { class: 'REJECTED' }, words + ' ▼ slow') : words;
}

function lost(worker) {
  return worker.locks_lost ? el('strong', { class: 'REJECTED' }, count(worker.locks_lost)) : count(worker.locks_lost);
}
