# expect: string_open.thrift:2:18: error: the string is not closed: expected " before the end of the file
const string A = "never closed
