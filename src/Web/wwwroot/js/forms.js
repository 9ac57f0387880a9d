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
