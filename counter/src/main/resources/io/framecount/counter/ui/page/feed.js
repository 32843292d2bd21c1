// What comes from the counter: questions and answers, and events for as long as the page is open.

const RETRY_MILLIS = 2000;
const SILENCE_MILLIS = 35000;

/** Asks for JSON; the browser's cache answers if nothing has changed. */
export async function ask(path, query, signal) {
  const params = new URLSearchParams(query);
  const answer = await fetch(`api/${path}?${params}`, {signal, cache: 'no-cache'});
  if (!answer.ok) {
    throw new Error(await answer.text());
  }
  return answer.json();
}

/** Follows the events of one window size, and comes back by itself when the counter does. */
export class Feed {
  constructor(listener) {
    this.listener = listener;
  }

  open(size) {
    this.close();
    this.size = size;
    this.source = new EventSource(`api/events?window=${encodeURIComponent(size)}`);
    for (const kind of ['hello', 'rows', 'again', 'status']) {
      this.source.addEventListener(kind, event => {
        this.heard();
        this.listener[kind](JSON.parse(event.data));
      });
    }
    this.source.onerror = () => this.lost();
    this.heard();
  }

  close() {
    clearTimeout(this.silence);
    clearTimeout(this.retry);
    this.source?.close();
  }

  // A connection may die without a word, such as when a laptop sleeps.
  heard() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.lost(), SILENCE_MILLIS);
  }

  lost() {
    this.close();
    this.listener.lost();
    this.retry = setTimeout(() => this.open(this.size), RETRY_MILLIS);
  }
}
