// error: 3:18: enum Colour has no value named 'BLUE'
enum Colour { RED }
const Colour A = Colour.BLUE
