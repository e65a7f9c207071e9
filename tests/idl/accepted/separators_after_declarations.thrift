// thriftgo rejects these; Apache Thrift accepts some. One may stand behind every header and declaration.
include "parts/base.thrift",
cpp_include "x";
namespace go a,
namespace cpp b;
struct A { 1: i32 a },
enum E { A };
typedef i32 T,
const i32 C = 1;
union U { 1: i32 a };
exception X {},
service S {};
