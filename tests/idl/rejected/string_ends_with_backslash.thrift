// error: 4:19: expected const, typedef, enum, struct, union, exception or service, got 'x'
// A backslash before a quote takes the quote with it, as in thriftgo.
const string A = "C:\\"
const string B = "x"
