// error: 2:7: expected a type, got 'void': only a function returns it
const void A = 5
