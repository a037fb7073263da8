import { css } from 'lit';

export const styles = css`
  dialog { padding: 0; border: 1px solid var(--c-border-strong); border-radius: 12px; background: var(--c-surface); color: var(--c-text); box-shadow: 0 16px 48px #00000047; font: 450 13px/20px var(--c-font); width: min(600px, calc(100vw - 24px)); max-height: min(520px, 76vh); overflow: hidden; margin: 10vh auto auto; }
  dialog::backdrop { background: #00000052; }
  dialog[open] { display: flex; flex-direction: column; }
  .ask { display: flex; align-items: center; gap: 10px; padding: 0 16px; border-bottom: 1px solid var(--c-border); flex: none; }
  .ask svg { width: 15px; height: 15px; flex: none; fill: none; stroke: var(--c-muted); stroke-width: 1.6; stroke-linecap: round; }
  input { all: unset; flex: 1; min-width: 0; font: 450 15px/48px var(--c-font); color: var(--c-text); }
  input::placeholder { color: var(--c-muted); }
  kbd { font: 500 11px/18px var(--c-font); color: var(--c-muted); border: 1px solid var(--c-border-strong); border-radius: 5px; padding: 0 5px; background: var(--c-inset); white-space: nowrap; }
  .list { overflow: auto; padding: 6px; flex: 1; min-height: 0; }
  .option { display: flex; align-items: center; gap: 10px; padding: 6px 10px; border-radius: 8px; cursor: pointer; min-width: 0; }
  .option[aria-selected='true'] { background: var(--c-hover); box-shadow: inset 0 0 0 1px var(--c-border-strong); }
  .kind { flex: none; width: 68px; font-size: 12px; color: var(--c-muted); }
  .title { flex: 0 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 520; }
  .detail { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--c-muted); font-size: 12px; }
  .none { padding: 20px 16px; color: var(--c-muted); text-align: center; }
  .foot { display: flex; gap: 14px; padding: 7px 16px; border-top: 1px solid var(--c-border); color: var(--c-muted); font-size: 12px; flex: none; flex-wrap: wrap; }
  h2 { font: 600 15px/24px var(--c-font); margin: 0; padding: 16px 20px 8px; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 20px; margin: 0; padding: 4px 20px 20px; overflow: auto; align-items: center; }
  dt, dd { margin: 0; }
  dt { display: flex; gap: 4px; }
  .close { all: unset; cursor: pointer; margin: 0 20px 16px auto; font-size: 12px; font-weight: 540; line-height: 24px; padding: 0 10px; border-radius: 6px; border: 1px solid var(--c-border-strong); }
  .close:focus-visible { outline: 2px solid var(--c-accent); outline-offset: 2px; }
  @media (max-width: 640px) { .detail { display: none; } dialog { margin-top: 12px; } .foot { display: none; } }
`;
