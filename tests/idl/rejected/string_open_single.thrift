// error: 2:18: the string is not closed: expected ' before the end of the file
const string A = 'never closed
