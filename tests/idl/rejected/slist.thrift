// error: 2:15: the type slist is not supported: use string
struct A { 1: slist a }
