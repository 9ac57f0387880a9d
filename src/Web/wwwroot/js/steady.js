// Keeps what is being read at its place in the window while a page renews itself above it. Browsers that do so by themselves do it
// at most times, and some never do.
const restMilliseconds = 150;
const root = document.documentElement;
let scrolledAt = -Infinity;

addEventListener('scroll', () => { scrolledAt = performance.now(); }, { passive: true });

/** Runs what changes the page. At the very top it is left to move; on the way to somewhere else it is not held up. */
export function steady(change) {
  if (scrollY === 0 || performance.now() - scrolledAt < restMilliseconds) return change();
  const read = reading().map((node) => ({ node, top: topOf(node) }));
  // Held once, not by the browser as well.
  root.style.overflowAnchor = 'none';
  change();
  // The nearest may have gone.
  const left = read.find(({ node }) => node.getClientRects().length > 0);
  const moved = left ? topOf(left.node) - left.top : 0;
  if (moved) scrollBy({ top: moved, behavior: 'instant' });
  root.style.overflowAnchor = '';
}

// What has the focus, if it is seen; then what stands at a reader's eyes, from the inside outwards.
function reading() {
  const focused = document.activeElement;
  const at = document.elementsFromPoint(innerWidth / 2, innerHeight / 3).filter((node) => node.closest('[data-live]') && !node.closest('[popover]'));
  return isSeen(focused) ? [focused, ...at] : at;
}

const topOf = (node) => node.getBoundingClientRect().top;
const isSeen = (node) => node.closest('[data-live]') && topOf(node) < innerHeight && node.getBoundingClientRect().bottom > 0;
