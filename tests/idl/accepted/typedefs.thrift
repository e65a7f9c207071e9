typedef i32 Number
typedef Number Alias
typedef list<Alias> Numbers
typedef map<Name, Numbers> Table
typedef string Name
typedef S Struct
typedef U Union
typedef X Error
typedef E Enum
typedef binary (go.type = "x") Annotated (a = "", b = "c")
typedef set<list<map<Enum, Struct>>> Deep
struct S { 1: Alias a = 1, 2: Table t = {"a": [1]}, 3: optional Deep deep }
union U { 1: Struct s, 2: Union u }
exception X { 1: Name name }
enum E { A }
service Sv { Union f(1: Struct s) throws (1: Error e) }
