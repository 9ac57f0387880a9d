// Clocks that run down to a moment, by the server's time. What stands there before is for who has no scripts.
import { heard, now } from './clock.js';
import { reload } from './reload.js';
import { word } from './settings.js';

const reloadWithinMilliseconds = 4000;
const two = (number) => String(number).padStart(2, '0');

/** What is left, to the second: 3 d 04:12:09. */
export function leftText(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const days = Math.floor(seconds / 86_400);
  const time = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return days > 0 ? `${word('days', days)} ${time}` : time;
}

let isOver = false;
for (const clock of document.querySelectorAll('[data-until]')) {
  // Until the line has spoken, the page itself says what time it is.
  if (clock.dataset.now) heard(clock.dataset.now);
  const until = Date.parse(clock.dataset.until);
  const show = () => {
    const left = until - now();
    const text = leftText(left);
    if (clock.textContent !== text) clock.textContent = text;
    if (left > 0) return setTimeout(show, left % 1000 || 1000);
    // What comes now is another page; not everybody asks for it in the same moment.
    if (!isOver) setTimeout(reload, 500 + Math.random() * reloadWithinMilliseconds);
    isOver = true;
  };
  show();
}
