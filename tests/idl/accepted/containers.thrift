// Every kind of container in every other, and with every kind of key.
enum E { A, B }
struct S { 1: i32 a }
union U { 1: i32 a, 2: string b }
exception X { 1: string a }
typedef map<string, list<i32>> Table
struct Containers {
  1: list<list<i32>> lists
  2: list<set<string>> list_of_sets
  3: list<map<i32, double>> list_of_maps
  4: set<list<bool>> set_of_lists
  5: set<set<byte>> set_of_sets
  6: set<map<E, S>> set_of_maps
  7: map<list<i32>, set<i64>> by_list
  8: map<set<i16>, list<string>> by_set
  9: map<map<i32, i32>, map<i32, i32>> by_map
  10: map<bool, S> by_bool
  11: map<byte, S> by_byte
  12: map<double, S> by_double
  13: map<binary, binary> by_binary
  14: map<E, U> by_enum
  15: map<S, X> by_struct
  16: map<U, E> by_union
  17: map<X, S> by_exception
  18: map<Table, Table> by_typedef
  19: list<U> unions
  20: set<E> enums
}
