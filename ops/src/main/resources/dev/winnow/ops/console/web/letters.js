// Dead letters: where, when, why, the first bytes, and what to do with them.

import { actionButton } from './actions.js';
import { bytes, get } from './api.js';
import { ago, cell, count, el, facts, link, many, number, size, table, words } from './dom.js';

export function lettersPage(query, app) {
  const groups = el('div', null, 'reading …');
  const letters = el('div');
  const letter = el('div', { 'aria-live': 'polite' });
  const id = query.get('id');
  read(query, groups, letters, app);
  if (id) readLetter(id, letter, app);
  return { element: el('div', null, el('h1', null, 'Dead letters'), letter,
    el('p', { class: 'soft' }, 'Records that a stage could not process. They are kept, and can be published again once their cause is mended.'),
    groups, letters) };
}

async function read(query, groups, letters, app) {
  const reason = query.get('reason') || '';
  try {
    const page = await get('/v1/dead-letters', { reason, after: query.get('after') || '' });
    if (!page.groups.length) {
      groups.replaceChildren(el('p', null, page.reading === 'ALL' ? 'There are none: every record could be processed.'
        : 'The topics are being read: none so far.'));
      return;
    }
    groups.replaceChildren(grouped(page.groups, app));
    letters.replaceChildren(el('h2', null, reason ? ['Newest with the reason ', reason] : 'Newest'),
      reason ? el('p', null, link('/dead-letters', {}, 'All reasons')) : '',
      page.letters.length ? table(['Failed', 'Reason', 'Stage', 'Record', 'Size#', 'Error'], page.letters.map(row)) : el('p', null, 'There are none.'),
      page.next === null ? '' : el('p', null, link('/dead-letters', { reason, after: page.next }, 'Older ones')));
  } catch (error) {
    groups.replaceChildren(app.failed(error));
  }
}

function grouped(groups, app) {
  return table(['Reason', 'Stage', 'Topic', 'Letters#', 'Newest', ''], groups.map((group) => el('tr', null,
    cell(link('/dead-letters', { reason: group.reason }, group.reason)), cell(group.stage), cell(group.topic),
    number(count(group.count)), cell(ago(group.newest)), cell(actionButton({
      name: 'republish', label: 'Republish', title: `Publish ${group.reason} of ${group.stage} again`, path: '/v1/dead-letters/republish',
      body: { reasons: [group.reason], stages: [group.stage], topics: [group.topic] },
    }, app)))));
}

function row(letter) {
  return el('tr', null, cell(link('/dead-letters', { id: letter.id }, ago(letter.failed_at))), cell(letter.reason), cell(letter.stage),
    el('td', { class: 'id' }, `${letter.topic} ${letter.partition}/${letter.offset}`), number(size(letter.bytes)),
    words(letter.error.slice(0, 200)));
}

async function readLetter(id, body, app) {
  body.replaceChildren('reading …');
  const path = '/v1/dead-letters/' + id;
  try {
    const { letter, head, cut } = await get(path);
    const said = el('span', { role: 'status', class: 'soft' });
    body.replaceChildren(el('section', { class: 'panel' },
      el('h2', null, letter.reason),
      el('p', null, letter.error),
      facts([['letter', letter.id], ['stage', letter.stage], ['record', `${letter.topic} partition ${letter.partition} offset ${letter.offset}`],
        ['key', letter.key === null ? 'none' : letter.key.slice(0, 1000)], ['failed', ago(letter.failed_at)],
        ['size', size(letter.bytes) + (cut ? ': the beginning of a larger record' : '')]]),
      head === null ? el('p', null, 'The record had no value.') : hexDump(head),
      el('div', { class: 'buttons' },
        actionButton({ name: 'republish', label: 'Republish', title: 'Publish the record of letter ' + id + ' again',
          path: '/v1/dead-letters/republish', body: { ids: [id] } }, app),
        head === null ? null : el('button', { type: 'button', onclick: () => download(path, id, said) }, 'Download the bytes'), said)));
  } catch (error) {
    body.replaceChildren(app.failed(error));
  }
}

// A link cannot send a token: the bytes are fetched, then saved.
async function download(path, id, said) {
  try {
    const url = URL.createObjectURL(await bytes(path + '/value'));
    el('a', { href: url, download: `dead-letter-${id.replace('/', '-')}.bin` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    said.textContent = 'saved';
  } catch (error) {
    said.textContent = error.message;
  }
}

function hexDump(head) {
  const all = Uint8Array.from(atob(head), (sign) => sign.charCodeAt(0));
  const lines = [];
  for (let at = 0; at < all.length; at += 16) {
    const some = [...all.slice(at, at + 16)];
    const hex = some.map((byte) => byte.toString(16).padStart(2, '0')).join(' ').padEnd(48);
    lines.push(`${at.toString(16).padStart(4, '0')}  ${hex} ${some.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')}`);
  }
  return el('div', null, el('h3', null, `First ${many(all.length, 'byte')}`),
    el('pre', { class: 'hex', tabindex: '0' }, lines.join('\n')));
}
