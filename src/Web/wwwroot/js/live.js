// One connection to /hubs/live that never gives up. Each watch is told its whole board, at first and whenever messages were missed.
/* global signalR */

const retryCapMilliseconds = 5000;
const retryIn = (attempt) => Math.min(retryCapMilliseconds, 500 * 2 ** Math.min(attempt, 10));
const same = (a, b) => a.contest || b.contest
  ? a.contest === b.contest
  : a.subject === b.subject && a.measure === b.measure && a.period === b.period && (a.team ?? null) === (b.team ?? null);

const callOf = (request) => {
  if (request.redemptions) return ['WatchRedemptions'];
  return request.contest ? ['WatchContest', request.contest] : ['Watch', request];
};

export class Live {
  #connection;
  #watches = [];
  #events;

  /** events: board(watch, message), alive(watch, asOf), celebration(moment) and redemptions() where there are any, connected(again), refused(). */
  constructor(events) {
    this.#events = events;
    this.#connection = new signalR.HubConnectionBuilder()
      // Without a question before it: behind a balancer the answer to that might be another node's.
      .withUrl('/hubs/live', { transport: signalR.HttpTransportType.WebSockets, skipNegotiation: true })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (context) => this.#again(context.previousRetryCount) })
      .configureLogging(signalR.LogLevel.None)
      .build();
    // The server speaks every five seconds; two missed words and the line counts as cut.
    this.#connection.serverTimeoutInMilliseconds = 12_000;
    this.#connection.on('board', (message) => this.#board(message));
    this.#connection.on('heartbeat', (beat) => this.#heartbeat(beat));
    this.#connection.on('celebration', (moment) => this.#events.celebration?.(moment));
    this.#connection.on('redemptions', (message) => this.#redemptions(message));
    this.#connection.onreconnected(() => this.#connected(true));
    this.#connection.onclose(() => this.#start(0, true));
  }

  /** request: what Watch takes, or { contest } with the id of one, or { redemptions: true }. */
  watch(request) {
    const watch = { request, epoch: null, revision: -1, asking: false };
    this.#watches.push(watch);
    if (this.#connection.state === signalR.HubConnectionState.Connected) this.#ask(watch);
    return watch;
  }

  /** What still comes of it is not told any more. */
  unwatch(watch) {
    this.#watches = this.#watches.filter((w) => w !== watch);
  }

  start() {
    this.#start(0, false);
  }

  async #start(attempt, again) {
    try {
      await this.#connection.start();
    } catch {
      setTimeout(() => this.#start(attempt + 1, again), this.#again(attempt));
      return;
    }
    this.#connected(again);
  }

  #again(attempt) {
    this.#askWhetherRefused();
    return retryIn(attempt);
  }

  // A WebSocket does not say why it was not let in; a plain request is told.
  async #askWhetherRefused() {
    try {
      const answer = await fetch('/hubs/live', { cache: 'no-store' });
      if ([401, 403].includes(answer.status)) this.#events.refused();
    } catch {
      // Cut off: the next attempt asks again.
    }
  }

  #connected(again) {
    for (const watch of this.#watches) {
      watch.asking = false;
      this.#ask(watch);
    }
    this.#events.connected(again);
  }

  async #ask(watch) {
    if (watch.asking || !this.#watches.includes(watch)) return;
    watch.asking = true;
    try {
      await this.#connection.invoke(...callOf(watch.request));
    } catch {
      setTimeout(() => this.#ask(watch), retryCapMilliseconds);
    } finally {
      watch.asking = false;
    }
  }

  #redemptions({ hasChanged, asOf }) {
    const watch = this.#watches.find((w) => w.request.redemptions);
    if (!watch) return;
    if (hasChanged) this.#events.redemptions?.();
    this.#events.alive(watch, asOf);
  }

  #board(message) {
    const watch = this.#watches.find((w) => same(w.request, message.watch));
    if (!watch) return;
    const isSameEpoch = message.epoch === watch.epoch;
    // Overtaken by a later one.
    if (isSameEpoch && message.revision < watch.revision) return;
    // Every message carries whole rows, so it can be shown even when one before it was lost; asking again makes sure.
    if (message.kind === 'change' && !(isSameEpoch && message.since <= watch.revision)) this.#ask(watch);
    watch.epoch = message.epoch;
    watch.revision = message.revision;
    this.#events.board(watch, message);
    this.#events.alive(watch, message.asOf);
  }

  #heartbeat(beat) {
    const watch = this.#watches.find((w) => same(w.request, beat.watch));
    if (!watch) return;
    if (beat.epoch !== watch.epoch || beat.revision > watch.revision) this.#ask(watch);
    this.#events.alive(watch, beat.asOf);
  }
}
