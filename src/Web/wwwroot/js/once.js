// What may be sent once is: another tap while the answer is on its way sends nothing.
let sent = new WeakSet();

document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-once]')) return;
  if (sent.has(event.target)) event.preventDefault();
  sent.add(event.target);
});

// Come back to, the page may send again.
addEventListener('pageshow', () => {
  sent = new WeakSet();
});
