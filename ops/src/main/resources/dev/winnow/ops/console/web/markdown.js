// Makes HTML of Markdown with formulas, in a worker: hostile text can make the parser run for minutes,
// and a worker can be stopped. Raw HTML in the text is shown as it is written, links and pictures are
// named and lead nowhere. A line of the text is a line of the page, as models write them. The sanitizer sees the result before the page does.

import { Marked } from './marked.js';

const marked = parser();

addEventListener('message', ({ data }) => {
  let html = null;
  try {
    html = marked.parse(data, { async: false });
  } catch {
    // Too deep: the text is shown as it is.
  }
  postMessage({ html });
});
postMessage({ ready: true });

function parser() {
  const marked = new Marked({ gfm: true, breaks: true });
  marked.use({
    extensions: [
      // A paragraph ends where a block begins: at a whole formula, not at each mark that might begin one.
      formula('displayMath', 'block', /^(?:\$\$([^$]{1,2000}?)\$\$|\\\[([^]{1,2000}?)\\\])/,
        /\$\$[^$]{1,2000}?\$\$|\\\[[^]{1,2000}?\\\]/, 'math-display'),
      formula('displayInText', 'inline', /^(?:\$\$([^$]{1,2000}?)\$\$|\\\[([^]{1,2000}?)\\\])/, /\$\$|\\\[/, 'math-display'),
      formula('math', 'inline', /^(?:\$(?![\s$])([^$\n]{1,2000}?)(?<![\s\\])\$(?!\d)|\\\(([^\n]{1,2000}?)\\\))/,
        /\$|\\\(/, 'math-inline'),
    ],
    renderer: {
      html: ({ text }) => escaped(text),
      link({ href, tokens }) {
        return `${this.parser.parseInline(tokens)} <span class="target">${escaped('‹' + href + '›')}</span>`;
      },
      image: ({ href, text }) => `<span class="target">${escaped('picture ' + text + ' ‹' + href + '›')}</span>`,
      checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    },
  });
  return marked;
}

function formula(name, level, pattern, begin, kind) {
  return {
    name,
    level,
    start: (source) => {
      const found = source.match(begin);
      return found ? found.index : undefined;
    },
    tokenizer: (source) => {
      const match = pattern.exec(source);
      return match ? { type: name, raw: match[0], text: match[1] === undefined ? match[2] : match[1] } : undefined;
    },
    renderer: (token) => `<code class="${kind}">${escaped(token.text)}</code>`,
  };
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);
}
