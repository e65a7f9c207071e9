// Small words used everywhere: elements, durations, values. Text always goes in as text, never as markup.
const $ = (id) => document.getElementById(id);

function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key === 'class') node.className = value;
    else if (key === 'style') for (const [name, v] of Object.entries(value)) node.style.setProperty(name, v);
    else if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

function kite(size) {
  const svg = document.querySelector('#brand svg').cloneNode(true);
  svg.setAttribute('width', size);
  svg.setAttribute('height', size);
  return svg;
}

const digits = (n) => n < 9.995 ? n.toFixed(2) : n < 99.95 ? n.toFixed(1) : n.toFixed(0);
function duration(ns) {
  if (ns < 0) return '−' + duration(-ns);
  if (ns < 1000) return Math.round(ns) + ' ns';
  if (ns < 999.5e3) return digits(ns / 1e3) + ' µs';
  if (ns < 999.5e6) return digits(ns / 1e6) + ' ms';
  if (ns < 59.95e9) return digits(ns / 1e9) + ' s';
  const s = Math.floor(ns / 1e9);
  return s < 3600 ? `${Math.floor(s / 60)}m ${String(s % 60).padStart(2, '0')}s`
                  : `${Math.floor(s / 3600)}h ${String(Math.floor(s / 60) % 60).padStart(2, '0')}m`;
}

function bytes(n) {
  if (n < 1024) return n + ' B';
  if (n < 1024 * 1024) return digits(n / 1024) + ' KiB';
  return digits(n / 1024 / 1024) + ' MiB';
}

const count = (n) => n.toLocaleString('en-US');
const plural = (n, word) => `${count(n)} ${word}${n === 1 ? '' : 's'}`;

// From nanoseconds since the epoch, as a string: "15:40:59.123", in local time.
function clock(nanos, withDate) {
  const d = new Date(Number(BigInt(nanos) / 1000000n));
  if (isNaN(d)) return '—';
  const two = (n) => String(n).padStart(2, '0');
  const time = `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}.${String(d.getMilliseconds()).padStart(3, '0')}`;
  return withDate ? `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${time}` : time;
}

// A service has the same color in every trace; the first ones never share one.
const colors = new Map();
function color(service) {
  if (!colors.has(service)) {
    let hash = 0;
    for (const c of service) hash = (hash * 31 + c.codePointAt(0)) >>> 0;
    let at = hash % 8;
    const used = new Set(colors.values());
    while (used.size < 8 && used.has(at)) at = (at + 1) % 8;
    colors.set(service, at);
  }
  return 'c' + colors.get(service);
}
const chip = (service) => h('span', {class: 'svc clip ' + color(service), title: service}, service);

// An OTLP/JSON AnyValue.
function valueText(v) {
  if (!v) return '';
  if ('stringValue' in v) return v.stringValue;
  if ('boolValue' in v) return String(v.boolValue);
  if ('intValue' in v) return String(v.intValue);
  if ('doubleValue' in v) return String(v.doubleValue);
  if ('bytesValue' in v) return 'base64:' + v.bytesValue;
  if ('arrayValue' in v) return '[' + (v.arrayValue.values || []).map(valueText).join(', ') + ']';
  if ('kvlistValue' in v) return '{' + (v.kvlistValue.values || []).map((e) => `${e.key}: ${valueText(e.value)}`).join(', ') + '}';
  return '';
}
function attribute(attributes, key) {
  const found = (attributes || []).find((a) => a.key === key);
  return found ? valueText(found.value) : '';
}

function toast(text) {
  $('toast').textContent = text;
  $('toast').classList.add('on');
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => $('toast').classList.remove('on'), 1800);
}
const copyable = (text, shown) => h('button', {class: 'copy mono', title: 'Copy', onclick: () => {
  navigator.clipboard.writeText(text).then(() => toast('Copied'), () => toast('The browser does not allow copying'));
}}, shown || text);
