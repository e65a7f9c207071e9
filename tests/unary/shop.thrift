// The service of the end-to-end tests: one method for each way in which a call can end.
namespace cpp shop

struct Item {
  1: required i64 id
  2: required string name
  3: optional i32 price
}

exception SoldOut { 1: required string what, 2: optional i32 code }

service Shop {
  string Echo(1: string text)
  string Join(1: string left, 2: i64 number, 3: Item item)
  Item Buy(1: i64 id) throws (1: SoldOut sold_out)
  void Touch(1: string what) throws (1: SoldOut sold_out)
  oneway void Notify(1: string key)
  i32 Notified(1: string key)
  string Sleep(1: i32 millis)
  string Fail(1: string how)
  string Meta(1: string key)
}
