# Every kind of comment, everywhere.
/* block */ namespace /* in */ go /**/ a.b // behind
/**
 * Of the struct.
 *
 * With an empty line.
 */
struct /* name */ S /* before */ { // behind the brace
  // above the field
  1: /* id */ i32 /* type */ a /* behind */ = /* value */ 1 // and at the end
  # with a number sign
  2: list< /* in a type */ i32 > b, //
  /***/ 3: i32 c /****/
  4: string d = "no // comment /* here */ # either"
  //// four
  //! exclamation
  5: i32 e
  // ends with a backslash \
  6: i32 f
} // behind the struct
/* /* does not nest */
const i32 A = /* x */ 5 // five
enum E { /* first */ A /* second */, // third
  B // fourth
  /* the end */ }
service Sv { /* nothing */ }
// Übergröße 世界
/* the last
   one */