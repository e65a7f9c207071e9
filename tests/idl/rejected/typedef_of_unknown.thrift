// error: 2:9: the type 'Missing' is not declared
typedef Missing A
