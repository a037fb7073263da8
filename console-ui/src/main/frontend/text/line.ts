/**
 * Says that the way to the console is cut, and when it is there again. A socket alone does not tell a
 * person, until they do something.
 */
const EVERY = 5_000;
const store = () => (window as unknown as { Vaadin?: { connectionState?: { state: string } } }).Vaadin?.connectionState;
let cut = false;

async function look() {
  const reached = await fetch(new URL('icon.svg', document.baseURI), { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(EVERY) }).then(
    (answer) => answer.ok,
    () => false,
  );
  const line = store();
  if (line && reached === cut) {
    cut = !reached;
    line.state = cut ? 'reconnecting' : 'connected';
  }
  setTimeout(() => void look(), EVERY);
}

setTimeout(() => void look(), EVERY);
