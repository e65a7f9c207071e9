#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Looks at the page of `elanus traces` with a real browser (Debian: chromium, chromium-driver, python3-selenium).

    test_traces_page.py VIEWER... [--screenshot FILE.png] [--dark] [--list FILE.png]

VIEWER is the command that starts the viewer, such as `build/dev/elanus traces`; --otlp and --ui are added. Spans are
posted as OTLP/HTTP, like an exporter's. Exits 0 when the page shows what it should.
"""
import json
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

INTERNAL, SERVER, CLIENT = 1, 2, 3
GUIDE, FAILED, REMOTE, HOSTILE = ('4bf92f3577b34da6a3ce929d0e0e4736', '0af7651916cd43dd8448eb211c80319c',
                                  'b9c7c989f97918e1ba0d5c2e8f0a11d7', 'deadbeefdeadbeefdeadbeefdeadbeef')


# --- OTLP bytes, by hand: field numbers of opentelemetry-proto 1.x ---

def varint(n):
    n &= (1 << 64) - 1
    out = b''
    while n >= 0x80:
        out += bytes([n & 0x7F | 0x80])
        n >>= 7
    return out + bytes([n])


def field(number, value):
    if isinstance(value, str):
        value = value.encode()
    return varint(number << 3 | 2) + varint(len(value)) + value


def number(field_number, value):
    return varint(field_number << 3) + varint(value)


def fixed64(field_number, value):
    return varint(field_number << 3 | 1) + struct.pack('<Q', value)


def attributes(field_number, pairs):
    out = b''
    for key, value in pairs.items():
        if isinstance(value, bool):
            any_value = number(2, int(value))
        elif isinstance(value, int):
            any_value = number(3, value)
        else:
            any_value = field(1, value)
        out += field(field_number, field(1, key) + field(2, any_value))
    return out


class Recorder:
    """Spans of one trace; times are microseconds since its begin."""

    def __init__(self, trace, begin, scale=1.0):
        self.trace, self.begin, self.scale, self.by_service = bytes.fromhex(trace), begin, scale, {}

    def span(self, service, id, parent, name, start, end, kind=INTERNAL, attrs=None, events=(), error=None, links=()):
        at = lambda us: self.begin + round(us * 1000 * self.scale)
        data = field(1, self.trace) + field(2, struct.pack('>Q', id))
        if parent:
            data += field(4, struct.pack('>Q', parent))
        data += field(5, name) + number(6, kind) + fixed64(7, at(start)) + fixed64(8, at(end)) + attributes(9, attrs or {})
        for time_us, event, event_attrs in events:
            data += field(11, fixed64(1, at(time_us)) + field(2, event) + attributes(3, event_attrs))
        for trace, other in links:
            data += field(13, field(1, bytes.fromhex(trace)) + field(2, struct.pack('>Q', other)))
        if error:
            data += field(15, field(2, error) + number(3, 2))
        self.by_service.setdefault(service, []).append(field(2, data))

    def call(self, caller, callee, id, parent, name, start, end, server, sizes=(286, 61), error=None, protocol='TTHeader|Framed'):
        """A client span with Kitex's stats events, and the server span below it; server = (start, end)."""
        method = name.split('/')[1]
        common = {'rpc.system': 'kitex', 'rpc.service': callee, 'rpc.method': method, 'request.protocol': protocol}
        (s0, s1), out, back = server, sizes[0], sizes[1]
        info = {'event.status': 1}
        bad = {'event.status': 3, 'event.info': error} if error else info
        client_events = [(start + 6, 'client_conn_start', info), (start + 40, 'client_conn_finish', info), (start + 46, 'write_start', info),
                         (start + 92, 'write_finish', info), (start + 98, 'read_start', info), (end - 38, 'wait_read_start', info),
                         (end - 12, 'wait_read_finish', info), (end - 9, 'read_finish', bad)]
        server_events = [(s0 + 2, 'read_start', info), (s0 + 20, 'wait_read_start', info), (s0 + 48, 'wait_read_finish', info),
                         (s0 + 50, 'read_finish', info), (s0 + 62, 'server_handle_start', info), (s1 - 70, 'server_handle_finish', bad),
                         (s1 - 66, 'write_start', info), (s1 - 8, 'write_finish', info)]
        if error:
            client_events.append((end - 4, 'exception', {'exception.type': 'elanus::Code::kInternal',
                                                         'exception.message': 'remote or network error[remote]: biz error: ' + error}))
        self.span(caller, id, parent, name, start, end, CLIENT, dict(common, **{'kitex.send_size': out, 'kitex.recv_size': back, 'server.address': '127.0.0.1', 'server.port': 8888}),
                  client_events, error and 'remote or network error[remote]: biz error: ' + error)
        self.span(callee, id + 1, id, name, s0, s1, SERVER, dict(common, **{'kitex.recv_size': out, 'kitex.send_size': back, 'peer.service': caller}),
                  server_events, error and 'biz error: ' + error)

    def request(self):
        out = b''
        for service, spans in self.by_service.items():
            resource = attributes(1, {'service.name': service, 'service.version': '1.0.0', 'deployment.environment': 'production',
                                      'host.name': 'devbox', 'process.pid': 4217, 'telemetry.sdk.name': 'elanus', 'telemetry.sdk.language': 'cpp'})
            scope = field(1, 'elanus') + field(2, '0.1.0')
            out += field(1, field(1, resource) + field(2, field(1, scope) + b''.join(spans)))
        return out


