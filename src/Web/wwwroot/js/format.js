// Figures and times as people read them; the same rules as Display/Money.cs, held together by one table of examples.
const symbols = { CNY: '¥', JPY: '¥', USD: '$', EUR: '€', GBP: '£', INR: '₹' };

const group = (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ',');

export function exact(value, currency, decimals) {
  const text = Math.abs(value).toFixed(decimals);
  const [whole, fraction] = text.split('.');
  return (value < 0 ? '-' : '') + (symbols[currency] ?? currency + ' ') + group(whole) + (fraction ? '.' + fraction : '');
}

export function compact(value, currency, chinese, decimals = 1) {
  const size = Math.abs(value);
  const steps = chinese ? [[1e8, '亿'], [1e4, '万']] : [[1e9, 'B'], [1e6, 'M'], [1e3, 'K']];
  const [divisor, suffix] = steps.find(([s]) => size >= s) ?? [1, ''];
  // Truncated in whole units of the last digit, so that 9999.99万 never reads 1亿.
  const shown = Math.trunc(Math.round(size * 100) / 100 * 10 ** decimals / divisor) / 10 ** decimals;
  const [whole, fraction] = shown.toFixed(decimals).split('.');
  return (value < 0 ? '-' : '') + (symbols[currency] ?? currency + ' ') + group(whole) + (fraction ? '.' + fraction : '') + suffix;
}

export const fill = (words, ...values) => values.reduce((text, value, i) => text.replace(`{${i}}`, value), words);

export class Display {
  constructor(settings) {
    this.settings = settings;
    this.words = settings.words;
    this.chinese = settings.culture.startsWith('zh');
    const zone = { timeZone: settings.timeZone };
    this.clock = new Intl.DateTimeFormat(settings.culture, { ...zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
    this.minute = new Intl.DateTimeFormat(settings.culture, { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    this.day = new Intl.DateTimeFormat(settings.culture, { ...zone, month: 'short', day: 'numeric', weekday: 'short' });
    this.shortDay = new Intl.DateTimeFormat(settings.culture, { ...zone, month: 'numeric', day: 'numeric' });
  }

  value(value) {
    const { measure, currency, decimals } = this.settings;
    if (measure === 'count') return value.toLocaleString(this.settings.culture);
    if (measure === 'points') return value.toLocaleString(this.settings.culture, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    return exact(value, currency, decimals);
  }

  short(value) {
    const { measure, currency } = this.settings;
    return measure === 'count' || measure === 'points'
      ? value.toLocaleString(this.settings.culture, { maximumFractionDigits: 0 })
      : compact(value, currency, this.chinese);
  }

  name(row) {
    return row.id === 'unassigned' ? this.words.Unassigned : row.alias || row.name;
  }

  ago(milliseconds) {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    if (seconds < 5) return this.words.JustNow;
    if (seconds < 60) return fill(this.words.SecondsAgo, seconds);
    if (seconds < 3600) return fill(this.words.MinutesAgo, Math.floor(seconds / 60));
    if (seconds < 86400) return fill(this.words.HoursAgo, Math.floor(seconds / 3600));
    return fill(this.words.DaysAgo, Math.floor(seconds / 86400));
  }
}
