include "parts/base.thrift"
include "parts/aliases.thrift"
const i32 A = base.ANSWER
const base.Level B = base.Level.HIGH
const base.Level C = 0
const i32 D = base.Level.HIGH
const list<base.Level> E = [base.Level.LOW, B]
const aliases.Level F = aliases.Level.HIGH
const aliases.Level G = base.Level.LOW