def guide(begin, trace=GUIDE, scale=1.0):
    """The workflow of the guide: create a user, then fetch it."""
    r = Recorder(trace, begin, scale)
    r.span('user-client', 0x10, 0, 'CallUserServiceWorkflow', 0, 12410, attrs={'workflow.name': 'user-management', 'created.user_id': 12346, 'fetched.user_name': 'Alice'})
    r.call('user-client', 'user-service', 0x20, 0x10, 'user.UserService/CreateUser', 130, 6890, (620, 6480))
    r.span('user-service', 0x22, 0x21, 'UserService.CreateUser', 700, 6400, attrs={'user.name': 'Alice', 'user.email': 'alice@example.com', 'user.id': 12346})
    r.span('user-service', 0x23, 0x22, 'MySQL.InsertUser', 1010, 6020, CLIENT, {'db.system': 'mysql', 'db.operation': 'INSERT', 'db.table': 'users'})
    r.call('user-client', 'user-service', 0x30, 0x10, 'user.UserService/GetUser', 7140, 12180, (7580, 11790), (254, 118))
    r.span('user-service', 0x32, 0x31, 'UserService.GetUser', 7660, 11710, attrs={'user.id': 12346})
    r.span('user-service', 0x33, 0x32, 'MySQL.SelectUser', 7790, 10340, CLIENT, {'db.system': 'mysql', 'db.operation': 'SELECT', 'db.table': 'users', 'db.user_id': 12346})
    r.span('user-service', 0x34, 0x32, 'GetUserFromCache', 10450, 11560, CLIENT, {'cache.system': 'redis', 'cache.key': 'user:12346', 'cache.hit': False})
    return r


def failed(begin):
    r = Recorder(FAILED, begin)
    why = 'user_id must be positive, got -7'
    r.call('api-gateway', 'user-service', 0x20, 0x10, 'user.UserService/GetUser', 180, 1720, (510, 1450), (248, 96), why)
    r.span('api-gateway', 0x10, 0, 'HTTP.GET /users/-7', 0, 1900, SERVER, {'http.request.method': 'GET', 'http.response.status_code': 500}, error='upstream failed')
    r.span('user-service', 0x22, 0x21, 'UserService.GetUser', 580, 1370, attrs={'user.id': -7}, error=why, events=[
        (1300, 'exception', {'exception.type': 'InvalidArgument', 'exception.message': why,
                             'exception.stacktrace': 'UserHandler::GetUser(Context const&, GetUserRequest) handler.cc:31\nuser::Dispatch user.cc:118'})],
           links=[(GUIDE, 0x31)])
    return r


