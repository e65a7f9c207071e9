// error: 2:15: 'base.' is not a name: a part of it is empty
struct A { 1: base. b }
