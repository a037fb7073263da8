/** One tick a second for all elements that show time; none when nobody listens. */
type Listener = () => void;

const listeners = new Set<Listener>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls back every second until the answer is called. */
export function everySecond(listener: Listener): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => document.hidden || listeners.forEach((l) => l()), 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** How long, in at most two units: `412 ms`, `3.2 s`, `4 m 07 s`, `2 h 15 m`, `3 d 4 h`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.floor(seconds)} s`;
  const two = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m ${two(Math.floor(seconds % 60))} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${two(minutes % 60)} m`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** How long ago, or how long until then, in one unit. */
export function ago(ms: number): string {
  if (ms < -1000) return `in ${unit(-ms)}`;
  return ms < 5000 ? (ms < 0 ? 'now' : 'just now') : `${unit(ms)} ago`;
}

function unit(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** The zone that the reader chose; none: the browser's own. The server reads the same cookie. */
const zone = () => (/(?:^|; )lovage-zone=UTC/.test(document.cookie) ? 'UTC' : undefined);

/** Shows all times on these clocks from now on. */
export function choose(clocks: string) {
  document.cookie = `lovage-zone=${clocks}; path=/; max-age=31536000; samesite=lax`;
  listeners.forEach((listener) => listener());
}

/** The time of day. */
export const time = (at: Date): string => at.toLocaleTimeString('en-GB', { timeZone: zone() });

/** Day and minute, short. */
export const short = (at: Date): string =>
  `${at.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone() })} ${
    at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone() })}`;

/** The moment itself, in the zone that the reader chose, with the zone. */
export const absolute = (at: Date): string =>
  at.toLocaleString('en-GB', {
    timeZone: zone(),
    weekday: 'short', day: '2-digit', month: 'short', year: 'numeric',
    hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short',
  });
