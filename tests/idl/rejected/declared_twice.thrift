// error: 3:8: 'User' is declared twice: the first is an enum in line 2
enum User {}
struct User {}
