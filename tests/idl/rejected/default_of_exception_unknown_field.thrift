// error: 4:14: exception X has no field named "what"
// thriftgo accepts it: it looks at values only when it writes Go.
exception X { 1: string why }
const X A = {"what": "x"}
