// On a phone the menu is one row that scrolls: where one is comes into view.
const here = document.querySelector('.menu [aria-current]');
if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2;
