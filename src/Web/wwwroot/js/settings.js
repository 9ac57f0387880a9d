// What the server tells the scripts of a page: words, language, currency, zone, build.
export const settings = JSON.parse(document.getElementById('settings').textContent);

/** A text of the page's language, with its places {0}, {1} … filled. */
export function word(key, ...values) {
  return (settings.words[key] ?? key).replace(/\{(\d)\}/g, (_, place) => values[Number(place)] ?? '');
}
