// Names of included files: one file by two ways, a file behind a file, a path with dots, both quotes.
include "parts/base.thrift"
include 'parts/more/deep.thrift'
include "./parts/../parts/shared.name.thrift"
include "parts/diamond.thrift"

struct A {
  1: base.User user
  2: shared.name.Thing thing
  3: list<base.Level> levels = [base.Level.LOW, 1]
  4: i32 answer = base.ANSWER
  5: diamond.Users users
}
service S extends deep.Root { base.User get() throws (1: base.Gone gone) }
