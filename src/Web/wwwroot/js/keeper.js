// Keeps an unattended display well: awake, without burnt-in edges, and on the build the server runs.
import { shortTimeOf, now } from './clock.js';
import { reload } from './reload.js';
import { settings } from './settings.js';

const shiftEveryMilliseconds = 60_000;
const shifts = [[0, 0], [3, 1], [4, -2], [1, -4], [-3, -3], [-4, 1], [-1, 4], [2, 3]];
const reloadAt = '04:10';

export function keep(stage) {
  keepAwake();
  document.addEventListener('visibilitychange', keepAwake);
  let minute = 0;
  setInterval(() => {
    const [x, y] = shifts[++minute % shifts.length];
    stage.style.transform = `translate(${x}px, ${y}px)`;
    if (shortTimeOf(now()) === reloadAt) reloadWhenServed(() => true);
  }, shiftEveryMilliseconds);
}

/** After the line was cut: the server may have come back as another build. */
export const renew = () => reloadWhenServed((build) => build !== settings.build);

// Never leaves a page that works for one that does not load.
async function reloadWhenServed(when) {
  try {
    const answer = await fetch(location.href, { cache: 'no-store' });
    if (!answer.ok) return;
    const build = /"build":"([0-9a-f]+)"/.exec(await answer.text())?.[1];
    if (build && when(build)) reload();
  } catch {
    // Still cut off: the next reconnect asks again.
  }
}

async function keepAwake() {
  try {
    if (document.visibilityState === 'visible') await navigator.wakeLock?.request('screen');
  } catch {
    // Not allowed here: the display's own settings decide.
  }
}
