// warning: 2:69: struct Node contains itself through 'other': the field is taken as optional
struct Node { 1: required i32 value, 2: optional Node next, 3: Node other }
struct Tree { 1: list<Tree> children, 2: map<string, Tree> named, 3: optional Forest forest }
typedef list<Tree> Trees
struct Forest { 1: Trees trees, 2: required Tree first }
union Json { 1: bool flag, 2: double number, 3: string text, 4: list<Json> items, 5: map<string, Json> members, 6: Json other }
struct A { 1: required B b }
struct B { 1: optional AliasOfA a, 2: required C c }
struct C { 1: set<A> as }
typedef A AliasOfA
exception Because { 1: optional Because cause }
