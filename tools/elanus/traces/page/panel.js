// All about one span: figures, phases from Kitex's stats events, attributes, events, links, resource.
function drawPanel() {
  $('panel')?.remove();
  const row = current.rows.find((r) => r.id === current.selected), entry = row && current.spans.get(row.id);
  if (!entry) return;
  const {span, service, resource, scope} = entry;
  const kind = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'][span.kind] || 'unspecified';
  $('trace').append(h('aside', {id: 'panel', class: color(service), 'aria-label': 'Span'},
    h('header', null, h('h2', null, span.name || '(no name)'),
      h('div', {class: 'facts'}, chip(service), h('span', {class: 'badge'}, kind),
        failed(entry) ? h('span', {class: 'badge err'}, 'error') : span.status && span.status.code === 1 ? h('span', {class: 'badge'}, 'ok') : null),
      h('button', {class: 'close', title: 'Close (Esc)', onclick: () => select(row.id)}, '×')),
    failed(entry) && h('section', null, h('div', {class: 'oops'}, h('b', null, 'Error'), h('p', null, span.status.message || 'without a text'))),
    timings(row, span),
    pairs('Attributes', span.attributes, span.droppedAttributesCount, true),
    events(row, span),
    links(span),
    h('section', null, folder('Resource', pairList(resource.attributes), resource.droppedAttributesCount)),
    h('section', null, folder('Ids and scope', pairList([
      ['span', span.spanId], ['parent', span.parentSpanId], ['trace', span.traceId], ['trace state', span.traceState],
      ['started', clock(span.startTimeUnixNano, true)], ['scope', [scope.name, scope.version].filter(Boolean).join(' ')],
    ].filter((p) => p[1]).map(([key, text]) => ({key, value: {stringValue: text}})).concat(scope.attributes || []))))));
}

function figure(name, text, title) { return h('div', {title}, h('span', null, name), h('b', null, text)); }

function timings(row, span) {
  const own = (row.critical || []).reduce((sum, [a, b]) => sum + b - a, 0);
  const sent = attribute(span.attributes, 'kitex.send_size'), received = attribute(span.attributes, 'kitex.recv_size');
  const all = phases(row, span);
  return h('section', null,
    h('div', {class: 'figures'},
      figure('duration', duration(row.for)), figure('starts at', '+' + duration(row.at)),
      figure('critical', own ? duration(own) : '—', 'How long the whole trace waited for this span alone'),
      sent && figure('bytes out', bytes(Number(sent))), received && figure('bytes in', bytes(Number(received))),
      row.request && row.response && figure('network', duration(row.request[1] - row.request[0] + row.response[1] - row.response[0]),
        'From the client to the server and back: everything that the server’s span does not cover')),
    all.length > 0 && h('div', {class: 'phases'}, all.map((p) => [
      h('span', {class: 'soft', title: p.title}, p.name),
      h('span', {class: 'track'}, h('i', {class: (p.wire ? 'wire' : '') + (p.bad ? ' bad' : ''), style: {
        left: 100 * Math.min(1, Math.max(0, (p.from - row.at) / (row.for || 1))) + '%', width: Math.min(100, 100 * (p.to - p.from) / (row.for || 1)) + '%'}})),
      h('span', {class: 'num'}, duration(p.to - p.from)),
    ])),
    row.skewed && h('p', {class: 'note'}, 'The server’s span begins before this one: the clocks of the two machines disagree.'));
}

