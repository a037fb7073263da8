import { css } from 'lit';

export const styles = css`
  :host { display: block; position: relative; overflow: hidden; min-height: 0; background: var(--c-bg); --c-cut: var(--c-surface); }
  svg.canvas { position: absolute; inset: 0; width: 100%; height: 100%; cursor: grab; touch-action: none; }
  svg.canvas:active { cursor: grabbing; }
  .dot { fill: var(--c-dot); }

  .node { cursor: pointer; outline: none; color: var(--c-faint); }
  .node .box { fill: var(--c-surface); stroke: var(--c-border-strong); transition: stroke 0.2s; }
  .node.container > .box { fill: var(--c-inset); stroke: var(--c-border); }
  .node.planned .box { stroke-dasharray: 3 3; fill: var(--c-bg); }
  .node.SKIPPED > .box { stroke-dasharray: 8 3 2 3; fill: var(--c-bg); }
  .node.SKIPPED .name { color: var(--c-muted); }
  .node.beside .name { font-weight: 480; font-size: 13px; }
  .node:hover .box { stroke: var(--c-muted); }
  .node.RUNNING .box, .node.RETRYING .box { stroke: color-mix(in srgb, var(--st-running) 60%, var(--c-border)); }
  .node.FAILED .box, .node.TIMED_OUT .box { stroke: color-mix(in srgb, var(--st-failed) 60%, var(--c-border)); }
  .gate { fill: var(--c-surface); stroke: var(--c-muted); stroke-width: 1.3; stroke-linejoin: round; pointer-events: none; }
  .node .ring { fill: none; stroke: transparent; stroke-width: 2; pointer-events: none; }
  .node.selected .ring { stroke: var(--c-accent); }
  .node:focus-visible .ring { stroke: var(--c-accent); stroke-dasharray: 4 3; }
  .node.selected:focus-visible .ring { stroke-dasharray: none; stroke-width: 3; }

  .QUEUED, .SCHEDULED { color: var(--st-queued); }
  .RUNNING, .RETRYING { color: var(--st-running); }
  .WAITING, .PAUSED { color: var(--st-waiting); }
  .SUCCEEDED { color: var(--st-succeeded); }
  .FAILED, .TIMED_OUT, .TERMINATED { color: var(--st-failed); }
  .CANCELLED, .EXPIRED, .SKIPPED { color: var(--st-cancelled); }

  .mark { fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
  .mark .solid { fill: currentColor; stroke: none; }
  .mark .cut { stroke: var(--c-cut); stroke-width: 1.7; }
  .turns { transform-origin: 8px 8px; animation: turn 1.1s linear infinite; }
  @keyframes turn { to { transform: rotate(1turn); } }

  .face { display: flex; align-items: center; gap: 10px; height: 100%; padding: 0 12px; box-sizing: border-box; font-family: var(--c-font); user-select: none; min-width: 0; }
  .face svg { width: 16px; height: 16px; flex: none; }
  .words { min-width: 0; flex: 1; display: flex; flex-direction: column; }
  .name { font: 550 13.5px/19px var(--c-font); color: var(--c-text); letter-spacing: -0.006em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .planned .name { color: var(--c-muted); }
  .detail { font: 450 12px/17px var(--c-mono); color: var(--c-muted); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; letter-spacing: -0.02em; }
  .note { font: 450 12px/19px var(--c-font); font-variant-numeric: tabular-nums; color: var(--c-muted); flex: none; align-self: flex-start; padding-top: 8px; }
  .head .note, .top .note { padding-top: 0; align-self: center; }
  .map { flex-direction: column; align-items: stretch; justify-content: center; gap: 7px; }
  .top { display: flex; align-items: center; gap: 10px; min-width: 0; }
  .room { width: 14px; flex: none; }
  .room.wide { width: 96px; }
  .progress { display: flex; height: 4px; border-radius: 2px; overflow: hidden; background: var(--c-track); gap: 1px; }
  .progress i { display: block; height: 100%; transition: width 0.3s; }
  .p-done { background: var(--st-succeeded); } .p-failed { background: var(--st-failed); } .p-running { background: var(--st-running); }
  .counts { display: flex; justify-content: space-between; gap: 8px; font: 450 12px/14px var(--c-font); font-variant-numeric: tabular-nums; color: var(--c-muted); }
  .counts b { font-weight: 550; color: var(--c-text); }
  .counts .bad { color: var(--st-failed); font-weight: 550; }

  .fold { cursor: pointer; color: var(--c-muted); }
  .fold rect { fill: transparent; }
  .fold:hover rect { fill: var(--c-hover); }
  .fold path { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }

  .turner text { font: 450 12px/16px var(--c-font); font-variant-numeric: tabular-nums; fill: var(--c-muted); text-anchor: middle; user-select: none; }
  .turner .go { cursor: pointer; color: var(--c-muted); }
  .turner .go rect { fill: transparent; }
  .turner .go:hover rect { fill: var(--c-hover); }
  .turner .go path { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
  .turner .go.none { opacity: 0.35; cursor: default; }

  .caption { font: 450 12px/16px var(--c-mono); letter-spacing: -0.02em; color: var(--c-muted); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .caption.catch, .caption.finally, .caption.undo, .caption.on-success, .caption.on-error, .caption.on-timeout { font-family: var(--c-font); letter-spacing: 0; }
  .sign { fill: none; stroke: var(--c-faint); stroke-width: 1.3; stroke-linecap: round; }

  .wire { fill: none; stroke: var(--c-wire); stroke-width: 1.3; transition: stroke 0.2s; }
  .wire.beside { stroke-dasharray: 3 4; }
  .wire.done { stroke: var(--c-muted); }
  .tip { fill: var(--c-muted); }

  .tools { position: absolute; right: 12px; bottom: 12px; display: flex; border: 1px solid var(--c-border); border-radius: 8px; overflow: hidden; background: var(--c-surface); box-shadow: var(--c-lift); }
  .tools button { all: unset; width: 32px; height: 32px; display: grid; place-items: center; color: var(--c-muted); cursor: pointer; }
  .tools button + button { border-inline-start: 1px solid var(--c-border); }
  .tools button:hover { color: var(--c-text); background: var(--c-hover); }
  .tools button:focus-visible { outline: 2px solid var(--c-accent); outline-offset: -2px; color: var(--c-text); }
  .tools svg { width: 14px; height: 14px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
  .wait { position: absolute; inset: 0; display: flex; align-items: center; justify-content: center; gap: 40px; }
  .wait i { width: 172px; height: 48px; border-radius: 10px; background: var(--c-hover); animation: breathe 1.6s ease-in-out infinite; }
  @keyframes breathe { 50% { opacity: 0.45; } }
  .off { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
  @media (max-width: 640px) { .wait { flex-direction: column; gap: 28px; } }
`;
