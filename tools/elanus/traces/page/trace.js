// One trace: rows on a time axis. The server computed tree, critical path and network gaps.
let current = null;  // {id, data, spans, rows, folded, from, to, selected, all}
let loading = 0;
const kMaxRows = 500;

async function loadTrace(id, keep) {
  ++loading;
  const answer = await fetch('/api/traces/' + id).catch(() => null);
  const data = answer && answer.ok ? await answer.json().catch(() => null) : null;
  --loading;
  if (openId() !== id) return;
  if (!data) return missingTrace(id, answer);
  const spans = new Map();
  for (const r of data.otlp.resourceSpans || []) {
    for (const scope of r.scopeSpans || []) {
      const service = attribute(r.resource.attributes, 'service.name') || 'unknown';
      for (const span of scope.spans || []) spans.set(span.spanId, {span, service, resource: r.resource, scope: scope.scope || {}});
    }
  }
  const old = keep && current && current.id === id ? current : null;
  current = {
    id, data, spans, rows: data.rows, folded: old ? old.folded : new Set(), selected: location.hash.slice(1),
    zoomed: old ? old.zoomed : false, from: old && old.zoomed ? old.from : 0, to: old && old.zoomed ? old.to : Math.max(1, data.summary.length), all: old ? old.all : false,
  };
  document.title = `${data.summary.name || 'trace'} · Elanus traces`;
  drawTrace();
}

function missingTrace(id, answer) {
  current = null;
  $('trace').replaceChildren(h('div', {id: 'main'}, h('div', {id: 'about'}, backLink(), h('h1', null, 'This trace is not here'),
    h('p', {class: 'soft'}, answer ? 'It did not arrive, or newer traces have taken its place.' : 'The viewer does not answer.'), h('p', {class: 'mono soft'}, id))));
}

const backLink = () => h('a', {class: 'back', href: '/'}, '← All traces');
const failed = (entry) => entry && entry.span.status && entry.span.status.code === 2;
const offset = (nanos) => Number(BigInt(nanos || 0) - BigInt(current.data.summary.start));

function about(s) {
  const link = document.querySelector('meta[name=link]').content;
  return h('div', {id: 'about'},
    backLink(),
    h('h1', null, s.name || '(no name)', h('span', {class: 'total'}, duration(s.length)),
      s.errors > 0 && h('span', {class: 'badge err'}, plural(s.errors, 'error')),
      s.protocol && h('span', {class: 'badge'}, s.protocol),
      s.reason && h('span', {class: 'badge warn', title: 'Why a sampler kept it'}, s.reason)),
    h('div', {class: 'facts'},
      s.services.map(chip),
      h('span', null, plural(s.spans, 'span')),
      s.dropped > 0 && h('span', {class: 'note'}, plural(s.dropped, 'span') + ' did not fit'),
      h('span', null, clock(s.start, true)),
      copyable(s.id),
      h('span', {class: 'links'},
        h('a', {href: `/traces/${s.id}.txt`, title: 'As plain text', 'data-out': true}, '.txt'),
        h('a', {href: `/traces/${s.id}.json`, title: 'As OTLP/JSON', 'data-out': true}, '.json'),
        link && h('a', {href: link.replaceAll('{trace_id}', s.id), target: '_blank', rel: 'noopener', 'data-out': true}, 'open elsewhere ↗'))));
}

function drawTrace() {
  const scroll = $('fall') ? $('fall').scrollTop : 0;
  const fall = h('div', {id: 'fall', role: 'tree', 'aria-label': 'Waterfall'});
  $('trace').replaceChildren(h('div', {id: 'main'}, about(current.data.summary), fall));
  drawRows();
  fall.scrollTop = scroll;
  fall.addEventListener('mousemove', hair);
  fall.addEventListener('mouseleave', () => $('hair') && $('hair').remove());
  drawPanel();
}

// Rows that are not below a folded one.
function openRows() {
  const hidden = new Set(), out = [];
  current.rows.forEach((row, i) => {
    if (row.parent >= 0 && (hidden.has(row.parent) || current.folded.has(current.rows[row.parent].id))) hidden.add(i);
    else out.push(i);
  });
  return out;
}

function ticks() {
  const range = current.to - current.from, out = [];
  const ten = Math.pow(10, Math.floor(Math.log10(range / 4)));
  const step = [1, 2, 5, 10].map((n) => n * ten).find((s) => range / s <= 6);
  for (let t = Math.ceil(current.from / step) * step; t < current.to - range * .02; t += step) out.push(t);
  return out;
}

// As few digits as tell the marks apart.
const mark = (t) => duration(t).replace(/\.0+(?= )/, '').replace(/(\.\d*?)0+(?= )/, '$1');
const percent = (t) => 100 * (t - current.from) / (current.to - current.from);

