// Loads a page again by itself, unless somebody is in the middle of something: a field has the focus, or text is selected.
import { reload } from './reload.js';

const seconds = Number(document.querySelector('script[data-seconds]').dataset.seconds);
setInterval(() => {
  const isBusy = document.hidden || document.activeElement?.matches('input, select, textarea') || !window.getSelection()?.isCollapsed;
  if (!isBusy) reload();
}, seconds * 1000);
