import { css } from 'lit';

export const styles = css`
  :host { display: flex; flex-direction: column; position: relative; min-height: 0; overflow: hidden; background: var(--c-bg); font: 450 12px/18px var(--c-font); --labels: 272px; --c-cut: var(--c-bg); }
  .scroll { flex: 1; min-height: 0; overflow: auto; outline: none; }
  .sheet { position: relative; min-width: 100%; }
  .axis { position: sticky; top: 0; z-index: 3; height: 28px; background: var(--c-bg); border-bottom: 1px solid var(--c-border); }
  .axis .corner { position: sticky; left: 0; z-index: 1; width: var(--labels); height: 27px; background: var(--c-bg); }
  .axis span { position: absolute; top: 5px; color: var(--c-muted); font-variant-numeric: tabular-nums; white-space: nowrap; padding-inline-start: 6px; }
  .grid { position: absolute; top: 28px; bottom: 0; width: 1px; background: var(--c-border); opacity: 0.6; }
  .now { position: absolute; top: 28px; bottom: 0; width: 0; border-inline-start: 1.5px dashed var(--c-accent); z-index: 1; }
  .row { position: absolute; left: 0; right: 0; height: 26px; display: flex; cursor: pointer; outline: none; --st: var(--st-queued); }
  .row:hover, .row:hover .label { background: var(--c-hover); }
  .row.selected, .row.selected .label { background: color-mix(in srgb, var(--c-accent) 9%, var(--c-bg)); }
  .row:focus-visible .label { box-shadow: inset 0 0 0 2px var(--c-accent); }
  .label { position: sticky; left: 0; z-index: 2; width: var(--labels); box-sizing: border-box; flex: none; display: flex; align-items: center; gap: 7px; padding-inline: 12px 10px; background: var(--c-bg); border-inline-end: 1px solid var(--c-border); min-width: 0; }
  .label state-mark { color: var(--st); flex: none; }
  .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--c-text); min-width: 0; flex: 0 1 auto; }
  .role { color: var(--c-muted); font-variant-numeric: tabular-nums; flex: none; max-width: 50%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .count { color: var(--c-muted); font-size: 11px; margin-inline-start: auto; flex: none; font-variant-numeric: tabular-nums; }
  .turn { all: unset; width: 16px; height: 16px; flex: none; margin-inline-start: -4px; color: var(--c-muted); }
  .turn svg, .tools svg { width: 100%; height: 100%; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
  .bar { position: absolute; top: 7px; height: 12px; min-width: 3px; border-radius: 3px; background: var(--st); box-sizing: border-box; }
  .bar.container { top: 10px; height: 6px; opacity: 0.75; }
  .bar.open { border-start-end-radius: 0; border-end-end-radius: 0; background: repeating-linear-gradient(115deg, var(--st) 0 5px, color-mix(in srgb, var(--st) 62%, var(--c-bg)) 5px 9px); }
  .bar.ready { background: color-mix(in srgb, var(--st) 14%, var(--c-bg)); border: 1px solid color-mix(in srgb, var(--st) 55%, var(--c-bg)); }
  .says { position: absolute; top: 4px; padding-inline-start: 6px; color: var(--c-muted); font-size: 11px; font-variant-numeric: tabular-nums; white-space: nowrap; pointer-events: none; }
  .says b { font-weight: 550; color: var(--st); }
  .left { padding: 8px 16px; color: var(--c-muted); border-top: 1px solid var(--c-border); }
  [data-state='RUNNING'], [data-state='RETRYING'] { --st: var(--st-running); }
  [data-state='WAITING'], [data-state='PAUSED'] { --st: var(--st-waiting); }
  [data-state='SUCCEEDED'] { --st: var(--st-succeeded); }
  [data-state='FAILED'], [data-state='TIMED_OUT'], [data-state='TERMINATED'] { --st: var(--st-failed); }
  [data-state='CANCELLED'], [data-state='SKIPPED'], [data-state='EXPIRED'] { --st: var(--st-cancelled); }
  .tools { position: absolute; right: 12px; bottom: 12px; z-index: 4; display: flex; border: 1px solid var(--c-border); border-radius: 8px; overflow: hidden; background: var(--c-surface); box-shadow: var(--c-lift); }
  .tools button { all: unset; width: 32px; height: 32px; display: grid; place-items: center; color: var(--c-muted); cursor: pointer; }
  .tools button + button { border-inline-start: 1px solid var(--c-border); }
  .tools button:hover { color: var(--c-text); background: var(--c-hover); }
  .tools button:focus-visible { outline: 2px solid var(--c-accent); outline-offset: -2px; color: var(--c-text); }
  .tools svg { width: 14px; height: 14px; }
  @media (max-width: 640px) { :host { --labels: 136px; } .label { padding-inline: 10px 6px; gap: 5px; } .count { display: none; } }
`;
