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
  --publish     writes the results to docs/, with the chart
  --from FILE   shows or publishes results that were measured before (build/bench/results.json)
"""
import argparse
import json
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import sections  # noqa: E402
from driver import goals, machine, publish, table  # noqa: E402
from driver.run import Bench  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TIMES = {'smoke': (0.05, 0.02, 1), 'quick': (0.6, 0.15, 3), 'full': (1.5, 0.3, 3)}  # seconds, warm-up, rounds


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for flag in ('--quick', '--smoke', '--anyhow', '--build', '--list', '--publish'):
        parser.add_argument(flag, action='store_true')
    parser.add_argument('--only', default='')
    parser.add_argument('--from', dest='file')
    parser.add_argument('--seconds', type=float)
    parser.add_argument('--rounds', type=int)
    parser.add_argument('--build-dir', default=os.path.join(ROOT, 'build', 'release'))
    parser.add_argument('--results', default=os.path.join(ROOT, 'build', 'bench'))
    return parser.parse_args()


def wanted(name, only):
    return not only or any(word in name for word in only.split(','))


def show(results, section):
    if results['mark']:
        print('MARK: ' + results['mark'])
    print('\n'.join(table.text_table(section)), end='\n\n', flush=True)


def too_busy(args):
    """What is to be said about the machine, and whether that is a reason to measure nothing."""
    busy = 0 if args.smoke else machine.others_now()
    if busy <= machine.BUSY_SHARE:
        return None, False
    return f'the machine is busy: others use {busy:.2f} of {os.cpu_count()} cores', not args.anyhow


def measure(args, bench, chosen, mark):
    about = machine.describe()
    pinned = 'server on core 0, load on core 1' if bench.server_cores else 'NOT PINNED: there is one core only'
    print(f'{about["cpu"]}, {about["cores"]} cores, Linux {about["kernel"]}; {pinned}; '
          f'medians of {bench.rounds} interleaved rounds of {bench.seconds:g} s (least-greatest); *: others were busy too\n')
    results = {'machine': about, 'mode': bench.mode, 'mark': mark, 'seconds': bench.seconds, 'rounds': bench.rounds,
               'sections': []}
    os.makedirs(args.results, exist_ok=True)
    for section in chosen:
        section.run(bench)
        results['sections'].append(section.to_json())
        show(results, results['sections'][-1])
        with open(os.path.join(args.results, 'results.json'), 'w') as file:
            json.dump(results, file, indent=1)
    return results


def main():
    args = arguments()
    docs = os.path.join(ROOT, 'docs')
    if args.file:
        with open(args.file) as file:
            results = json.load(file)
        for section in results['sections']:
            show(results, section)
        print('\n'.join(goals.text(results)))
        if args.publish:
            publish.publish(results, docs)
        return 0
    mode = 'smoke' if args.smoke else 'quick' if args.quick else 'full'
    seconds, warm_up, rounds = TIMES[mode]
    bench = Bench(ROOT, args.build_dir, args.results, mode, args.seconds or seconds, warm_up, args.rounds or rounds, args.build)
    bench.seconds_given = args.seconds is not None
    chosen = [section for module in sections.MODULES for section in module.sections(bench)
              if wanted(section.name, args.only)]
    if args.list:
        print('\n'.join(section.name for section in chosen))
        return 0
    mark, stop = too_busy(args)
    if stop:
        print(f'{mark}; figures would mean nothing. --anyhow prints them with a mark')
        return 0
    machine.raise_file_limit()
    begin = time.monotonic()
    results = measure(args, bench, chosen, mark)
    if not args.smoke:
        print('\n'.join(goals.text(results)))
    print(f'{time.monotonic() - begin:.0f} s')
    if args.publish:
        publish.publish(results, docs)
    failed = [f'{section["name"]}: {row["name"]}' for section in results['sections'] for row in section['rows'] if row['failure']]
    if failed:
        print('FAILED: ' + '; '.join(failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
