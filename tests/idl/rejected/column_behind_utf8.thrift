// error: 2:27: expected const, typedef, enum, struct, union, exception or service, got '5'
const string A = "世界" 5
