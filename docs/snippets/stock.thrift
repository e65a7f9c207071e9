namespace cpp stock

struct Item {
  1: required i64 id
  2: required string name
}

exception SoldOut { 1: required i64 id }

service Stock {
  Item Buy(1: i64 id) throws (1: SoldOut sold_out)
}
