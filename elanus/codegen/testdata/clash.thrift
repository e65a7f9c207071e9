// Names that would not compile as they are.
namespace cpp clash.class.std
namespace go clash.names

// A comment that ends with a backslash \
enum Switch { default = 0, NULL = 1, errno = -1, class = 2, class_ = 3, LOWEST = -2147483648 }

struct User {
  1: required string User,           // named like its struct
  2: required i32 int (note = "x"),
  3: optional i64 ToString,
  4: Inner Inner,                    // named like its type
  5: optional list<Inner> class,
  6: bool class_,
  7: required string has_int,
  8: required string int_in,
  9: Switch Switch = Switch.class,
}
struct Inner { 1: string std, 2: i64 elanus, 3: double v, 4: double w, 5: double r, 6: i32 field, 7: list<i32> count, 8: string nest }
struct Register { 1: i32 NewServer }
struct Read { 1: Register Write }
union Arm {
  1: string value_,
  2: i64 arm,
  3: i32 Clear,
  4: Inner set_arm,
  5: list<Inner> kUnset,
  6: Arm self,
  7: list<Arm> arms,
  8: string Unset,
  9: bool void,
  10: i32 set,
  11: Inner printer,
}
struct Other { 1: i32 other, 2: string other_, 3: set<Other> more }
exception kName { 1: required string kName, 2: i32 message }
exception Denied { 1: string result }
struct Empty {}
union NoArm {}

const i32 User_ = 7
const string delete = "a\x00b\"\\ \n\t é ✓ \xff"
const double TENTH = 0.1
const double HUGE = 1e300
const double WHOLE = 3
const i64 LOWEST64 = -9223372036854775808
const Switch THE_SWITCH = Switch.NULL
const i32 FROM_ENUM = Switch.class
const list<string> WORDS = ["a", "b"]
const map<string, list<i32>> TABLE = {"x": [1, 2], "y": []}
const set<Switch> SWITCHES = [Switch.default, 2]
const map<string, string> PAIR = {"a": "b"}
const list<list<string>> DEEP = [["a", "b"], []]
const Inner SOME = {"std": "s", "elanus": 5, "count": [1]}
const map<i32, Inner> SOMES = {1: {"std": "s"}}
const list<bool> BITS = [true, false, 1]
const string AGAIN = delete

struct Defaults {
  1: i32 User_ = User_,
  2: string text = delete,
  3: optional list<string> words = WORDS,
  4: Inner inner = SOME,
  5: optional double tenth = TENTH,
  6: optional string maybe = "m",
  7: list<Inner> inners = [{"std": "x"}, {"elanus": 2}],
  8: Switch chosen = THE_SWITCH,
  9: optional Switch picked = Switch.NULL,
  10: i32 number = FROM_ENUM,
  11: binary bytes = "\x00\x01",
  12: bool yes = true,
  13: map<string, string> pair = {"a": "b"},
  14: optional Inner opt = {"std": "o"},
}

service Service {
  User User(1: User User, 2: i32 ctx, 3: string options, 4: i64 client_, 5: Inner result) throws (1: kName kName, 2: Denied result)
  void Info()
  void status(1: list<string> args, 2: map<string, list<i32>> call, 3: set<i32> body)
  i32 Service(1: i32 frame, 2: i32 handler)
  string delete(1: string class, 2: string value, 3: string key) throws (1: Denied success)
  list<map<i32, bool>> out(1: list<bool> out, 2: list<list<bool>> r, 3: bool item)
  oneway void co_await(1: string this)
  Register Register(1: Read Read)
}
service ServiceUser { void Empty(1: Empty nothing) throws (1: kName e) }
service Nothing {}
service status extends Service { void More() }
service More extends status { void Again() }
