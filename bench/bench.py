#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""run bench: our figures beside the machine's limit and the peers, side by side on this machine.

  --quick       the most important rows, in 2 minutes (otherwise all of them, in 15)
  --smoke       every program once, in 10 seconds; figures mean nothing
  --only WORDS  only sections whose name holds one of these words, separated by commas; --list shows the names
  --seconds S, --rounds N
  --build       also how long the whole library takes to compile
  --anyhow      also on a busy machine
"""
import argparse
import json
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import sections  # noqa: E402
from driver import machine, table  # noqa: E402
from driver.run import Bench  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TIMES = {'smoke': (0.1, 0.05, 1), 'quick': (1.0, 0.3, 3), 'full': (2.0, 0.3, 3)}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for flag in ('--quick', '--smoke', '--anyhow', '--build', '--list'):
        parser.add_argument(flag, action='store_true')
    parser.add_argument('--only', default='')
    parser.add_argument('--seconds', type=float)
    parser.add_argument('--rounds', type=int)
    parser.add_argument('--build-dir', default=os.path.join(ROOT, 'build', 'release'))
    parser.add_argument('--results', default=os.path.join(ROOT, 'build', 'bench'))
    return parser.parse_args()


def wanted(name, only):
    return not only or any(word in name for word in only.split(','))


def main():
    args = arguments()
    mode = 'smoke' if args.smoke else 'quick' if args.quick else 'full'
    seconds, warm_up, rounds = TIMES[mode]
    bench = Bench(ROOT, args.build_dir, args.results, mode, args.seconds or seconds, warm_up, args.rounds or rounds, args.build)
    chosen = [section for module in sections.MODULES for section in module.sections(bench)
              if wanted(section.name, args.only)]
    if args.list:
        print('\n'.join(section.name for section in chosen))
        return 0
    busy = machine.others_now()
    mark = None
    if busy > machine.BUSY_SHARE and not args.smoke:
        mark = f'the machine is busy: others use {busy:.2f} of {os.cpu_count()} cores'
        if not args.anyhow:
            print(f'{mark}; figures would mean nothing. --anyhow prints them with a mark')
            return 0
    machine.raise_file_limit()
    begin = time.monotonic()
    about = machine.describe()
    print(f'{about["cpu"]}, {about["cores"]} cores, Linux {about["kernel"]}; server on core 0, load on core 1; '
          f'medians of {bench.rounds} interleaved rounds of {bench.seconds:g} s (least-greatest)')
    results = {'machine': about, 'mode': mode, 'mark': mark, 'seconds': bench.seconds, 'rounds': bench.rounds,
               'sections': []}
    os.makedirs(args.results, exist_ok=True)
    for section in chosen:
        section.run(bench)
        results['sections'].append(section.to_json())
        if mark:
            print('MARK: ' + mark)
        print('\n'.join(table.text_table(results['sections'][-1])), end='\n\n', flush=True)
        with open(os.path.join(args.results, 'results.json'), 'w') as file:
            json.dump(results, file, indent=1)
    print(f'{time.monotonic() - begin:.0f} s')
    failed = [row.name for section in chosen for row in section.rows if row.failure]
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
