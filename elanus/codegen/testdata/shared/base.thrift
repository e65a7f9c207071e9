namespace cpp shared.base

typedef i64 Timestamp
enum Level { LOW = 1, HIGH = 2 }
struct Point { 1: required i32 x, 2: required i32 y }
exception Broken { 1: required string why }
const i32 LIMIT = 10
const Point ORIGIN = {"x": 0, "y": 0}
service Base { Point Move(1: Point from, 2: Level level) throws (1: Broken broken), void Touch() }
