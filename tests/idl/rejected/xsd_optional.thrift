// error: 2:34: expected a name after the type, got '}'
struct A { 1: i32 a xsd_optional }
