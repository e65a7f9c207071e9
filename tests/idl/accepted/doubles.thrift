const double FRACTION = 3.14159
const double NO_WHOLE = .5
const double NEGATIVE = -.5
const double POSITIVE = +1.5
const double EXPONENT = 1e10
const double UPPER = 1E10
const double SIGNED = 1.5e+7
const double SMALL = 2.5E-7
const double ZERO = 0.0
const double MINUS_ZERO = -0.0
const double LARGEST = 1.7976931348623157e308
const double SMALLEST = 4.9e-324
const double FROM_INT = 2
const double FROM_HEX = 0x10
const double MANY_DIGITS = 0.1000000000000000055511151231257827021181583404541015625
struct A { 1: double a = 1, 2: double b = -1e-3, 3: optional double c = .25 }
