// error: 3:11: 'A' is declared twice: the first is a union in line 2
union A {}
exception A {}
