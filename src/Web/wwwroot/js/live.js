// The connection to the hub: endless, and honest about how old its content is.
const retryMilliseconds = [0, 500, 1000, 2000, 5000];
const key = (watch) => [watch.subject, watch.measure, watch.period, watch.team ?? '', watch.limit].join('/');

export class Live extends EventTarget {
  constructor(url, watches) {
    super();
    this.watches = watches;
    this.revisions = new Map();
    this.heardAt = 0;
    this.attempt = 0;
    this.connection = new signalR.HubConnectionBuilder().withUrl(url).configureLogging(signalR.LogLevel.None).build();
    this.connection.serverTimeoutInMilliseconds = 15000;
    this.connection.on('board', (message) => this.onBoard(message));
    this.connection.on('heartbeat', (message) => this.onHeartbeat(message));
    this.connection.onclose(() => this.again());
  }

  async start() {
    try {
      await this.connection.start();
      this.attempt = 0;
      this.state('connected');
      await Promise.all(this.watches.map((watch) => this.watch(watch)));
    } catch {
      this.again();
    }
  }

  again() {
    this.state('lost');
    const wait = retryMilliseconds[Math.min(this.attempt++, retryMilliseconds.length - 1)];
    if (this.connection.state === signalR.HubConnectionState.Disconnected) setTimeout(() => this.start(), wait);
    else this.connection.stop();
  }

  watch(watch) {
    return this.connection.invoke('Watch', watch);
  }

  onBoard(message) {
    const name = key(message.watch);
    const last = this.revisions.get(name);
    const follows = message.kind === 'snapshot' || (last && last.epoch === message.epoch && last.revision === message.since);
    if (last && last.epoch === message.epoch && message.revision < last.revision) return;
    this.revisions.set(name, { epoch: message.epoch, revision: message.revision });
    this.heard();
    this.dispatchEvent(new CustomEvent('board', { detail: message }));
    if (!follows) this.watch(this.watches.find((w) => key(w) === name)).catch(() => {});
  }

  onHeartbeat(message) {
    this.heard();
    const last = this.revisions.get(key(message.watch));
    if (last && (last.epoch !== message.epoch || last.revision !== message.revision)) {
      this.watch(this.watches.find((w) => key(w) === key(message.watch))).catch(() => {});
    }
  }

  heard() {
    this.heardAt = Date.now();
    this.state('connected');
  }

  state(state) {
    this.dispatchEvent(new CustomEvent('state', { detail: state }));
  }
}