def remote(begin):
    r = Recorder(REMOTE, begin)
    r.span('order-service', 0x50, 0x4F, 'order.OrderService/List', 0, 840, SERVER, {'request.protocol': 'Framed', 'rpc.system': 'kitex'})
    r.span('order-service', 0x51, 0x50, 'OrderService.List', 60, 800)
    return r


def hostile(begin):
    """What a span is called must not become markup."""
    evil = '<script>window.pwned=1</script><img src=x onerror="window.pwned=1">'
    r = Recorder(HOSTILE, begin)
    r.span(evil, 0x60, 0, evil, 0, 300, SERVER, {evil: evil, 'request.protocol': evil}, [(100, evil, {evil: evil}), (120, 'exception', {
        'exception.type': evil, 'exception.message': evil, 'exception.stacktrace': evil})], evil)
    return r


# --- the test ---

def start_viewer(command, output):
    """Its terminal is a file, so that it never waits for a reader."""
    viewer = subprocess.Popen(command + ['--otlp-grpc', '127.0.0.1:0', '--otlp', '127.0.0.1:0', '--ui', '127.0.0.1:0'], stdout=open(output, 'w'))
    while viewer.poll() is None:
        found = re.match(r'traces: (http://\S+)\notlp: +(http://\S+)\n', open(output).read())
        if found:
            return viewer, found.group(1), found.group(2)
        time.sleep(0.02)
    sys.exit(f'the viewer ended with {viewer.returncode}')


def start_browser(profile, dark):
    options = webdriver.ChromeOptions()
    for flag in ('--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
                 '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--user-data-dir=' + profile,
                 '--window-size=1440,810', '--force-device-scale-factor=1', '--lang=en'):
        options.add_argument(flag)
    if dark:
        options.add_argument('--blink-settings=preferredColorScheme=0')
    options.set_capability('goog:loggingPrefs', {'browser': 'ALL'})
    return webdriver.Chrome(service=Service('/usr/bin/chromedriver'), options=options)


class Page:
    def __init__(self, browser, url, otlp):
        self.browser, self.url, self.otlp = browser, url, otlp

    def send(self, recorder):
        request = urllib.request.Request(self.otlp, recorder.request(), {'Content-Type': 'application/x-protobuf'})
        assert urllib.request.urlopen(request).read() == b''

    def read(self, path):
        return urllib.request.urlopen(self.url + path).read().decode()

    def all(self, css):
        return [e for e in self.browser.find_elements(By.CSS_SELECTOR, css) if e.is_displayed()]

    def texts(self, css):
        return [e.text for e in self.all(css)]

    def until(self, what, condition):
        try:
            return WebDriverWait(self.browser, 15, ignored_exceptions=[StaleElementReferenceException]).until(lambda _: condition())
        except Exception as error:
            raise AssertionError(f'{what}; the page says: {self.browser.find_element(By.TAG_NAME, "body").text[:600]}') from error

    def filter(self, text, names):
        box = self.browser.find_element(By.ID, 'filter')
        box.send_keys(Keys.CONTROL, 'a', Keys.NULL, Keys.BACKSPACE, text)
        self.until(f'filter "{text}" leaves {names}', lambda: self.texts('#rows b') == names)

    def key(self, *keys):
        webdriver.ActionChains(self.browser).send_keys(*keys).perform()


