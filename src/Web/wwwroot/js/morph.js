// Makes a piece of a page like another, and leaves alone what is like it already: focus, scroll, notes that are open stay.
// What comes and goes beside others needs a name to be told from them: data-id, an id, or the heading it is labelled by.
// Asked for as an attribute: the property of a form is its field of that name.
const keyOf = (node) => node.dataset?.id || node.getAttribute?.('id') || node.getAttribute?.('aria-labelledby') || '';
const arrivedClass = 'arrived';

/** What has data-kept is not touched; what is new and has data-arrives is marked for a while. */
export function morph(from, to) {
  const focused = document.activeElement;
  change(from, to);
  // Being moved takes the focus away.
  if (focused !== document.activeElement && from.contains(focused)) focused.focus({ preventScroll: true });
}

function change(from, to) {
  if (from.dataset.kept !== undefined) return;
  changeAttributes(from, to);
  const known = new Map([...from.children].filter(keyOf).map((child) => [keyOf(child), child]));
  let at = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const key = keyOf(wanted);
    let node = key ? known.get(key) : at;
    if (!node || node.nodeName !== wanted.nodeName || keyOf(node) !== key) node = add(document.importNode(wanted, true));
    else if (node.nodeType === Node.ELEMENT_NODE) change(node, wanted);
    else if (node.data !== wanted.data) node.data = wanted.data;
    if (node === at) at = at.nextSibling;
    else place(from, node, at);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

function changeAttributes(from, to) {
  const hasArrived = from.classList.contains(arrivedClass);
  for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  // What the reader has opened stays open.
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && name !== 'open') from.removeAttribute(name);
  if (hasArrived) from.classList.add(arrivedClass);
}

function place(parent, node, before) {
  if (node.isConnected && parent.moveBefore) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

function add(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node;
  for (const element of [node, ...node.querySelectorAll('[data-arrives]')]) {
    if (element.dataset.arrives === undefined) continue;
    element.classList.add(arrivedClass);
    element.addEventListener('animationend', () => element.classList.remove(arrivedClass), { once: true });
  }
  return node;
}
