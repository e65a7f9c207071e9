typedef string Name
enum Only { A = 0 }
const Name WHO = "me"
