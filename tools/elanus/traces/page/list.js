// The live list: one element a trace, newest first, changed in place.
const traces = new Map();  // id -> {summary, node, text}
let stats = null;
let chosen = null;  // id of the row that the keys stand on

function parseFilter(text) {
  const units = {ns: 1, us: 1e3, 'µs': 1e3, ms: 1e6, s: 1e9, m: 6e10};
  const tests = [];
  for (const word of text.trim().split(/\s+/).filter(Boolean)) {
    const time = /^([<>])=?([\d.]+)(ns|us|µs|ms|s|m)?$/.exec(word);
    const pair = /^(service|method|name|status|protocol|trace)[=:](.*)$/i.exec(word);
    if (time) {
      const limit = parseFloat(time[2]) * units[time[3] || 'ms'];
      tests.push((t) => time[1] === '>' ? t.summary.length > limit : t.summary.length < limit);
    } else if (pair) {
      const key = pair[1].toLowerCase(), want = pair[2].toLowerCase();
      const has = (list) => list.some((s) => s.toLowerCase().includes(want));
      if (key === 'service') tests.push((t) => has(t.summary.services));
      else if (key === 'protocol') tests.push((t) => has([t.summary.protocol]));
      else if (key === 'trace') tests.push((t) => t.summary.id.startsWith(want));
      else if (key === 'status') tests.push((t) => want === 'error' ? t.summary.errors > 0 : want === 'ok' ? t.summary.errors === 0 : true);
      else tests.push((t) => has(t.summary.names));
    } else {
      const want = word.toLowerCase();
      tests.push((t) => t.text.includes(want) || t.summary.id.startsWith(want));
    }
  }
  return (t) => tests.every((test) => test(t));
}

let matches = () => true;

function listRow(s) {
  const services = s.services.slice(0, 4).map(chip);
  if (s.services.length > 4) services.push(h('span', {class: 'soft'}, '+' + (s.services.length - 4)));
  return h('a', {href: '/traces/' + s.id, 'data-id': s.id, role: 'option', class: s.id === chosen && 'on'},
    h('time', {title: clock(s.start, true)}, clock(s.start)),
    h('span', {class: 'what'},
      h('i', {class: s.errors ? 'dot failed' : 'dot', title: s.errors ? 'A span failed' : 'No span failed'}),
      h('b', {title: s.name}, s.name || '(no name)'),
      s.errors > 0 && h('span', {class: 'badge err'}, plural(s.errors, 'error')),
      s.missing > 0 && h('span', {class: 'badge', title: 'A parent span did not arrive here'}, 'remote parent'),
      s.reason && h('span', {class: 'badge warn', title: 'Why a sampler kept it'}, s.reason)),
    h('span', {class: 'svcs'}, services),
    h('span', {class: 'clip'}, s.protocol && h('span', {class: 'badge'}, s.protocol)),
    h('span', {class: 'num soft'}, count(s.spans)),
    h('span', {class: 'length' + (s.errors ? ' fail' : ''), style: {'--d': Math.max(1, s.length)}},
      h('span', null, h('i')), h('span', {class: 'num'}, duration(s.length))));
}

function place(entry) {
  // New ones nearly always belong on top.
  const rows = $('rows');
  let before = rows.firstElementChild;
  while (before && traces.get(before.dataset.id).order > entry.order) before = before.nextElementSibling;
  rows.insertBefore(entry.node, before);
}

function update(message, fresh) {
  stats = message.stats;
  if (fresh) {
    traces.clear();
    $('rows').replaceChildren();
  }
  for (const summary of message.traces.reverse()) {
    const old = traces.get(summary.id);
    const entry = {
      summary, node: listRow(summary), order: Number(summary.start),
      text: [...summary.services, ...summary.names, summary.protocol].join(' ').toLowerCase(),
    };
    traces.set(summary.id, entry);
    if (old && old.order === entry.order) {
      old.node.replaceWith(entry.node);
    } else {
      if (old) old.node.remove();
      place(entry);
    }
    if (!old && !fresh) entry.node.classList.add('new');
    entry.node.hidden = !matches(entry);
  }
  for (const [id, entry] of traces) {
    if (entry.summary.version >= stats.oldestVersion) continue;
    entry.node.remove();
    traces.delete(id);
  }
  showList();
  showTruth();
}

function shown() { return [...traces.values()].filter((t) => !t.node.hidden); }

function showList() {
  const visible = shown();
  $('rows').style.setProperty('--max', Math.max(1, ...visible.map((t) => t.summary.length)));
  $('rows').classList.toggle('none', visible.length === 0);
  const empty = $('empty');
  if (visible.length) return empty.replaceChildren();
  if (traces.size) return empty.replaceChildren(h('h1', null, 'No trace matches'), `${plural(traces.size, 'trace')} kept, none with “${$('filter').value}”. `);
  if (empty.firstChild) return;
  const otlp = document.querySelector('meta[name=otlp]').content;
  empty.replaceChildren(kite(54), h('h1', null, 'Waiting for the first trace'),
    'Send OTLP over gRPC here, from any language:',
    h('code', null, `OTEL_EXPORTER_OTLP_ENDPOINT=${otlp}\nOTEL_EXPORTER_OTLP_PROTOCOL=grpc`),
    'Nothing is stored: traces live in memory until newer ones take their place.');
}

function applyFilter() {
  matches = parseFilter($('filter').value);
  for (const entry of traces.values()) entry.node.hidden = !matches(entry);
  $('empty').replaceChildren();
  showList();
}

function choose(id) {
  chosen = id;
  for (const node of $('rows').children) node.classList.toggle('on', node.dataset.id === id);
  traces.get(id)?.node.scrollIntoView({block: 'nearest'});
}

function moveChosen(step) {
  const ids = [...$('rows').children].filter((n) => !n.hidden).map((n) => n.dataset.id);
  if (!ids.length) return;
  const at = ids.indexOf(chosen);
  choose(ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + step))]);
}

// What the viewer knows about itself.
function showTruth() {
  const lost = (n, text, title) => n > 0 && h('span', {class: 'lost', title}, h('b', null, count(n)), ' ' + text);
  const full = Math.min(100, 100 * Math.max(stats.traces / stats.maxTraces, stats.bytes / stats.maxBytes));
  $('truth').replaceChildren(...[
    h('span', {title: 'Spans that exporters sent here'}, h('b', null, count(stats.received)), ' spans received'),
    h('span', null, h('b', null, count(stats.kept)), ' kept in ', h('b', null, count(stats.traces)), ` of ${count(stats.maxTraces)} traces`),
    h('span', {title: 'Memory of the kept traces; the oldest make room'}, h('span', {class: 'meter'}, h('i', {style: {width: full + '%'}})),
      `${bytes(stats.bytes)} of ${bytes(stats.maxBytes)}`),
    stats.traces > 0 && h('span', null, 'oldest ', h('b', null, duration(Math.max(1e9, stats.oldestAge)).replace(/\.\d+ s/, ' s')), ' ago'),
    lost(stats.evicted, 'evicted', `Spans of ${plural(stats.tracesEvicted, 'trace')} that made room`),
    lost(stats.dropped, 'over a trace’s limit', 'Spans of a trace that grew too large'),
    lost(stats.duplicate, 'sent twice', 'Spans that were here already'),
    lost(stats.invalid, 'without ids', 'Spans without a valid trace id or span id'),
    lost(stats.refused, 'requests refused', 'Malformed, too large or of a wrong type'),
    lost(stats.ignored, 'metrics or logs ignored', 'Only traces are kept'),
  ].filter(Boolean));
}
