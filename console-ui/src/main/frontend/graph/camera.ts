import type { Point } from './model';

const MARGIN = 24;
/** room at the foot, where the buttons lie over the drawing */
const FOOT = 56;
const SMALLEST = 0.15;
const LARGEST = 2.5;
/** names have 11 px then */
const READABLE = 0.8;
/** states and the shape can be told apart; names by those who know them */
const OVERVIEW = 0.4;

/** Where the drawing is looked at from: fingers, wheel and buttons move it. */
export class Camera {
  private at = { x: MARGIN, y: MARGIN, k: 1 };
  private fingers = new Map<number, Point>();
  /** true once a person moved it; then nothing else does until they ask to fit */
  moved = false;

  constructor(private readonly host: HTMLElement, private readonly apply: (transform: string) => void) {}

  show() {
    const { x, y, k } = this.at;
    this.apply(`translate(${x.toFixed(2)},${y.toFixed(2)}) scale(${k.toFixed(4)})`);
  }

  /** All of it, where a person asks for that; the beginning of what would be too small even then. */
  fit(width: number, height: number) {
    this.place(width, height, SMALLEST);
  }

  /** As it opens: all of it if that is not too small, else with its beginning at the left edge. */
  open(width: number, height: number) {
    this.place(width, height, this.host.clientWidth < 640 ? 0.7 : OVERVIEW);
  }

  /** As it opens where a part of it matters more than the whole: readable, with that in the middle. */
  openAt(width: number, height: number, box: { x: number; y: number; width: number; height: number }) {
    this.place(width, height, this.host.clientWidth < 640 ? 0.7 : READABLE);
    const { clientWidth: w, clientHeight: h } = this.host;
    const { k } = this.at;
    const middle = (from: number, size: number, whole: number, room: number) =>
      whole * k <= room - MARGIN * 2 ? undefined : Math.min(MARGIN, Math.max(room - MARGIN - whole * k, room / 2 - (from + Math.min(size, room / k / 2) / 2) * k));
    this.at = { k, x: middle(box.x, box.width, width, w) ?? this.at.x, y: middle(box.y, box.height, height, h - FOOT + MARGIN) ?? this.at.y };
    this.show();
  }

  private place(width: number, height: number, smallest: number) {
    const { clientWidth: w, clientHeight: h } = this.host;
    if (!w || !h || !width || !height) return;
    const across = (w - MARGIN * 2) / width;
    const k = w < 640 ? Math.min(1, Math.max(smallest, across)) : Math.min(1.1, Math.max(smallest, Math.min(across, (h - MARGIN - FOOT) / height)));
    const y = Math.min((h - height * k) / 2, h - FOOT - height * k);
    this.at = { k, x: Math.max(MARGIN, (w - width * k) / 2), y: Math.max(MARGIN, y) };
    this.moved = false;
    this.show();
  }

  zoom(factor: number, about: Point = { x: this.host.clientWidth / 2, y: this.host.clientHeight / 2 }) {
    const k = Math.min(LARGEST, Math.max(SMALLEST, this.at.k * factor));
    const f = k / this.at.k;
    this.at = { k, x: about.x - (about.x - this.at.x) * f, y: about.y - (about.y - this.at.y) * f };
    this.moved = true;
    this.show();
  }

  /** Moves as little as needed to bring the box into view. */
  reveal(box: { x: number; y: number; width: number; height: number }) {
    const { k } = this.at;
    const push = (from: number, size: number, end: number) =>
      from < MARGIN ? MARGIN - from : from + size > end ? Math.max(end - size - from, MARGIN - from) : 0;
    const dx = push(this.at.x + box.x * k, box.width * k, this.host.clientWidth - MARGIN);
    const dy = push(this.at.y + box.y * k, box.height * k, this.host.clientHeight - FOOT);
    if (!dx && !dy) return;
    this.at = { k, x: this.at.x + dx, y: this.at.y + dy };
    this.show();
  }

  wheel(e: WheelEvent) {
    e.preventDefault();
    const box = this.host.getBoundingClientRect();
    this.zoom(Math.exp(-e.deltaY * 0.0015), { x: e.clientX - box.left, y: e.clientY - box.top });
  }

  down(e: PointerEvent) {
    // a finger is captured by what it touched anyway, and a tap on a node must stay a tap on it
    if (e.pointerType === 'mouse') (e.currentTarget as Element).setPointerCapture(e.pointerId);
    this.fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
  }

  move(e: PointerEvent) {
    const before = this.fingers.get(e.pointerId);
    if (!before) return;
    const now = { x: e.clientX, y: e.clientY };
    const other = [...this.fingers].find(([id]) => id !== e.pointerId)?.[1];
    if (other) {
      const far = (p: Point) => Math.hypot(p.x - other.x, p.y - other.y) || 1;
      const box = this.host.getBoundingClientRect();
      this.zoom(far(now) / far(before), { x: (now.x + other.x) / 2 - box.left, y: (now.y + other.y) / 2 - box.top });
    } else {
      this.at = { ...this.at, x: this.at.x + now.x - before.x, y: this.at.y + now.y - before.y };
      this.moved = true;
      this.show();
    }
    this.fingers.set(e.pointerId, now);
  }

  up(e: PointerEvent) {
    this.fingers.delete(e.pointerId);
  }
}
