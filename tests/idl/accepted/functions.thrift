// warning: 9:34: 'optional' has no meaning for an argument: 'a' of S.optionals is always there
// warning: 10:42: 'required' has no meaning for an exception: 'x' of S.requireds is taken as optional
exception X {}
service S {
  void nothing()
  void commas(), void semicolons(); void nothing_between() void more()
  oneway void forget(1: string a)
  oneway void forget_nothing()
  void optionals(1: optional i32 a, 2: required i32 b)
  void requireds() throws (1: required X x)
  bool a(), byte b(), i8 c(), i16 d(), i32 e(), i64 f(), double g(), string h(), binary i()
  list<i32> j(1: set<string> a), set<i32> k(1: map<i32, X> a), map<string, list<X>> l(1: list<list<i32>> a)
  string m(1: X x) throws (1: X x)
  i32 n(i32 a i32 b, i32 c; 9: i32 d) throws (X x) (deprecated = "yes")
  i32 Same(1: i32 Same)
}
