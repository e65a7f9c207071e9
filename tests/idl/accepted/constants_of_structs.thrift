struct Point { 1: required i32 x, 2: i32 y = 5, 3: optional string name, 4: list<Point> more, 5: optional Point next }
union Shape { 1: Point point, 2: double radius }
exception Failed { 1: string why }
const Point EMPTY = {}
const Point FULL = {"x": 1, 'y': 2; "name": "n" "more": [{"x": 3}, FULL_TOO], "next": {"x": 4}}
const Point FULL_TOO = {"x": 9}
const Point SAME = FULL
const Shape UNSET = {}
const Shape CIRCLE = {"radius": 1}
const Shape OTHER = {"point": SAME}
const list<Shape> SHAPES = [CIRCLE, {"radius": 2.5}, {}]
const Failed FAILED = {"why": "x"}
struct Holder { 1: Point a = {"x": 1}, 2: Point b = SAME, 3: Shape c = CIRCLE, 4: optional Shape d = {"radius": 0} }
