// Loads a page again by itself, but never while somebody is on the way to another: that would take them back to where they were.
const patienceMilliseconds = 30_000;
let leftAt = -Infinity;

addEventListener('beforeunload', () => {
  leftAt = performance.now();
});

/** At once, or when whoever left is still here. */
export function reload() {
  const wait = leftAt + patienceMilliseconds - performance.now();
  if (wait > 0) setTimeout(reload, wait);
  else location.reload();
}
