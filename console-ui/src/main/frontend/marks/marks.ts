import { svg, type SVGTemplateResult } from 'lit';

/** What a state looks like without its colour: the drawing differs for each, on a 16 × 16 grid. */
const drawings: Record<string, SVGTemplateResult> = {
  PLANNED: svg`<circle cx="8" cy="8" r="5.25" stroke-dasharray="1.7 2.42"></circle>`,
  SCHEDULED: svg`<circle cx="8" cy="8" r="5.25"></circle><path d="M8 5.200V8l1.9 1.3"></path>`,
  QUEUED: svg`<circle cx="8" cy="8" r="5.25"></circle>`,
  RUNNING: svg`<circle cx="8" cy="8" r="5.25" opacity=".28"></circle><path class="turns" d="M8 2.750A5.25 5.25 0 0 1 13.25 8"></path>`,
  RETRYING: svg`<path d="M13.1 9.200A5.25 5.25 0 1 1 12.3 5"></path><path d="M12.9 2.300v3h-3"></path>`,
  WAITING: svg`<path d="M4.7 2.800h6.600M4.7 13.200h6.600M5.3 2.800c0 3 2.7 3.5 2.7 5.200s-2.7 2.2-2.7 5.200M10.7 2.800c0 3-2.7 3.5-2.7 5.200s2.7 2.2 2.7 5.2"></path>`,
  PAUSED: svg`<path d="M5.8 4v8M10.2 4v8" stroke-width="2"></path>`,
  SUCCEEDED: svg`<circle class="solid" cx="8" cy="8" r="6"></circle><path class="cut" d="M5.3 8.200l1.9 1.9 3.5-4"></path>`,
  FAILED: svg`<path class="solid" d="M5.5 2h5L14 5.500v5L10.5 14h-5L2 10.500v-5z"></path><path class="cut" d="M5.9 5.900l4.2 4.200M10.1 5.900l-4.2 4.2"></path>`,
  CANCELLED: svg`<circle cx="8" cy="8" r="5.25"></circle><path d="M4.4 11.600l7.2-7.2"></path>`,
  TERMINATED: svg`<rect class="solid" x="2.5" y="2.5" width="11" height="11" rx="2"></rect><path class="cut" d="M5.3 8h5.4"></path>`,
  TIMED_OUT: svg`<circle class="solid" cx="8" cy="8" r="6"></circle><path class="cut" d="M8 4.900V8l2.1 1.5"></path>`,
  EXPIRED: svg`<path d="M8 2.300L14 13H2z"></path><path d="M8 6.300v3M8 11.100v.1"></path>`,
  SKIPPED: svg`<path d="M3.3 4.300L7 8l-3.7 3.700M8.3 4.300L12 8l-3.7 3.7"></path>`,
};

/** The mark of a state; one that is not known is drawn as planned. */
export const mark = (state: string | undefined): SVGTemplateResult =>
  drawings[state ?? 'PLANNED'] ?? drawings.PLANNED;

/** `TIMED_OUT` → `Timed out`. */
export const label = (state: string): string =>
  state.charAt(0) + state.slice(1).toLowerCase().replaceAll('_', ' ');
