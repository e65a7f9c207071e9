// What the counted calls carry: a text, and a value as programs have them.
namespace cpp orders

enum State { NEW = 1, PAID = 2, SENT = 3 }

struct Line {
  1: required i64 product
  2: required string name
  3: i32 amount
  4: double price
}

struct Order {
  1: required i64 id
  2: required string customer
  3: State state
  4: list<Line> lines
  5: map<string, string> labels
  6: optional string note
  7: bool gift
}

service Orders {
  string Echo(1: string text)
  Order Place(1: Order order)
}
