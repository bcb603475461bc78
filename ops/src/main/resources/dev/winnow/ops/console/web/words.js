// Numbers, times and messages as people read them. A value that is not known is called unknown.

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function count(number) {
  return number === null || number === undefined || number < 0 ? 'unknown' : WHOLE.format(number);
}

// 1 prompt, 2 prompts.
export function many(number, noun) {
  return count(number) + ' ' + noun + (number === 1 ? '' : 's');
}

export function size(bytes) {
  return bytes < 1024 ? bytes + ' B' : bytes < 1 << 20 ? (bytes / 1024).toFixed(1) + ' KiB'
    : bytes < 1 << 30 ? (bytes / (1 << 20)).toFixed(1) + ' MiB' : (bytes / (1 << 30)).toFixed(1) + ' GiB';
}

export function rate(number, unit) {
  const digits = number >= 100 ? 0 : number >= 1 ? 1 : 2;
  return (digits ? number.toFixed(digits) : count(number)) + ' ' + unit + '/s';
}

export function share(number) {
  return number === null ? 'unknown' : (100 * number).toFixed(1) + ' %';
}

// A price in the currency of the workers' prices, which has no name here.
export function money(amount) {
  if (amount === null || amount === undefined) return 'unknown';
  return amount === 0 || amount >= 0.01 ? MONEY.format(amount) : amount.toPrecision(2);
}

const MONEY = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export function duration(seconds) {
  if (seconds < 90) return Math.round(seconds) + ' s';
  if (seconds < 5400) return Math.round(seconds / 60) + ' min';
  if (seconds < 129600) return (seconds / 3600).toFixed(1) + ' h';
  return (seconds / 86400).toFixed(seconds < 864000 ? 1 : 0) + ' days';
}

// A time in the zone of the browser, as 2026-01-02 03:04:05: Sweden writes it so.
export function local(time) {
  return new Date(time).toLocaleString('sv-SE');
}

// A message of the gateway as a sentence.
export function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.:!?…]$/.test(text) ? '' : '.');
}
