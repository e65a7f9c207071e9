#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""random_program.py SEED FOLDER: writes random_SEED.thrift, a program with about forty declarations, and
random_SEED.cc, which makes random values of its types by the templates of random_value.h. One seed, one program.

Apache's compiler takes these programs as well. For that they leave out what only the rest of the corpus can hold: names
that are used before they are declared; fields without an id (Apache's are negative), ids below 1; 0o17; string escapes
other than those of quotes, \\n, \\r, \\t and \\\\; constants of enums, structs and containers as values; stream<T>; keywords of any language as names; and, since Python must
be able to hash them, containers and plain structs as keys and elements of sets."""
import os
import random
import sys

# Each base type with literals of it that every compiler reads alike.
BASE = {
    'bool': ['true', 'false', '1', '0'],
    'byte': ['0', '127', '-128', '0x7f'],
    'i8': ['5', '-1'],
    'i16': ['-32768', '32767', '+12'],
    'i32': ['2147483647', '-2147483648', '0xABC', '7'],
    'i64': ['9223372036854775807', '-9223372036854775807', '0x7fffffffffffffff', '0'],
    'double': ['1.5', '-2.5e-7', '1e300', '3', '.25', '0.1', '1E10'],
    'string': ['"text"', "'text'", '""', r'"say \"hi\""', r"'it\'s'", '"gr\u00fc\u00df \u4e16 \U0001f642"', r'"a\tb\nc\rd"',
               '"/* no */ // comment #"', '"%d ??/ {x}"', r'"back\\slash ."'],
    'binary': ['"bytes"', "'x'", '""'],
}
COMMENTS = ['// one line', '# a number sign', '/* a block */', '/** a doc comment\n * of two lines\n */',
            '// ends with a backslash \\', '// \u00dcbergr\u00f6\u00dfe */ "quoted', '// ??/', '/* // both */']


class Type:
    """A type as the IDL writes it. `values` are literals of it; `key` says whether Python can hash it; `binary` is
    there because C++ has one type for it and string, and only a string must be UTF-8; `nameable` because Apache's
compiler knows only constants of base types by their names."""

    def __init__(self, text, values, key=False, binary=False, nameable=False):
        self.text, self.values, self.key, self.binary, self.nameable = text, values, key, binary, nameable


class Program:
    def __init__(self, seed):
        self.seed = seed
        self.random = random.Random(seed)
        self.space = f'random{seed}'
        self.idl = []
        self.fills = []     # definitions of Fill, in C++
        self.forwards = []  # and their declarations
        self.shapes = []    # names of structs, unions and exceptions
        self.types = [Type(name, values, True, name == 'binary', True) for name, values in BASE.items()]
        self.named = []     # types that the program declares
        self.containers = []
        self.exceptions = []
        self.constants = []  # (Type, its name or, where Apache does not know that, its value)
        self.services = []
        self.count = 0

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def pick(self, things):
        return self.random.choice(things)

    def name(self, prefix):
        self.count += 1
        return self.pick([f'{prefix}{self.count}', f'{prefix}_{self.count}_x', f'{prefix}{self.count}Of'])

    def comment(self, percent, indent=''):
        if self.chance(percent):
            self.idl.extend(indent + line for line in self.pick(COMMENTS).split('\n'))

    def annotations(self, percent=10):
        return self.pick([' (a.b = "c")', " (x = 'say \"hi\"', y = \"\")"]) if self.chance(percent) else ''

    def any_type(self, depth=0, key=False):
        known = [t for t in self.types + self.named * 3 if t.key or not key]
        if key or depth > 2 or self.chance(55):
            return self.pick(known)
        # Mostly one that is there already: what takes the compiler long is the number of different containers.
        if self.containers and self.chance(70):
            return self.pick(self.containers)
        self.containers.append(self.container(depth))
        return self.containers[-1]

    def container(self, depth):
        kind = self.pick(['list', 'list', 'set', 'map'])
        element = self.any_type(depth + 1, key=kind == 'set')
        some = [self.pick(element.values) for _ in range(2)] if element.values else []
        if kind != 'map':
            # Apache's Python cannot build a set of structs that hold values: leave those empty.
            values = ['[]'] + ([f'[{", ".join(some)}]'] if some and not (kind == 'set' and some[0][0] == '{') else [])
            return Type(f'{kind}<{element.text}>', values)
        by = self.any_type(depth + 1, key=True)
        values = ['{}'] + ([f'{{{self.pick(by.values)}: {some[0]}}}'] if some and by.values else [])
        return Type(f'map<{by.text}, {element.text}>', values)

    def enum(self):
        name, members, last = self.name('E'), [], self.random.randrange(-9, 9)
        self.idl.append(f'enum {name} {{')
        for _ in range(self.random.randrange(1, 6)):
            member = self.name('V')
            given = not members or self.chance(60)
            last += self.random.randrange(1, 9) if given else 1
            self.comment(10, '  ')
            value = f' = {last}' if given else ''
            self.idl.append(f'  {member}{value}{self.annotations()}{self.pick([",", ";", ""])}')
            members.append(member)
        self.idl.append('}' + self.annotations())
        self.types.append(Type(name, [f'{name}.{member}' for member in members], True))
        cases = ', '.join(f'{name}::{member}' for member in members)
        self.fill(name, [f'v = chance.Percent(90) ? chance.Pick({{{cases}}}) : static_cast<{name}>(chance.Number());'])

    def typedef(self):
        of, name = self.any_type(), self.name('T')
        self.idl.append(f'typedef {of.text} {name}{self.annotations()}')
        self.named.append(Type(name, of.values, of.key, of.binary, of.nameable))

    def constant(self):
        of = self.any_type()
        if not of.values:
            return
        name, value = self.name('C'), self.pick(of.values)
        self.idl.append(f'const {of.text} {name} = {value}{self.pick(["", ";", ","])}')
        self.constants.append((of, name if of.nameable else value))

    def fill(self, name, lines):
        self.forwards.append(f'void Fill(Chance& chance, {name}& v);')
        self.fills.append(f'void Fill(Chance& chance, {name}& v) {{\n  ' + '\n  '.join(lines) + '\n}\n')

    def fields(self, own, key=False, union=False):
        """Writes the fields; gives (name, Type) of each."""
        made, number = [], 0
        for _ in range(self.random.randrange(1, 5) if union else self.random.randrange(7)):
            number += self.random.randrange(1, 4)
            of = self.any_type(key=key)
            need = '' if union else self.pick(['', '', 'required ', 'optional '])
            if own and self.chance(8) and not (union and not made):
                of = Type(own, []) if self.chance(50) else Type(f'list<{own}>', [])
                need = '' if union else 'optional '
            name = self.name('f')
            default = ''
            if of.values and not union and self.chance(30):
                same = [value for constant_type, value in self.constants if constant_type is of]
                default = f' = {self.pick(same or of.values)}'
            self.comment(15, '  ')
            self.idl.append(f'  {number}: {need}{of.text} {name}{default}{self.annotations()}{self.pick([",", ";", ""])}')
            made.append((name, of))
        return made

    def struct(self, form='struct', key=False):
        name = self.name({'struct': 'S', 'exception': 'X', 'union': 'U'}[form])
        self.idl.append(f'{form} {name} {{')
        fields = self.fields('' if key else name, key, form == 'union')
        self.idl.append('}' + (' (python.immutable = "")' if key else self.annotations()))
        self.shapes.append(name)
        if form == 'union':
            # The first arm holds no union of the same kind again, so it ends every recursion.
            cases = [f'if (arm == {i}) FillArm(chance, v, &{name}::set_{each});' for i, (each, _) in enumerate(fields)]
            self.fill(name, ['Chance::Nest nest(chance);',
                             f'const int arm = chance.Deep() ? 0 : chance.Below({len(fields)});', *cases])
        else:
            self.fill(name, ['Chance::Nest nest(chance);' if fields else '(void)chance, (void)v;'] +
                      [f'{"FillBytes" if of.binary else "Fill"}(chance, v.{each});' for each, of in fields])
        (self.exceptions if form == 'exception' else self.named).append(Type(name, [] if fields else ['{}'], key))

    def service(self):
        name = self.name('Service')
        base = f' extends {self.pick(self.services)}' if self.services else ''
        self.idl.append(f'service {name}{base} {{')
        for _ in range(3):
            arguments = ', '.join(f'{i + 1}: {self.any_type().text} {self.name("a")}' for i in range(self.random.randrange(4)))
            function = f'{self.name("F")}({arguments})'
            if self.chance(20):
                self.idl.append(f'  oneway void {function}')
                continue
            throws = f' throws (1: {self.pick(self.exceptions).text} x)' if self.chance(50) else ''
            self.idl.append(f'  {self.pick(["void", self.any_type().text])} {function}{throws}{self.pick([",", ";", ""])}')
        self.idl.append('}')
        self.services.append(name)

    def constants_struct(self):
        """The values of all constants as defaults, so that they are compared as well."""
        name = self.name('AllConstants')
        self.idl.append(f'struct {name} {{')
        for i, (of, value) in enumerate(self.constants):
            self.idl.append(f'  {i + 1}: {of.text} f{i} = {value}')
        self.idl.append('}')
        self.shapes.append(name)
        self.fill(name, [f'{"FillBytes" if of.binary else "Fill"}(chance, v.f{i});'
                         for i, (of, _) in enumerate(self.constants)])

    def build(self):
        self.idl += ['// Made by random_program.py.', f'namespace cpp {self.space}', f'namespace py {self.space}', '']
        steps = [self.enum] * 4 + [self.typedef] * 5 + [self.constant] * 10 + [self.struct] * 10
        steps += [lambda: self.struct('union')] * 2 + [lambda: self.struct(key=True)] * 2
        steps += [lambda: self.struct('exception')] * 2
        self.random.shuffle(steps)
        services = [self.service] * (2 if self.seed % 3 == 0 else 0)  # their headers take long to compile, too
        for step in [*steps, *services, self.constants_struct]:
            self.comment(30)
            step()
            if self.chance(80):
                self.idl.append('')

    def cpp(self):
        add = '\n'.join(f'  shapes.push_back(std::make_unique<ShapeOf<{name}>>("{name}"));' for name in self.shapes)
        head = '\n'.join(f'#include "{path}"' for path in [f'{self.space}/{self.space}.h', 'tests/idl/random_value.h'])
        body = '\n'.join(self.forwards) + '\n\n' + '\n'.join(self.fills)
        return (f'// Made by random_program.py.\n{head}\n\nnamespace {self.space} {{\n\nusing namespace ::elanus::idl;\n\n'
                f'{body}\nShapes AllShapes() {{\n  Shapes shapes;\n{add}\n  return shapes;\n}}\n\n}}  // namespace {self.space}\n')


def write(path, text):
    """Leaves a file alone that is right already, so that nothing is built again."""
    try:
        with open(path, encoding='utf-8') as old:
            if old.read() == text:
                return
    except FileNotFoundError:
        pass
    with open(path, 'w', encoding='utf-8') as out:
        out.write(text)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program = Program(int(sys.argv[1]))
    program.build()
    os.makedirs(sys.argv[2], exist_ok=True)
    write(os.path.join(sys.argv[2], f'{program.space}.thrift'), '\n'.join(program.idl) + '\n')
    write(os.path.join(sys.argv[2], f'{program.space}.cc'), program.cpp())


if __name__ == '__main__':
    main()
