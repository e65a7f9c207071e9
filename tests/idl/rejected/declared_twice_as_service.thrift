// error: 3:9: 'A' is declared twice: the first is a service in line 2
service A {}
service A {}