// Kitex records *_start and *_finish; the names here say what passes in between.
function phases(row, span) {
  const at = {}, bad = {};
  for (const e of span.events || []) {
    at[e.name] = offset(e.timeUnixNano);
    if (attribute(e.attributes, 'event.status') === '3') bad[e.name] = true;
  }
  const out = [];
  const add = (name, from, to, title, wire) => {
    if (at[from] !== undefined && at[to] !== undefined && at[to] >= at[from]) out.push({name, from: at[from], to: at[to], title, wire, bad: bad[to]});
  };
  const server = span.kind === 2;
  add('connect', 'client_conn_start', 'client_conn_finish', 'Getting a connection from the pool, or dialling');
  if (!server) add('write', 'write_start', 'write_finish', 'Encoding the request and handing it to the kernel');
  if ('wait_read_start' in at) {
    add(server ? 'read' : 'wait', 'read_start', 'wait_read_start', server ? 'Reading the frame and its header' : 'Waiting for the first bytes of the reply', !server);
    add('decode', 'wait_read_start', 'wait_read_finish', 'Reading and decoding the payload');
  } else {
    add('read', 'read_start', 'read_finish', 'Waiting for the reply and reading it', !server);
  }
  add('queue', 'read_finish', 'server_handle_start', 'From the decoded request to the handler');
  add('handle', 'server_handle_start', 'server_handle_finish', 'The handler, middleware included');
  if (server) add('write', 'write_start', 'write_finish', 'Encoding the reply and handing it to the kernel');
  if (row.request && row.request[1] > row.request[0]) out.push({name: 'net →', from: row.request[0], to: row.request[1], wire: true, title: 'From the start of the call to the server’s start'});
  if (row.response && row.response[1] > row.response[0]) out.push({name: '← net', from: row.response[0], to: row.response[1], wire: true, title: 'From the server’s end to the end of the call'});
  return out;
}

function pairList(attributes) {
  return h('dl', {class: 'pairs'}, (attributes || []).map((a) => {
    const v = a.value || {}, text = valueText(v);
    const type = 'intValue' in v || 'doubleValue' in v ? 'n' : 'boolValue' in v ? 'b' : '';
    const cut = text.length > 600;
    const dd = h('dd', {class: type}, cut ? text.slice(0, 600) + '… ' : text);
    if (cut) dd.append(h('button', {onclick: () => { dd.textContent = text; }}, 'show all'));
    return [h('dt', null, a.key), dd];
  }));
}

const droppedNote = (n, what) => n > 0 && h('p', {class: 'note'}, `${plural(n, what)} dropped`);
function pairs(title, attributes, dropped) {
  if (!(attributes || []).length && !dropped) return null;
  return h('section', null, h('h3', null, title), pairList(attributes), droppedNote(dropped, 'attribute'));
}
const folder = (title, content, dropped) => h('details', null, h('summary', null, title), content, droppedNote(dropped, 'attribute'));

function events(row, span) {
  const list = [...(span.events || [])].sort((a, b) => offset(a.timeUnixNano) - offset(b.timeUnixNano));
  if (!list.length && !span.droppedEventsCount) return null;
  return h('section', null, h('h3', null, 'Events'), list.map((e) => {
    const at = h('span', null, '+' + duration(offset(e.timeUnixNano) - row.at));
    if (e.name === 'exception') return exception(e, at);
    const status = attribute(e.attributes, 'event.status');
    const rest = (e.attributes || []).filter((a) => a.key !== 'event.status' || (status !== '1'));
    return h('div', {class: 'event' + (status === '3' ? ' bad' : '')}, at, h('span', null, e.name), rest.length > 0 && pairList(rest));
  }), droppedNote(span.droppedEventsCount, 'event'));
}

function exception(e, at) {
  const stack = attribute(e.attributes, 'exception.stacktrace');
  const rest = (e.attributes || []).filter((a) => !['exception.type', 'exception.message', 'exception.stacktrace'].includes(a.key));
  return h('div', {class: 'event bad'}, at, h('div', {class: 'oops'},
    h('b', null, attribute(e.attributes, 'exception.type') || 'exception'), h('p', null, attribute(e.attributes, 'exception.message')),
    stack && h('details', null, h('summary', null, 'Stack'), h('pre', null, stack)),
    rest.length > 0 && pairList(rest)));
}

function links(span) {
  if (!(span.links || []).length && !span.droppedLinksCount) return null;
  return h('section', null, h('h3', null, 'Links'), (span.links || []).map((l) => [
    h('a', {class: 'go', href: `/traces/${l.traceId}#${l.spanId}`}, `${l.traceId} · ${l.spanId}`), pairList(l.attributes)]),
    droppedNote(span.droppedLinksCount, 'link'));
}
