// Uses what another file declares.
include "shared/base.thrift"
include "user.thrift"
namespace cpp including

struct Line { 1: required base.Point from, 2: required base.Point to, 3: base.Timestamp at, 4: base.Level level = base.Level.HIGH, 5: i32 limit = base.LIMIT, 6: base.Point origin = base.ORIGIN, 7: optional user.User owner, 8: set<base.Point> points }
service Drawer extends base.Base { Line Draw(1: Line line, 2: base.Level base) throws (1: base.Broken broken), void Touch2() }
