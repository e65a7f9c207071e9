// Names that mean something in C++, or in generated code: the generator gets around them.
namespace cpp std.int.cpp
struct class { 1: i32 int, 2: i32 template, 3: string std, 4: i32 operator, 5: i32 this }
struct string_view { 1: i32 ToString, 2: i32 Write, 3: i32 Read }
enum errno { EOF, NULL, INT_MAX, none }
union variant { 1: i32 arm, 2: string Clear, 3: bool set, 4: i64 kUnset }
exception exception { 1: string what }
service namespace { void delete(1: i32 new, 2: class class) throws (1: exception exception) bool and(1: bool or) }
const i32 main = 1
typedef i32 size_t
