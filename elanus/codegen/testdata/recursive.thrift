// Types that hold themselves.
namespace cpp recursive

struct Node { 1: required i64 id, 2: optional Node next, 3: list<Node> children, 4: map<string, Node> named, 5: set<Node> unique, 6: optional list<Node> maybe }
struct Left { 1: optional Right right, 2: string name }
struct Right { 1: optional Left left, 2: i32 number }
typedef list<Tree> Forest
struct Tree { 1: Forest trees, 2: i32 leaf, 3: optional Expression e }
union Expression { 1: Expression negated, 2: list<Expression> sum, 3: i64 number, 4: map<Key, Expression> table }
struct Key { 1: required i32 major, 2: optional string minor, 3: list<double> parts, 4: Expression expression }
struct Shelf { 1: set<set<Key>> keys, 2: map<Key, map<Key, list<Key>>> deep, 3: map<list<i32>, string> by_list, 4: set<Colour> colours, 5: map<double, bool> by_double, 6: map<list<i32>, set<list<i64>>> of_lists, 7: map<set<Key>, map<list<i32>, list<Key>>> all }
enum Colour { RED = 1 }
service Walker { Node Walk(1: Node node), Expression Simplify(1: Expression e, 2: Shelf shelf) }
