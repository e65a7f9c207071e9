// Elements are parted by commas, semicolons or nothing.
const list<i32> COMMAS = [1, 2, 3]
const list<i32> SEMICOLONS = [1; 2; 3;]
const list<i32> NOTHING = [1 2 3]
const list<i32> LAST = [1, 2,]
const list<i32> EMPTY = []
const list<i32> EMPTY_BRACES = {}
const list<list<string>> NESTED = [["a"], [], ["b", "c"]]
const list<i32> NAMED = [ONE, 2, ONE]
const i32 ONE = 1
const list<i32> SAME = COMMAS
const set<string> WORDS = ["a", 'b']
const set<i32> TWICE = [1, 1]
const set<list<i32>> LISTS = [[1], COMMAS]
