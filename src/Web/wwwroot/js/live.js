// One connection to /hubs/live that never gives up. Each watch is told its whole board, at first and whenever messages were missed.
/* global signalR */

const retryCapMilliseconds = 5000;
const retryIn = (attempt) => Math.min(retryCapMilliseconds, 500 * 2 ** Math.min(attempt, 10));
// SignalR may wrap the answer to its first question; the status is then left in the words alone.
const isRefusal = (failure) => [401, 403].includes(failure?.statusCode) || /Status code '40[13]'/.test(failure?.message ?? '');
const same = (a, b) => a.subject === b.subject && a.measure === b.measure && a.period === b.period && (a.team ?? null) === (b.team ?? null);

export class Live {
  #connection;
  #watches = [];
  #events;

  /** events: board(watch, message), alive(watch, asOf), connected(again), refused(). */
  constructor(events) {
    this.#events = events;
    this.#connection = new signalR.HubConnectionBuilder()
      .withUrl('/hubs/live')
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (context) => this.#again(context.retryReason, context.previousRetryCount) })
      .configureLogging(signalR.LogLevel.None)
      .build();
    // The server speaks every five seconds; two missed words and the line counts as cut.
    this.#connection.serverTimeoutInMilliseconds = 12_000;
    this.#connection.on('board', (message) => this.#board(message));
    this.#connection.on('heartbeat', (beat) => this.#heartbeat(beat));
    this.#connection.onreconnected(() => this.#connected(true));
    this.#connection.onclose(() => this.#start(0, true));
  }

  watch(request) {
    const watch = { request, epoch: null, revision: -1, asking: false };
    this.#watches.push(watch);
    return watch;
  }

  start() {
    this.#start(0, false);
  }

  async #start(attempt, again) {
    try {
      await this.#connection.start();
    } catch (failure) {
      setTimeout(() => this.#start(attempt + 1, again), this.#again(failure, attempt));
      return;
    }
    this.#connected(again);
  }

  #again(failure, attempt) {
    if (isRefusal(failure)) this.#events.refused();
    return retryIn(attempt);
  }

  #connected(again) {
    for (const watch of this.#watches) {
      watch.asking = false;
      this.#ask(watch);
    }
    this.#events.connected(again);
  }

  async #ask(watch) {
    if (watch.asking) return;
    watch.asking = true;
    try {
      await this.#connection.invoke('Watch', watch.request);
    } catch {
      setTimeout(() => this.#ask(watch), retryCapMilliseconds);
    } finally {
      watch.asking = false;
    }
  }

  #board(message) {
    const watch = this.#watches.find((w) => same(w.request, message.watch));
    if (!watch) return;
    if (message.kind === 'change') {
      const follows = message.epoch === watch.epoch && message.since <= watch.revision;
      if (follows && message.revision <= watch.revision) return;
      // Every message carries whole rows, so it can be shown even when one before it was lost; asking again makes sure.
      if (!follows) this.#ask(watch);
    }
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