def check_list(page, now):
    page.browser.get(page.url)
    page.until('the empty page tells where to send', lambda: 'OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:' in page.texts('#empty')[0])
    page.send(remote(now - 9_000_000_000))
    page.send(failed(now - 4_000_000_000))
    page.send(guide(now - 1_000_000_000))
    names = ['CallUserServiceWorkflow', 'HTTP.GET /users/-7', 'order.OrderService/List']
    page.until('traces appear by themselves, newest first', lambda: page.texts('#rows b') == names)
    row = page.texts('#rows a')[0]
    for word in ('user-client', 'user-service', 'TTHeader|Framed', '12.4 ms', '10'):
        assert word in row, f'{word} in {row}'
    assert '4 errors' in page.texts('#rows a')[1]
    assert 'remote parent' in page.texts('#rows a')[2]
    assert '16 spans received' in page.texts('#truth')[0], page.texts('#truth')
    page.filter('status=error', names[1:2])
    page.filter('>10ms', names[:1])
    page.filter('service=order', names[2:])
    page.filter('method=createuser', names[:1])
    page.filter('service=user status=ok', names[:1])
    page.filter(FAILED[:8], names[1:2])
    page.filter('protocol=framed <1ms', names[2:])
    page.filter('no such thing', [])
    page.until('an empty result is said', lambda: 'No trace matches' in page.texts('#empty')[0])
    page.filter('', names)


def check_waterfall(page):
    page.all('#rows a')[0].click()
    page.until('a click opens the waterfall', lambda: len(page.all('.row')) == 10)
    assert page.browser.current_url == page.url + '/traces/' + GUIDE
    labels = page.texts('.row .label')
    assert labels == ['CallUserServiceWorkflow', 'user.UserService/CreateUser', 'user.UserService/CreateUser', 'UserService.CreateUser',
                      'MySQL.InsertUser', 'user.UserService/GetUser', 'user.UserService/GetUser', 'UserService.GetUser',
                      'MySQL.SelectUser', 'GetUserFromCache'], labels
    left = [e.location['x'] for e in page.all('.row .label')]
    assert left[0] < left[1] < left[2] < left[3] < left[4] and left[1] == left[5], left
    assert len(page.all('.wire')) >= 4, 'the way to the server and back is marked on both calls'
    assert page.all('.part'), 'the critical path is marked'
    assert page.all('.tick'), 'events are marked'


def check_panel(page):
    page.all('.row')[1].click()
    page.until('a click on a span opens the panel', lambda: page.all('#panel'))
    panel = page.texts('#panel')[0]
    for word in ('rpc.service', 'user-service', 'TTHeader|Framed', 'connect', 'write', 'wait', 'decode', 'bytes out', '286 B', '61 B', 'client_conn_start'):
        assert word in panel, f'{word} in {panel}'
    page.key('j')
    page.until('keys go to the next span', lambda: 'handle' in page.texts('#panel')[0] and 'queue' in page.texts('#panel')[0])
    page.key(Keys.ARROW_LEFT)
    page.until('keys fold', lambda: len(page.all('.row')) == 8)
    page.key(Keys.ARROW_RIGHT)
    page.until('keys unfold', lambda: len(page.all('.row')) == 10)


def check_permalink(page):
    page.browser.get(f'{page.url}/trace/{FAILED}#0000000000000022')
    page.until('a permalink opens trace and span', lambda: page.all('#panel') and len(page.all('.row')) == 4)
    panel = page.texts('#panel')[0]
    for word in ('user_id must be positive, got -7', 'InvalidArgument', 'LINKS', GUIDE):
        assert word in panel, f'{word} in {panel}'
    assert len(page.all('.row.fail')) == 4
    page.key(Keys.ESCAPE)
    page.until('Escape closes the panel', lambda: not page.all('#panel'))
    page.key('e')
    page.until('e finds an error', lambda: 'upstream failed' in page.texts('#panel')[0])
    page.key(Keys.ESCAPE, Keys.ESCAPE)
    page.until('Escape goes back to the list', lambda: len(page.all('#rows a')) == 3)
    page.browser.get(f'{page.url}/traces/{REMOTE}')
    page.until('a missing parent has a row', lambda: page.texts('.row .label')[:1] == ['remote parent 000000000000004f'])
    otlp = json.loads(page.read(f'/traces/{GUIDE}.json'))
    assert sum(len(s['spans']) for r in otlp['resourceSpans'] for s in r['scopeSpans']) == 10
    assert 'MySQL.InsertUser' in page.read(f'/traces/{GUIDE}.txt')


