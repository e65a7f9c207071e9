// error: 2:7: the type 'Missing' is not declared
const Missing A = 5
