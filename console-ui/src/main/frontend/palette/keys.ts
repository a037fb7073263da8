/** Goes to a page of this console without loading it anew. */
export function go(href: string) {
  const link = document.createElement('a');
  link.href = href;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}

/** The person writes: letters are letters then. */
export const writes = (e: KeyboardEvent): boolean =>
  e.composedPath().some((at) => at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)));

const visible = (e: HTMLElement) => e.getClientRects().length > 0;

/** Puts the cursor where the list is filtered; false when there is no such place. */
export function filter(): boolean {
  const field = [...document.querySelectorAll<HTMLElement>('.filters vaadin-text-field')].find(visible);
  field?.focus();
  return field !== undefined;
}

const cells = () => {
  const grid = [...document.querySelectorAll<HTMLElement>('vaadin-grid')].find(visible);
  const rows = [...(grid?.shadowRoot?.querySelectorAll<HTMLElement>('#items tr') ?? [])].filter((row) => !row.hidden);
  return { grid, rows, at: grid?.shadowRoot?.activeElement?.closest<HTMLElement>('#items td') };
};

/** Goes to the next row of the list, or the one before, as the arrow keys do in it. */
export function move(down: boolean): boolean {
  const { grid, rows, at } = cells();
  if (!grid) return false;
  if (at) at.dispatchEvent(new KeyboardEvent('keydown', { key: down ? 'ArrowDown' : 'ArrowUp', bubbles: true, composed: true, cancelable: true }));
  else {
    const top = grid.getBoundingClientRect().top;
    const first = rows.filter((row) => row.getBoundingClientRect().bottom > top + 40).sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)[0];
    first?.querySelector<HTMLElement>('td')?.focus();
  }
  return true;
}

/** Opens the row that the focus is in. */
export function open(): boolean {
  const row = cells().at?.parentElement;
  if (!row) return false;
  const inside = [...row.querySelectorAll('slot')].flatMap((slot) => slot.assignedElements() as HTMLElement[]);
  const link = inside.map((cell) => cell.querySelector<HTMLElement>('a.cell-link')).find((a) => a && visible(a));
  (link ?? inside[0])?.click();
  return true;
}
