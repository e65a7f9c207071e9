const bool YES = true
const bool NO = false
const bool ONE = 1
const bool NONE = 0
const bool COPY = YES
struct A { 1: bool a = true, 2: bool b = 0, 3: optional bool c = NO, 4: list<bool> d = [true, 0, YES] }
