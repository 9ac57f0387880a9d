// Money, numbers and lengths of time as people read them. Twin of src/Web/Display; both are held against tests/Web/Display/money.json.
const symbols = { CNY: '¥', JPY: '¥', USD: '$', EUR: '€', GBP: '£', INR: '₹', KRW: '₩', HKD: 'HK$', TWD: 'NT$' };
const chineseScales = [[1e12, '万亿', 12], [1e8, '亿', 8], [1e4, '万', 4]];
const englishScales = [[1e12, 'T', 12], [1e9, 'B', 9], [1e6, 'M', 6], [1e3, 'K', 3]];
const minus = '\u2212';

const isChinese = (language) => /^zh\b/i.test(language);

/** A number with groups of three and a fixed number of decimals. */
export const number = (value, decimals) => (value < 0 ? minus : '') + plain(Math.abs(value), decimals);

const plain = (value, decimals) =>
  new Intl.NumberFormat('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: true }).format(value);

// Cutting a binary fraction would turn 1.15 into 1.14: the decimal point is moved in the decimal text instead.
function cut(value, power, decimals) {
  const [whole, fraction = ''] = value.toFixed(4).split('.');
  const digits = (whole + fraction).padStart(power + 5, '0');
  const point = digits.length - fraction.length - power;
  return Number(digits.slice(0, point) + '.' + digits.slice(point).padEnd(decimals, '0').slice(0, decimals));
}

/** exact: ¥1,285,000.00. compact: 万 and 亿, or K, M and B, cut off and never rounded; for a column, scaleOf is its largest amount. */
export function moneyFormat(currency, currencyDecimals, language) {
  const symbol = symbols[currency] ?? currency + '\u00A0';
  const scales = isChinese(language) ? chineseScales : englishScales;
  const text = (value, decimals, sign) => (value < 0 ? minus : '') + symbol + plain(Math.abs(value), decimals) + sign;
  return {
    exact: (amount) => text(amount, currencyDecimals, ''),
    compact(amount, decimals, scaleOf = amount) {
      const [, sign, power] = scales.find(([size]) => Math.abs(scaleOf) >= size) ?? [1, '', 0];
      const places = sign ? decimals : 0;
      const value = cut(Math.abs(amount), power, places);
      return text(amount < 0 && value > 0 ? -value : value, places, sign);
    },
  };
}

/** A length of time in whole units, cut off: 42 s, 3 min, 2 h 5 min, 3 d. */
export function duration(seconds, language) {
  const units = isChinese(language) ? ['秒', '分钟', '小时', '天'] : ['s', 'min', 'h', 'd'];
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  const hours = Math.floor(minutes / 60);
  if (whole < 60) return `${whole} ${units[0]}`;
  if (minutes < 60) return `${minutes} ${units[1]}`;
  if (hours >= 24) return `${Math.floor(hours / 24)} ${units[3]}`;
  return minutes % 60 === 0 ? `${hours} ${units[2]}` : `${hours} ${units[2]} ${minutes % 60} ${units[1]}`;
}
