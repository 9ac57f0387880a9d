// A value in the unit of the board's measure.
import { moneyFormat, number } from './format.js';
import { settings, word } from './settings.js';

const money = moneyFormat(settings.currency, settings.currencyDecimals, settings.language);
const counted = { points: [2, 'points'], count: [0, 'receipts'] };
const ratios = { rate: '%', attainment: '%', index: '', score: '' };

/** Whether the leaders' running totals can be drawn: of a ratio there are none. */
export const isRaced = (measure) => !(measure in ratios) && measure !== 'perHead';

export function valueFormat(measure) {
  if (measure in ratios) {
    const exact = (value) => number(value, 2) + ratios[measure];
    return { exact, compact: exact, total: exact };
  }
  const count = counted[measure];
  if (!count) return { exact: money.exact, compact: money.compact, total: money.exact };
  const [decimals, unit] = count;
  const exact = (value) => number(value, decimals);
  // Points and receipts in charts carry no currency and few digits.
  return { exact, compact: (value) => number(value, 0), total: (value) => `${exact(value)} ${word(unit)}` };
}

/** The name a wall shows: the alias when there is one; the collector that stands for nobody has a name in each language. */
export function nameOf(standing) {
  return standing.id === 'unassigned' ? word('unassigned') : standing.alias || standing.name || standing.id;
}
