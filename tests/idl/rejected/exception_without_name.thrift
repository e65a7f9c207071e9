// error: 2:11: expected the name of an exception, got '7'
exception 7 {}
