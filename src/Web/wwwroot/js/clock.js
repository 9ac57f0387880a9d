// The institution's time on a display whose own clock may be wrong: what the server said, moved on by a clock that never jumps.
import { settings } from './settings.js';

let offset = Date.now() - performance.now();
const locale = settings.language === 'en' ? 'en-GB' : 'zh-CN';
const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: settings.timeZone, ...options });
const time = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const short = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = format({ month: 'short', day: 'numeric' });
const date = format({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });

/** Milliseconds since 1970 as the server counts them. */
export const now = () => performance.now() + offset;

export function heard(asOf) {
  offset = Date.parse(asOf) - performance.now();
}

export const timeOf = (at) => time.format(at);
export const shortTimeOf = (at) => short.format(at);
export const dayOf = (at) => day.format(at);

/** The time, with its day in front when that is not today. */
export const whenOf = (at) => (date.format(at) === date.format(now()) ? timeOf(at) : `${dayOf(at)} ${timeOf(at)}`);

export function showClock(clock, calendar) {
  const show = () => {
    const at = now();
    clock.textContent = shortTimeOf(at);
    calendar.textContent = date.format(at);
    setTimeout(show, 1000 - (at % 1000));
  };
  show();
}
