namespace go base
include "more/deep.thrift"
const i32 ANSWER = 42
enum Level { LOW, HIGH }
struct User { 1: required i64 id }
exception Gone {}
service Health extends deep.Root { string Check() }
