// The streams of the end-to-end tests.
namespace cpp relay

struct Ask {
  1: i32 count
  2: i32 size
  3: string mode
}

struct Item {
  1: i32 index
  2: string text
}

struct Sum {
  1: i32 count
  2: i64 sum
}

service Relay {
  stream<Item> List(1: Ask ask)
  Sum Add(1: stream<Item> items)
  stream<Item> Echo(1: stream<Item> items)
  string Say(1: string text)
}
