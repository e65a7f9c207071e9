// error: 2:18: 'nan' is not declared
const double A = nan
