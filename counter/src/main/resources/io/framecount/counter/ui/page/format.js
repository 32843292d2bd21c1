// Numbers and times as people read them: English digits, the clocks of the count's time zone.

const whole = new Intl.NumberFormat('en-US');
const short = new Intl.NumberFormat('en-US', {notation: 'compact', maximumFractionDigits: 1});

export const number = value => whole.format(value);
export const compact = value => (Math.abs(value) < 10000 ? whole : short).format(value);
export const counted = (value, one, many) => `${number(value)} ${value === 1 ? one : many}`;

export const NAMES = {minute: 'minute', hour: 'hour', day: 'day', week: 'week', month: 'month', year: 'year'};

/** A group may be the empty text, which nobody would see. */
export const groupName = group => group || '(empty)';

/** "minute", "15 minutes", "2 hours". */
export function sizeName(size) {
  const several = /^(\d+)([mh])$/.exec(size);
  return several ? `${several[1]} ${several[2] === 'h' ? 'hours' : 'minutes'}` : NAMES[size] ?? size;
}

/** A zone that this browser knows, or UTC. */
export function zoneOf(name) {
  try {
    new Intl.DateTimeFormat('en-GB', {timeZone: name});
    return name;
  } catch {
    return 'UTC';
  }
}

/** Times by the clocks of a zone. */
export class Clock {
  constructor(zone) {
    this.zone = zone;
    this.formats = new Map();
  }

  text(seconds, options) {
    const key = JSON.stringify(options);
    if (!this.formats.has(key)) {
      this.formats.set(key, new Intl.DateTimeFormat('en-GB', {timeZone: this.zone, ...options}));
    }
    return this.formats.get(key).format(seconds * 1000);
  }

  time(seconds) {
    return this.text(seconds, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
  }

  date(seconds) {
    return this.text(seconds, {day: 'numeric', month: 'short', year: 'numeric'});
  }

  /** When windows of a size begin: "11 Jul 2016, 13:39", "11 Jul 2016". */
  begin(size, start) {
    return /^(minute|hour|\d+[mh])$/.test(size) ? `${this.date(start)}, ${this.time(start)}` : this.date(start);
  }

  /** A window: "11 Jul 2016, 13:39–13:40", "July 2016". */
  window(size, start, length) {
    switch (size) {
      case 'day':
        return this.text(start, {weekday: 'short', day: 'numeric', month: 'short', year: 'numeric'});
      case 'week':
        return `Week of ${this.date(start)}`;
      case 'month':
        return this.text(start, {month: 'long', year: 'numeric'});
      case 'year':
        return this.text(start, {year: 'numeric'});
      default:
        return `${this.date(start)}, ${this.time(start)}–${this.time(start + length)}`;
    }
  }

  /** Labels of an axis; the date stands below the first time of a day. */
  labels(splits, step) {
    if (step >= 86400 * 300) {
      return splits.map(at => this.text(at, {year: 'numeric'}));
    }
    if (step >= 86400) {
      return this.below(splits, at => this.text(at, step >= 86400 * 28 ? {month: 'short'} : {day: 'numeric', month: 'short'}),
        at => this.text(at, {year: 'numeric'}));
    }
    return this.below(splits, at => this.time(at), at => this.date(at));
  }

  below(splits, upper, lower) {
    let last = null;
    return splits.map(at => {
      const more = lower(at);
      const label = more === last ? upper(at) : `${upper(at)}\n${more}`;
      last = more;
      return label;
    });
  }
}