function drawRows() {
  const fall = $('fall'), open = openRows(), marks = ticks();
  const rows = current.all ? open : open.slice(0, kMaxRows);
  const scale = h('div', {class: 'scale', title: 'Drag to zoom'},
    marks.map((t) => h('span', {style: {left: percent(t) + '%'}}, t === 0 ? '0' : mark(t))),
    h('span', {class: 'end', style: {left: '100%'}}, duration(current.to)));
  scale.addEventListener('pointerdown', dragZoom);
  fall.replaceChildren(
    h('div', {class: 'axis'}, h('div', {class: 'key'},
      h('span', {title: 'The whole trace waited for this span and none of its children'}, h('i', {class: 'crit'}), 'critical path'),
      h('span', {title: 'Waiting for children, or off the critical path'}, h('i', {class: 'wait'}), 'waiting'),
      h('span', {title: 'Between client and server: sending, the network, queues'}, h('i', {class: 'wire'}), 'network'),
      current.zoomed && h('button', {onclick: () => zoom()}, 'whole trace')), scale),
    ...rows.map((i) => drawRow(current.rows[i], i)),
    h('div', {class: 'grid'}, marks.map((t) => h('i', {style: {left: percent(t) + '%'}}))),
    h('div', {id: 'split', onpointerdown: dragSplit}));
  const [end, ...others] = [...scale.children].reverse();
  for (const span of others) span.classList.toggle('mute', span.getBoundingClientRect().right > end.getBoundingClientRect().left);
  if (rows.length < open.length) {
    fall.append(h('button', {class: 'more', onclick: () => { current.all = true; drawRows(); }}, `Show ${count(open.length - rows.length)} rows more`));
  }
}

function label(name) {
  const cut = name.lastIndexOf('/') + 1;
  return cut ? [h('em', null, name.slice(0, cut)), h('b', null, name.slice(cut))] : [h('b', null, name || '(no name)')];
}

function drawRow(row, i) {
  const entry = current.spans.get(row.id), bad = failed(entry);
  const kinds = {2: ['↙', 'server'], 3: ['↗', 'client'], 4: ['⇥', 'producer'], 5: ['↦', 'consumer']};
  const kind = entry && kinds[entry.span.kind];
  const folded = current.folded.has(row.id);
  const node = h('div', {
    class: `row ${row.missing ? 'gone' : color(entry.service)}${bad ? ' fail' : ''}${row.id === current.selected ? ' on' : ''}`,
    role: 'treeitem', 'data-id': row.id, 'aria-level': row.depth + 1, style: {'--depth': Math.min(row.depth, 24)},
    onclick: () => select(row.id),
  },
    h('div', {class: 'name'},
      h('span', {class: 'guides'}),
      h('button', {class: `fold${row.children ? '' : ' leaf'}${folded ? ' shut' : ''}`, tabindex: -1, 'aria-label': 'Fold', onclick: (e) => { e.stopPropagation(); fold(row.id); }}, '▼'),
      h('span', {class: 'mark'}),
      h('span', {class: 'label clip', title: row.missing ? 'This parent span did not arrive here' : entry.span.name},
        row.missing ? `remote parent ${row.id}` : label(entry.span.name)),
      kind && h('span', {class: 'kind', title: kind[1]}, kind[0]),
      folded && h('span', {class: 'badge'}, '+' + count(below(i))),
      entry && h('span', {class: 'who clip'}, entry.service)),
    h('div', {class: 'lane'}, drawBar(row, entry, i), drawDuration(row, entry)));
  return node;
}

function below(i) {
  let end = i + 1;
  while (end < current.rows.length && current.rows[end].depth > current.rows[i].depth) ++end;
  return end - i - 1;
}

function drawBar(row, entry, i) {
  const inside = (from, to) => {
    const whole = row.for || 1;
    return {left: 100 * (from - row.at) / whole + '%', width: 100 * (to - from) / whole + '%'};
  };
  const wires = [row.request, row.response].filter((w) => w && w[1] > w[0]);
  const bar = h('div', {class: 'bar' + (row.missing ? ' hollow' : ''), style: {left: percent(row.at) + '%', width: percent(current.from + row.for) + '%'}},
    (row.critical || []).map(([a, b]) => h('i', {class: 'part', style: inside(a, b)})),
    wires.map(([a, b]) => h('i', {class: 'wire', title: `network and queues: ${duration(b - a)}`, style: inside(a, b)})),
    ((entry && entry.span.events) || []).slice(0, 200).map((e) => {
      const at = offset(e.timeUnixNano), bad = e.name === 'exception' || attribute(e.attributes, 'event.status') === '3';
      if (at < row.at || at > row.at + row.for) return null;
      return h('i', {class: 'tick' + (bad ? ' bad' : ''), title: `${e.name}  +${duration(at - row.at)}`, style: {left: 100 * (at - row.at) / (row.for || 1) + '%'}});
    }));
  // A dotted line down from the client's bar to where its server began.
  const above = current.rows[row.parent];
  const drop = above && above.request && above.request[1] === row.at && row.parent === i - 1 &&
    h('i', {class: 'drop ' + color(current.spans.get(above.id).service), style: {left: percent(row.at) + '%'}});
  return h('div', {class: 'clipped'}, drop, bar);
}

