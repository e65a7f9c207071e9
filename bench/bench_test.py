#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the driver: what it makes of figures. No program is started and no time is asserted."""
import os
import sys
import unittest
import xml.dom.minidom

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import chart, columns, goals, h2load, programs, publish, stats, table  # noqa: E402
from driver.section import Row, Section  # noqa: E402
from sections import grpc  # noqa: E402


def section(*rows):
    return {'name': 'alone-100x1', 'title': 'Title & more', 'note': '', 'columns': ['qps', 'qps_share', 'p99'],
            'rows': list(rows)}


def row(name, *rounds, failure=None, missing=None):
    return {'name': name, 'limit': 'raw', 'failure': failure, 'missing': missing, 'rounds': list(rounds)}


RAW = row('raw', {'qps': 100e3, 'p99_us': 900}, {'qps': 200e3, 'p99_us': 1100}, {'qps': 50e3, 'p99_us': 1000})
ELANUS = row('Elanus', {'qps': 90e3, 'p99_us': 800}, {'qps': 100e3, 'p99_us': 900}, {'qps': 60e3, 'p99_us': 700})


class StatsTest(unittest.TestCase):
    def test_median_is_the_middle_or_between_the_two(self):
        self.assertEqual(stats.median([3, 1, 2]), 2)
        self.assertEqual(stats.median([4, 1, 3, 2]), 2.5)

    def test_ratios_are_taken_round_by_round(self):
        spread = stats.ratios(ELANUS['rounds'], RAW['rounds'], 'qps')
        self.assertEqual((spread.least, spread.median, spread.greatest), (0.5, 0.9, 1.2))

    def test_a_total_weighs_rounds_by_their_calls(self):
        rounds = [{'calls': 1, 'server_cpu_us': 10}, {'calls': 3, 'server_cpu_us': 2}]
        self.assertEqual(stats.total(rounds, 'server_cpu_us'), 4)

    def test_quantile_of_few_values_is_one_of_them(self):
        self.assertEqual([stats.quantile([1, 2, 3, 4], q) for q in (0, 0.5, 0.99, 1)], [1, 3, 4, 4])

    def test_a_figure_that_no_round_has_is_none(self):
        self.assertIsNone(stats.Spread.of(RAW['rounds'], 'memory_mb'))


class TableTest(unittest.TestCase):
    def test_cells_show_median_and_spread(self):
        self.assertEqual(columns.cells(section(RAW, ELANUS), ELANUS), ['90.0 K', '0.90 (0.50-1.20)', '800 us'])

    def test_every_column_shows_every_row_without_failing(self):
        every = section(RAW, ELANUS)
        every['columns'] = [name for name in columns.COLUMNS if 'cpu' not in name]
        for one in every['rows']:
            self.assertEqual(len(columns.cells(every, one)), len(every['columns']))

    def test_a_total_share_and_what_is_more(self):
        rounds = [{'calls': 10, 'server_cpu_us': 2.0, 'memory_mb': 5.0}], [{'calls': 10, 'server_cpu_us': 3.0, 'memory_mb': 7.5}]
        limit, own = row('raw', *rounds[0]), row('Elanus', *rounds[1])
        made = section(limit, own)
        made['columns'] = ['server_cpu_of_none', 'more_memory']
        self.assertEqual(columns.cells(made, own), ['1.500', '+2.5'])

    def test_a_row_without_rounds_says_why(self):
        lines = table.text_table(section(RAW, row('gRPC', missing='not built')))
        self.assertIn('  gRPC: not built', lines)
        lines = table.markdown_table(section(RAW, row('gRPC', failure='ended with 1')))
        self.assertIn('| gRPC | ended with 1 | | |', lines)

    def test_a_row_that_others_disturbed_has_a_mark(self):
        self.assertEqual(table.label(row('Elanus', {'qps': 1, 'others': 0.5})), 'Elanus *')
        self.assertEqual(table.label(row('Elanus', {'qps': 1, 'others': 0.01})), 'Elanus')

    def test_columns_are_aligned(self):
        lines = table.text_table(section(RAW, ELANUS))
        self.assertEqual(len({len(line) for line in lines[1:]}), 1)


