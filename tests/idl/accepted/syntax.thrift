// warning: 77:3: the id of 'negative' in struct Point is not positive: -5
// warning: 78:3: the id of 'after_negative' in struct Point is not positive: -4
// warning: 79:3: the id of 'after_that' in struct Point is not positive: -3
// warning: 98:21: 'required' has no meaning in a union: 'point' of union Shape is taken as optional
// warning: 113:47: 'optional' has no meaning for an argument: 'times' of Full.Echo is always there
// warning: 113:117: 'required' has no meaning for an exception: 'gone' of Full.Echo is taken as optional
// thriftgo rejects some of it: see annotations_without_value, separators_after_declarations, streams.
/* The whole grammar in one file.
 * A block comment.
 */
include "parts/base.thrift"
include 'parts/shared.name.thrift'
cpp_include "<vector>"
namespace go example.syntax (go.package = "x")
namespace cpp example.syntax;
namespace * example
namespace py.twisted example,

# Constants: every way to write a number.
const i32 DECIMAL = 42
const i32 NEGATIVE = -42,
const i32 POSITIVE = +42;
const i64 HEX = 0xDeadBeef
const i64 NEGATIVE_HEX = -0x10
const i32 OCTAL = 0o17
const i64 SMALLEST = -9223372036854775808
const double PI = 3.14159
const double NO_WHOLE = .5
const double EXPONENT = 1e10
const double SIGNED_EXPONENT = -1.5E-7
const double FROM_INT = 2
const bool YES = true
const bool ALSO_YES = 1
const string DOUBLE_QUOTES = "say \"hi\" and 'hi'"
const string SINGLE_QUOTES = 'say \'hi\' and "hi"'
const string OTHER_ESCAPES = "tab \t, unicode \u65b0, backslash \\ and \w"
const binary SEVERAL_LINES = "one
two"
const list<i32> LIST = [1, 2; 3 DECIMAL]
const set<string> SET = ["a", 'b']
const map<string, list<i32>> MAP = {"a": [1], "b": LIST; "c": []}
const list<i32> EMPTY_LIST = {}
const map<i32, i32> EMPTY_MAP = []
const Colour COLOUR = Colour.GREEN
const Colour COLOUR_BY_NUMBER = 5
const i16 NUMBER_OF_COLOUR = Colour.BLUE
const base.Level LEVEL = base.Level.HIGH
const i32 INCLUDED = base.ANSWER
const Point ORIGIN = {"x": 0, "y": 0.0, "tags": ["origin"]} (note = "annotated")
const Shape SHAPE = {"circle": {"radius": 1}}

typedef i64 Timestamp
typedef list<map<string, set<Timestamp>>> Nested (deep)
typedef base.User Person;
typedef Later Earlier  // names may be used before they are declared

/** What is above
    belongs to it. */
enum Colour {
  RED,                   // 0
  GREEN = 0x5 (nice),    /* 5 */
  # 6
  BLUE;
  BLACK = -1 (a = "b", c)
  WHITE = 0o7
}

enum Nothing {}

struct Empty {}

struct Point {
  1: required double x,
  2: double y = 1.5e3;
  3: optional list<string> tags = ["a"] (vt.min_size = "1", flag),
  string without_id
  -5: i8 negative
  i16 after_negative
  i32 after_that,
} (struct.annotation = "x", empty)

struct Later {
  1: list<i32> cpp_type "std::deque<int>" a
  2: map cpp_type "absl::btree_map" <string, i32> b
  3: set cpp_type 'absl::btree_set' <string> c
  4: string (go.type = "[]byte") annotated_type
  5: list<string (inner = "x")> annotated_element (outer)
  6: binary bin
  7: bool flag = YES
  8: byte small = 1
  9: double number = 1
  10: shared.name.Thing thing
  11: map<Point, set<list<Colour>>> keys
}

union Shape {
  1: Circle circle
  2: required Point point
  3: string text = "none"
}

struct Circle { 1: i32 radius = DECIMAL }

exception Failed { 1: string reason = "x"; 2: optional Shape shape } (message = "reason")

service Plain {
}

service Full extends base.Health {
  // A comment of a function.
  void Nothing(),
  oneway void Forget(1: string what);
  string Echo(1: string text, 2: optional i32 times = 1, i64 third) throws (1: Failed failed, 2: required base.Gone gone) (api.get = "/echo", deprecated)
  list<map<i32, Point>> Many(
    // a comment of an argument
    1: list<Point> points
    2: set<Colour> colours  // and behind it
  )
} (service.annotation)

service Streams {
  stream<Point> Server(1: Point from)
  Point Client(1: stream<Point> points)
  stream<Point> Both(stream<Point> points, )
  stream<Point> Unnamed(stream<Point>)
  stream<Point> UnnamedWithId(1: stream<Point>;)
  Point Marked(1: Point a) (streaming.mode = "bidirectional")
  i32 MarkedUnary(1: i32 a) (streaming.mode = 'unary')
  Point MarkedClient(1: Point a) (streaming.mode = "client")
  stream<Point> MarkedTwice(1: Point a) (streaming.mode = "server")
}