function drawDuration(row, entry) {
  if (row.missing) return null;
  const left = percent(row.at), right = percent(row.at + row.for);
  if (right < 0 || left > 100) return null;
  // The number stands right of the bar, where the margin always has room for it; an error's text where more is.
  const why = failed(entry) && (entry.span.status.message || '').slice(0, 160), onRight = 100 - right > left;
  const end = Math.min(100, right);
  return [
    h('span', {class: 'dur clip', style: {left: end + '%', 'max-width': `calc(${100 - end}% + var(--margin))`}}, duration(row.for), why && onRight && h('span', {class: 'why'}, why)),
    why && !onRight && left > 18 && h('span', {class: 'dur why clip', style: {right: 100 - left + '%', 'max-width': left + '%'}}, why),
  ];
}

function select(id, scroll) {
  current.selected = current.selected === id && !scroll ? '' : id;
  history.replaceState(null, '', location.pathname + (current.selected ? '#' + current.selected : ''));
  for (const node of document.querySelectorAll('.row')) {
    node.classList.toggle('on', node.dataset.id === current.selected);
    if (scroll && node.dataset.id === id) node.scrollIntoView({block: 'nearest'});
  }
  drawPanel();
}

function moveSelected(step) {
  const ids = openRows().map((i) => current.rows[i].id), at = ids.indexOf(current.selected);
  select(ids[at < 0 ? (step > 0 ? 0 : ids.length - 1) : Math.min(ids.length - 1, Math.max(0, at + step))], true);
}

function nextError() {
  const bad = current.rows.filter((r) => failed(current.spans.get(r.id))).map((r) => r.id);
  if (!bad.length) return toast('No span failed');
  const id = bad[(bad.indexOf(current.selected) + 1) % bad.length];
  for (let at = current.rows.findIndex((r) => r.id === id); at >= 0; at = current.rows[at].parent) current.folded.delete(current.rows[at].id);
  drawRows();
  select(id, true);
}

function fold(id, shut) {
  const want = shut === undefined ? !current.folded.has(id) : shut;
  if (want) current.folded.add(id);
  else current.folded.delete(id);
  drawRows();
}

function zoom(from, to) {
  current.zoomed = from !== undefined;
  current.from = current.zoomed ? from : 0;
  current.to = current.zoomed ? to : Math.max(1, current.data.summary.length);
  drawRows();
}

function dragZoom(event) {
  const scale = event.currentTarget, box = scale.getBoundingClientRect();
  const at = (e) => Math.min(1, Math.max(0, (e.clientX - box.left) / box.width));
  const begin = at(event), pick = h('div', {class: 'pick'});
  scale.append(pick);
  scale.setPointerCapture(event.pointerId);
  const ends = (e) => [Math.min(begin, at(e)), Math.max(begin, at(e))];
  scale.onpointermove = (e) => {
    const [a, b] = ends(e);
    pick.style.left = 100 * a + '%';
    pick.style.width = 100 * (b - a) + '%';
  };
  scale.onpointerup = (e) => {
    const [a, b] = ends(e), range = current.to - current.from;
    scale.onpointermove = scale.onpointerup = null;
    pick.remove();
    if (b - a > .01) zoom(current.from + a * range, current.from + b * range);
  };
}

function dragSplit(event) {
  const box = $('fall').getBoundingClientRect(), handle = event.currentTarget;
  handle.setPointerCapture(event.pointerId);
  handle.onpointermove = (e) => document.documentElement.style.setProperty('--names', Math.min(70, Math.max(15, 100 * (e.clientX - box.left) / box.width)) + '%');
  handle.onpointerup = () => { handle.onpointermove = null; };
}

function hair(event) {
  const fall = $('fall'), scale = fall.querySelector('.scale').getBoundingClientRect();
  const part = (event.clientX - scale.left) / scale.width;
  let line = $('hair');
  if (part < 0 || part > 1) return line && line.remove();
  if (!line) fall.append(line = h('div', {id: 'hair'}, h('span')));
  line.style.left = event.clientX - fall.getBoundingClientRect().left + 'px';
  line.firstChild.textContent = duration(current.from + part * (current.to - current.from));
}
