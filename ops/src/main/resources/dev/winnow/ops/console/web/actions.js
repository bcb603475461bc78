// What an operator may do: each action says what it will do, and is then confirmed.

import { get, post } from './api.js';
import { el } from './dom.js';

const LOOK_MS = 1000;
let number = 0;

// A button that opens a dialog. `fields` ask for what the action needs; `body` makes its request of them.
export function actionButton(action, app) {
  return el('button', { type: 'button', onclick: () => open(action, app), 'data-action': action.name },
    action.label);
}

function open(action, app) {
  const id = 'action-' + number++;
  const body = el('div', { 'aria-live': 'polite' });
  const dialog = el('dialog', { 'aria-labelledby': id }, el('h2', { id }, action.title), body);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  const close = () => dialog.close();
  if (action.fields) ask(action, body, close, app);
  else preview(action, action.body, body, close, app);
}

function ask(action, body, close, app) {
  const inputs = action.fields.map((field) => el('input', {
    id: 'field-' + field.name, name: field.name, value: field.value, inputmode: field.number ? 'numeric' : null,
    pattern: field.number ? '[0-9]*' : null, maxlength: 200,
  }));
  body.replaceChildren(el('form', { onsubmit: (event) => {
    event.preventDefault();
    const given = {};
    action.fields.forEach((field, i) => {
      const text = inputs[i].value.trim();
      if (text) given[field.name] = field.number ? Number(text) : field.list ? text.split(/[ ,]+/) : text;
    });
    preview(action, { ...action.body, ...given }, body, close, app);
  } }, action.fields.map((field, i) => el('div', null, el('label', { for: inputs[i].id }, field.label), inputs[i])),
  el('button', { type: 'submit' }, 'Say what it will do'), el('button', { type: 'button', onclick: close }, 'Cancel')));
}

async function preview(action, request, body, close, app) {
  body.replaceChildren(el('p', null, 'finding out what it will do …'));
  await shown(body, app, () => run(action.path, { ...request, dry_run: true }, body), (job) => {
    const confirm = el('button', { type: 'button', class: 'primary', onclick: () => confirmed(action, request, job, body, close, app) },
      action.label + ' now');
    body.replaceChildren(el('h3', null, 'What it will do'), effects(job.result),
      el('div', { class: 'buttons' }, job.result.changes ? confirm : null,
        el('button', { type: 'button', onclick: close }, job.result.changes ? 'Cancel' : 'Close')));
    (job.result.changes ? confirm : body.querySelector('button')).focus();
  }, close);
}

// The version that the preview spoke of is sent along: if somebody changed the recipe meanwhile,
// nothing is done.
async function confirmed(action, request, job, body, close, app) {
  body.replaceChildren(el('p', null, 'working …'));
  const version = action.versioned ? { version: job.result.version } : {};
  await shown(body, app, () => run(action.path, { ...request, ...version }, body), (done) => {
    const button = el('button', { type: 'button', onclick: () => { close(); app.reload(); } }, 'Close');
    body.replaceChildren(el('h3', { class: 'ACCEPTED' }, '✓ Done'), effects(done.result), el('div', { class: 'buttons' }, button));
    button.focus();
  }, close);
}

async function shown(body, app, work, show, close) {
  try {
    const job = await work();
    if (job.state === 'DONE') show(job);
    else body.replaceChildren(el('h3', { class: 'REJECTED' }, '✗ Not done'), el('p', { role: 'alert' }, job.problem),
      el('div', { class: 'buttons' }, el('button', { type: 'button', onclick: close }, 'Close')));
  } catch (error) {
    body.replaceChildren(app.failed(error), el('button', { type: 'button', onclick: close }, 'Close'));
  }
}

async function run(path, request, body) {
  let job = await post(path, request);
  while (job.state === 'RUNNING') {
    body.replaceChildren(el('p', null, 'it takes time, and goes on if this is closed …'));
    await new Promise((resume) => setTimeout(resume, LOOK_MS));
    job = await get('/v1/actions/' + job.id);
  }
  return job;
}

function effects(result) {
  const isTable = result.effects.some((line) => /\s{3}/.test(line));
  return isTable ? el('pre', { class: 'effects', tabindex: '0' }, result.effects.join('\n'))
    : el('ul', null, result.effects.map((line) => el('li', null, line)));
}
