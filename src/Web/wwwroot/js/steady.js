// Keeps what is being read at its place in the window while what stands above it grows or goes. Browsers that do so by themselves
// do it at most times, and some never do: pages that renew themselves ask them not to (overflow-anchor).

/** Runs what changes the page; at the very top it is left to move. */
export function steady(change) {
  const read = (scrollY > 0 ? reading() : []).map((node) => ({ node, top: topOf(node) }));
  change();
  // The nearest may have gone.
  const left = read.find(({ node }) => node.getClientRects().length > 0);
  if (left) scrollBy({ top: topOf(left.node) - left.top, behavior: 'instant' });
}

// What has the focus, if it is seen; then what stands at a reader's eyes, from the inside outwards.
function reading() {
  const focused = document.activeElement;
  const at = document.elementsFromPoint(innerWidth / 2, innerHeight / 3).filter((node) => node.closest('[data-live]') && !node.closest('[popover]'));
  return isSeen(focused) ? [focused, ...at] : at;
}

const topOf = (node) => node.getBoundingClientRect().top;
const isSeen = (node) => node.closest('[data-live]') && topOf(node) < innerHeight && node.getBoundingClientRect().bottom > 0;