def check_live_trace(page, now):
    """A trace that is open grows when its spans arrive late."""
    r = Recorder(REMOTE, now - 9_000_000_000)
    r.span('api-gateway', 0x4F, 0, 'HTTP.GET /orders', -150, 1200, CLIENT)
    page.send(r)
    page.until('the missing parent has arrived', lambda: 'HTTP.GET /orders' in page.texts('.row .label')[0])


def check_hostile(page):
    page.send(hostile(time.time_ns()))
    page.browser.get(page.url)
    page.until('the hostile trace is listed', lambda: any('<script>' in t for t in page.texts('#rows b')))
    page.browser.get(f'{page.url}/traces/{HOSTILE}#0000000000000060')
    page.until('the hostile span is shown as text', lambda: page.all('#panel') and '<script>window.pwned=1</script>' in page.texts('#panel')[0])
    page.all('.row')[0].click()
    assert page.browser.execute_script('return window.pwned') is None, 'a span ran as a script'
    assert not page.browser.find_elements(By.CSS_SELECTOR, 'img')


def check_terminal(output):
    """Each trace is printed once, and nothing in it drives the terminal."""
    text = open(output).read()
    assert text.count('CallUserServiceWorkflow  12.4 ms  10 spans of 2 services  TTHeader|Framed\n' + GUIDE) == 1, text
    assert f'/traces/{GUIDE}\n' in text and '\x1b' not in text, text


def check_console(page):
    bad = [e['message'] for e in page.browser.get_log('browser') if e['level'] in ('SEVERE', 'WARNING')]
    assert not bad, bad


def option(arguments, name):
    if name not in arguments:
        return None
    at = arguments.index(name)
    value = arguments[at + 1]
    del arguments[at:at + 2]
    return value


def shoot(page, picture, listing, begin):
    if listing:  # fourteen more, so that it looks like a day's work
        for i in range(14):
            r = guide(begin - (i + 2) * 7_300_000_000, '%032x' % (0xA3CE929D0E0E4736 * (i + 3)), 0.45 + i * i * 29 % 17 / 14)
            page.send(r)
        page.browser.get(page.url)
        page.until('the list is there', lambda: len(page.all('#rows a')) > 10)
        page.browser.save_screenshot(listing)
    if picture:
        page.browser.get(f'{page.url}/traces/{GUIDE}#0000000000000020')
        page.until('the panel is there', lambda: page.all('#panel'))
        page.browser.save_screenshot(picture)


def main():
    arguments = sys.argv[1:]
    picture, listing = option(arguments, '--screenshot'), option(arguments, '--list')
    dark = '--dark' in arguments
    command = [a for a in arguments if a != '--dark']
    if not command:
        sys.exit(__doc__)
    profile = tempfile.mkdtemp(prefix='traces-page-')
    output = os.path.join(profile, 'terminal.txt')
    viewer, url, otlp = start_viewer(command, output)
    browser = None
    try:
        browser = start_browser(os.path.join(profile, 'chromium'), dark)
        page = Page(browser, url, otlp)
        begin = time.time_ns()
        check_list(page, begin)
        check_waterfall(page)
        check_panel(page)
        check_permalink(page)
        check_live_trace(page, begin)
        if picture or listing:
            shoot(page, picture, listing, begin)
        check_hostile(page)
        check_console(page)
        check_terminal(output)
    finally:
        if browser:
            browser.quit()
        viewer.send_signal(signal.SIGTERM)
        code = viewer.wait(10)
        shutil.rmtree(profile, ignore_errors=True)
    assert code == 0, f'the viewer ended with {code}'
    print('traces page: ok')


if __name__ == '__main__':
    main()