class PublishTest(unittest.TestCase):
    RESULTS = {'machine': {'cpu': 'CPU', 'cores': 2, 'kernel': '6'}, 'mode': 'quick', 'mark': None, 'seconds': 1, 'rounds': 3,
               'sections': [section(RAW, ELANUS, row('gRPC', missing='not built'))]}

    def test_figures_replace_the_older_ones_only(self):
        document = f'before\n{publish.BEGIN}old\n{publish.END}\nafter\n'
        once = publish.into(document, self.RESULTS)
        self.assertTrue(once.startswith('before\n') and once.endswith('\nafter\n'))
        self.assertNotIn('old', once)
        self.assertIn('0.90 (0.50-1.20)', once)
        self.assertEqual(publish.into(once, self.RESULTS), once)

    def test_a_document_without_marks_is_refused(self):
        with self.assertRaises(ValueError):
            publish.into('nothing here', self.RESULTS)

    def test_a_busy_machine_is_told_to_readers(self):
        self.assertIn('busy', publish.markdown(dict(self.RESULTS, mark='the machine is busy')))

    def test_compact_json_is_the_same_json(self):
        import json
        self.assertEqual(json.loads(publish.compact(self.RESULTS)), self.RESULTS)

    def test_the_chart_is_well_formed_and_has_a_bar_a_measured_row(self):
        drawn = xml.dom.minidom.parseString(chart.svg(self.RESULTS['sections']))
        bars = [rect for rect in drawn.getElementsByTagName('rect') if rect.getAttribute('fill') != 'white']
        self.assertEqual(len(bars), 2)


class GoalsTest(unittest.TestCase):
    RESULTS = {'sections': [{'name': 'alone-100x1', 'rows': [
        row('raw', {'calls': 10, 'qps': 100, 'server_cpu_us': 4.0}), row('Elanus', {'calls': 10, 'qps': 90, 'server_cpu_us': 5.5})]}]}

    def aim(self, key, bound, value, **more):
        return goals.Aim('words', 'alone-100x1', 'Elanus', key, bound, value, 'raw', **more)

    def test_a_ratio_and_a_difference(self):
        self.assertEqual(self.aim('qps', goals.LEAST, 0.88).measured(self.RESULTS), 0.9)
        self.assertEqual(self.aim('server_cpu_us', goals.MOST, 1, less=True).measured(self.RESULTS), 1.5)
        self.assertEqual(self.aim('server_cpu_us', goals.MOST, 1, whole=True).measured(self.RESULTS), 1.375)

    def test_bounds_hold_for_the_bound_itself(self):
        self.assertTrue(self.aim('qps', goals.LEAST, 0.9).reached(0.9))
        self.assertFalse(self.aim('qps', goals.LEAST, 0.9).reached(0.89))
        self.assertFalse(self.aim('qps', goals.MOST, 0.9).reached(0.91))

    def test_what_was_not_measured_is_left_out(self):
        self.assertIsNone(goals.Aim('words', 'idle', 'Elanus', 'bytes_each', goals.MOST, 1).measured(self.RESULTS))
        self.assertEqual(goals.text({'sections': []}), ['Aims'])


class SectionTest(unittest.TestCase):
    class Bench:
        rounds, seconds, seconds_given = 2, 1, False

    def test_rounds_are_interleaved(self):
        order = []

        def measured(name):
            order.append(name)
            return {'qps': 1}
        made = Section('s', 'S', ['qps'], [Row('a', lambda: measured('a')), Row('b', lambda: measured('b'))])
        made.run(self.Bench())
        self.assertEqual(order, ['a', 'b', 'a', 'b'])

    def test_a_row_that_fails_is_left_out_from_then_on(self):
        def fails():
            raise programs.Failed('ended with 1')
        bad, good = Row('bad', fails), Row('good', lambda: {'qps': 1})
        Section('s', 'S', ['qps'], [bad, good]).run(self.Bench())
        self.assertEqual((bad.failure, bad.rounds, len(good.rounds)), ('ended with 1', [], 2))

    def test_a_row_without_its_program_is_not_measured(self):
        absent = Row('absent', lambda: self.fail('it was measured'), missing='not built')
        Section('s', 'S', ['qps'], [absent]).run(self.Bench())
        self.assertEqual(absent.to_json()['missing'], 'not built')


class AttackTest(unittest.TestCase):
    def test_what_an_attacker_leaves(self):
        quiet = {'server_share': 0.4, 'qps': 1000}
        self.assertAlmostEqual(grpc.kept({'server_share': 0.45, 'qps': 1000}, quiet), 0.95)
        self.assertAlmostEqual(grpc.kept({'server_share': 0.39, 'qps': 1000}, quiet), 1)
        self.assertAlmostEqual(grpc.kept({'server_share': 0.4, 'qps': 800}, quiet), 0.8)


class ProgramsTest(unittest.TestCase):
    def test_the_last_line_counts(self):
        self.assertEqual(programs.last_json('noise\n{"qps": 1}\n', 'load'), {'qps': 1})

    def test_what_is_no_json_is_named(self):
        with self.assertRaisesRegex(programs.Failed, 'load: expected a line of JSON'):
            programs.last_json('Segmentation fault', 'load')

    def test_a_message_of_grpc(self):
        self.assertEqual(h2load.message(3), b'\0\0\0\0\x05\x0a\x03xxx')
        self.assertEqual(h2load.message(300)[:8], b'\0\0\0\x01\x2f\x0a\xac\x02')


if __name__ == '__main__':
    unittest.main()
