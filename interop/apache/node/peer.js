// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The interop contract (docs/interop.md) on Apache Thrift's Node library. Generated code lies in $INTEROP_GEN.
'use strict';

function parse(argv) {
  const options = { command: argv[0], '--name': 'interop', '--hops': '', '--case': '' };
  for (let i = 1; i < argv.length; ++i) {
    if (argv[i] === '--all') options['--all'] = true;
    else if (argv[i].startsWith('--') && i + 1 < argv.length) options[argv[i]] = argv[++i];
    else return null;
  }
  const complete = options.command === 'server' ? options['--listen']
    : options.command === 'client' && options['--connect'] && ['framed', 'buffered'].includes(options['--transport']) &&
      Boolean(options['--all']) !== Boolean(options['--case']);
  return complete ? options : null;
}

const options = parse(process.argv.slice(2));
if (!options) {
  console.error('expected: server --listen HOST:PORT | client --connect HOST:PORT --transport buffered|framed (--all | --case A,B)');
  process.exit(2);
}
require(options.command === 'server' ? './server' : './client').run(options);
