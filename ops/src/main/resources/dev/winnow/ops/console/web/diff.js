// The words or lines in which two texts differ, by the longest common subsequence.

const MAX_WORDS = 1500;

export function differences(one, other, byLine) {
  const unit = byLine ? /[^\n]*\n|[^\n]+$/g : /\s+|\S+/g;
  const a = one.match(unit) || [];
  const b = other.match(unit) || [];
  if (a.length > MAX_WORDS || b.length > MAX_WORDS) {
    return { compared: false, one: [{ text: one, changed: false }], other: [{ text: other, changed: false }] };
  }
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i * width + j] = a[i] === b[j] ? length[(i + 1) * width + j + 1] + 1
        : Math.max(length[(i + 1) * width + j], length[i * width + j + 1]);
    }
  }
  const left = [];
  const right = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(left, a[i++], false);
      add(right, b[j++], false);
    } else if (j === b.length || (i < a.length && length[(i + 1) * width + j] >= length[i * width + j + 1])) {
      add(left, a[i++], true);
    } else {
      add(right, b[j++], true);
    }
  }
  return { compared: true, one: left, other: right };
}

function add(parts, text, changed) {
  const last = parts[parts.length - 1];
  if (last && last.changed === changed) last.text += text;
  else parts.push({ text, changed });
}
