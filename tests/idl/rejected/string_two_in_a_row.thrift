// error: 2:22: expected const, typedef, enum, struct, union, exception or service, got "b"
const string A = "a" "b"
