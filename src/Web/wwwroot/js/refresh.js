// Loads a page again by itself, unless somebody is in the middle of something: a field has the focus, or text is selected.
const seconds = Number(document.querySelector('script[data-seconds]').dataset.seconds);
setInterval(() => {
  const isBusy = document.hidden || document.activeElement?.matches('input, select, textarea') || !window.getSelection()?.isCollapsed;
  if (!isBusy) location.reload();
}, seconds * 1000);
