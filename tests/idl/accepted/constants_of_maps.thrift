const map<string, i32> PLAIN = {"a": 1, "b": 2}
const map<i32, string> SEMICOLONS = {1: "a"; 2: "b";}
const map<i32, string> NOTHING = {1: "a" 2: "b"}
const map<i32, i32> EMPTY = {}
const map<i32, i32> EMPTY_BRACKETS = []
const map<string, map<string, list<i32>>> NESTED = {"a": {"b": [1], "c": []}, "d": {}}
const map<E, list<E>> ENUMS = {E.A: [E.B], 1: []}
const map<bool, double> BOOLS = {true: 1.5, false: 0}
const map<list<i32>, set<i32>> LISTS = {[1]: [2], []: []}
const map<string, i32> SAME = PLAIN
const map<S, S> STRUCTS = {{"a": 1}: {"a": 2}}
enum E { A, B }
struct S { 1: i32 a }
