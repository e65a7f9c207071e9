// Addresses, the live connection, keys.
function openId() {
  const found = /^\/traces?\/([0-9a-f]{32})$/i.exec(location.pathname);
  return found && found[1].toLowerCase();
}

function route() {
  const id = openId();
  $('list').hidden = !!id;
  $('trace').hidden = !id;
  $('hair')?.remove();
  if (id) {
    if (!current || current.id !== id) $('trace').replaceChildren();
    choose(id);
    loadTrace(id, true);
  } else {
    current = null;
    document.title = 'Elanus traces';
    if (chosen) choose(chosen);
  }
}

function go(path) {
  history.pushState(null, '', path);
  route();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="/"]');
  if (!link || 'out' in link.dataset || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});
addEventListener('popstate', route);

// A trace that is open is drawn again when it has grown, or has arrived at last.
function receive(message, fresh) {
  update(message, fresh);
  const open = traces.get(openId());
  if (open && !loading && (!current || current.data.summary.version !== open.summary.version)) loadTrace(open.summary.id, true);
}

function online(yes) {
  $('live').classList.toggle('off', !yes);
  $('live').lastElementChild.textContent = yes ? 'live' : 'not connected';
}

function listen() {
  const source = new EventSource('/api/live');
  let fresh = true;
  source.onopen = () => { fresh = true; };
  source.onmessage = (event) => {
    online(true);
    receive(JSON.parse(event.data), fresh);
    fresh = false;
  };
  source.onerror = () => {
    online(false);
    if (source.readyState !== EventSource.CLOSED) return;
    // Too many live pages are open: ask now and then.
    const poll = () => fetch('/api/traces').then((r) => r.json()).then((m) => { online(true); receive(m, true); }, () => online(false));
    poll();
    setInterval(poll, 2000);
  };
}

function toggleTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  try { localStorage.setItem('theme', root.dataset.theme); } catch { /* private window */ }
}
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch { /* private window */ }

const keys = {
  '/': () => { if (openId()) go('/'); $('filter').focus(); $('filter').select(); },
  '?': () => $('keys').showModal(),
  t: toggleTheme,
  j: () => current ? moveSelected(1) : moveChosen(1),
  k: () => current ? moveSelected(-1) : moveChosen(-1),
  ArrowDown: () => keys.j(),
  ArrowUp: () => keys.k(),
  ArrowLeft: () => current && current.selected && fold(current.selected, true),
  ArrowRight: () => current && current.selected && fold(current.selected, false),
  e: () => current && nextError(),
  0: () => current && zoom(),
  Enter: () => { if (!openId() && chosen) go('/traces/' + chosen); },
  Escape: () => { if (current && current.selected) select(current.selected); else if (openId()) go('/'); else if ($('filter').value) { $('filter').value = ''; applyFilter(); } },
};
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $('keys').open) return;
  if (event.target === $('filter')) {
    if (event.key !== 'Escape' && event.key !== 'Enter' && event.key !== 'ArrowDown') return;
    $('filter').blur();
    if (event.key !== 'Escape') moveChosen(0);
    event.preventDefault();
    return;
  }
  if (event.key === 'Enter' && event.target.closest('button, a, summary')) return;
  if (!Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});

$('filter').addEventListener('input', () => {
  if (openId()) go('/');
  applyFilter();
});
$('theme').addEventListener('click', toggleTheme);
$('help').addEventListener('click', () => $('keys').showModal());
$('keys').addEventListener('click', (event) => { if (event.target === $('keys')) $('keys').close(); });

// A file that is dropped goes to the viewer, and the trace in it is opened.
addEventListener('dragover', (event) => { event.preventDefault(); document.body.classList.add('drag'); });
addEventListener('dragleave', (event) => { if (!event.relatedTarget) document.body.classList.remove('drag'); });
addEventListener('drop', async (event) => {
  event.preventDefault();
  document.body.classList.remove('drag');
  const file = event.dataTransfer.files[0];
  if (!file) return;
  const answer = await fetch('/api/import', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: file}).catch(() => null);
  const result = answer && await answer.json().catch(() => null);
  if (!answer || !answer.ok) return toast((result && result.message) || 'The file could not be read');
  toast(plural(result.spans, 'span') + ' imported');
  if (result.spans) go('/traces/' + result.trace);
});

route();
listen();
