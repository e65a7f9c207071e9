struct S {}
union U {}
exception X {}
enum E {}
service Sv {}
struct Holds { 1: S s, 2: U u, 3: X x, 4: optional E e }
