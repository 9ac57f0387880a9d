// Small comforts of forms; without them every field is simply there.

// A choice shows the fields that belong to it.
for (const choice of document.querySelectorAll('select[data-shows]')) {
  const show = () => {
    for (const field of choice.form.querySelectorAll('[data-shown-for]'))
      field.hidden = field.dataset.shownFor !== choice.value;
  };
  choice.addEventListener('change', show);
  show();
}

// What is there to be copied is selected by a touch.
for (const field of document.querySelectorAll('[data-select]'))
  field.addEventListener('focus', () => field.select());

// A button copies what stands beside it, also where the page has no clipboard because it came without TLS.
for (const button of document.querySelectorAll('[data-copies]')) {
  const field = document.getElementById(button.dataset.copies);
  const said = button.parentElement.querySelector('[data-copied]');
  button.hidden = false;
  button.addEventListener('click', async () => {
    field.select();
    const isCopied = navigator.clipboard ? await navigator.clipboard.writeText(field.value).then(() => true, () => false) : document.execCommand('copy');
    said.textContent = isCopied ? said.dataset.copied : '';
  });
}
